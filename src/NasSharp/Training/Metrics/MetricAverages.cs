using NasSharp.Torch;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Training.Metrics;

/// <summary>
/// Means of the loss and the metrics over batches, weighted with their samples. Results that live on a GPU are read late, so that the step need not
/// wait for the device.
/// </summary>
internal sealed class MetricAverages : ICheckpointed
{
    /// <summary>The name of the loss among the means.</summary>
    public const string Loss = "loss";

    private readonly OrderedDictionary<string, (double Sum, double Weight)> _sums = new(StringComparer.Ordinal);
    private readonly List<(string[] Names, torch.Tensor Values, int Count)> _pending = [];

    /// <summary>The means so far, the loss first.</summary>
    public OrderedDictionary<string, double> Means
    {
        get
        {
            Read();
            return new(_sums.Select(s => KeyValuePair.Create(s.Key, s.Value.Sum / s.Value.Weight)), StringComparer.Ordinal);
        }
    }

    /// <summary>Adds a batch.</summary>
    public void Add(BatchResult result)
    {
        using var recording = torch.no_grad();
        string[] names = [Loss, .. result.Metrics.Select(m => m.Key)];
        using var scope = torch.NewDisposeScope();
        var values = torch.cat([Scalar(result.Loss, Loss), .. result.Metrics.Select(m => Scalar(m.Value, m.Key))], 0);
        if (values.is_cuda)
            _pending.Add((names, values.DetachFromDisposeScope(), result.Count));
        else
            Accumulate(names, values, result.Count);
    }

    /// <summary>Adds one number.</summary>
    public void Add(string name, double value, double weight = 1)
    {
        var (sum, total) = _sums.GetValueOrDefault(name);
        _sums[name] = (sum + value * weight, total + weight);
    }

    /// <summary>Reads what still lies on the device. The means are not finite when a loss was not.</summary>
    public void Read()
    {
        foreach (var (names, values, count) in _pending)
        {
            using (values)
                Accumulate(names, values, count);
        }
        _pending.Clear();
    }

    /// <summary>Whether every loss so far was a finite number.</summary>
    public bool LossIsFinite
    {
        get
        {
            Read();
            return !_sums.TryGetValue(Loss, out var loss) || double.IsFinite(loss.Sum);
        }
    }

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        Read();
        _sums.Clear();
    }

    /// <inheritdoc/>
    public void Save(CheckpointSection section)
    {
        Read();
        section.PutNumbers("sums", _sums.Select(s => KeyValuePair.Create(s.Key, s.Value.Sum)));
        section.PutNumbers("weights", _sums.Select(s => KeyValuePair.Create(s.Key, s.Value.Weight)));
    }

    /// <inheritdoc/>
    public void Load(CheckpointSection section)
    {
        Clear();
        var weights = section.GetNumbers("weights");
        foreach (var (name, sum) in section.GetNumbers("sums"))
            _sums.Add(name, (sum, weights[name]));
    }

    private void Accumulate(string[] names, torch.Tensor values, int count)
    {
        var numbers = values.to_array<double>();
        for (var i = 0; i < names.Length; i++)
            Add(names[i], numbers[i], count);
    }

    private static torch.Tensor Scalar(torch.Tensor value, string name) => value.numel() == 1
        ? value.detach().reshape(1).to(torch.ScalarType.Float64)
        : throw new ArgumentException($"'{name}' of the objective has shape [{string.Join(", ", value.shape)}]; it must be one number: take the mean over the batch.");
}

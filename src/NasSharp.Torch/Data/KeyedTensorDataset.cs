namespace NasSharp.Torch.Data;

/// <summary>A data set in TorchSharp's shape, as trainers take it.</summary>
internal sealed class KeyedTensorDataset : Dataset
{
    private readonly torch.utils.data.Dataset _source;
    private readonly string _inputKey;
    private readonly string _targetKey;
    private readonly int[] _labels;

    public KeyedTensorDataset(torch.utils.data.Dataset source, string inputKey, string targetKey)
    {
        ArgumentNullException.ThrowIfNull(source);
        (_source, _inputKey, _targetKey) = (source, inputKey, targetKey);
        using var scope = torch.NewDisposeScope();
        _labels = new int[Count];
        long[] shape = [];
        for (var i = 0; i < Count; i++)
        {
            using var item = torch.NewDisposeScope();
            var (input, target) = Get(i);
            if (i == 0)
                shape = input.shape;
            if (target.dtype != torch.ScalarType.Int64 || target.numel() != 1)
            {
                _labels = [];
                break;
            }
            _labels[i] = target.ToInt32();
        }
        InputShape = shape;
        ClassNames = _labels.Length == 0 ? [] : [.. Enumerable.Range(0, _labels.Max() + 1).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    public override int Count => checked((int)_source.Count);

    public override string Name => _source.GetType().Name;

    public override IReadOnlyList<long> InputShape { get; }

    public override IReadOnlyList<string> ClassNames { get; }

    public override IReadOnlyList<int> Labels => _labels;

    public override Batch Collate(ReadOnlySpan<int> samples, BatchRequest request)
    {
        using var scope = torch.NewDisposeScope();
        var inputs = new torch.Tensor[samples.Length];
        var targets = new torch.Tensor[samples.Length];
        for (var i = 0; i < samples.Length; i++)
        {
            try
            {
                (inputs[i], targets[i]) = Get(samples[i]);
            }
            catch (Exception error) when (error is not SampleException)
            {
                throw new SampleException(NameOf(samples[i]), error);
            }
        }
        var target = torch.stack(targets);
        if (_labels.Length > 0)
            target = target.reshape(samples.Length);
        return new Batch(torch.stack(inputs).MoveToOuterDisposeScope(), target.MoveToOuterDisposeScope(), samples.ToArray());
    }

    private (torch.Tensor Input, torch.Tensor Target) Get(int sample)
    {
        var item = _source.GetTensor(sample);
        return item.TryGetValue(_inputKey, out var input) && item.TryGetValue(_targetKey, out var target)
            ? (input, target)
            : throw new ArgumentException($"{NameOf(sample)} has the entries {string.Join(", ", item.Keys)}; expected {_inputKey} and {_targetKey}.");
    }
}

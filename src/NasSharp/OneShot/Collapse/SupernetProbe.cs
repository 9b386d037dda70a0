using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.OneShot.Collapse;

/// <summary>
/// Looks at a supernet without changing anything: batch norms use the batch's own statistics, buffers, alphas and libtorch's random state come back bit for bit, and every
/// forward sees the same dropout.
/// </summary>
internal sealed class SupernetProbe(Func<DifferentiableMutator> mutator, Objective loss, ForwardPrecision precision, torch.Device device)
{
    private DifferentiableMutator Mutator => mutator();

    /// <summary>The loss of the relaxed supernet on some batches, mean over them, and the metrics that stand beside it.</summary>
    public IReadOnlyDictionary<string, double> Relaxed(IEnumerable<Batch> batches) => Measure(batches, () => Mutator.FixMeans(learning: false));

    /// <summary>The same of one path with the supernet's weights.</summary>
    public IReadOnlyDictionary<string, double> Path(Architecture architecture, IEnumerable<Batch> batches) => Measure(batches, () =>
    {
        Mutator.Learning = false;
        Mutator.Fix(architecture);
    });

    /// <summary>The gradient of the relaxed loss in the alphas, all in one vector, as a function of a vector that moves them.</summary>
    public double Eigenvalue(DominantEigenvalue power, Batch batch, int iterations)
    {
        torch.Tensor[] alphas = [.. Mutator.Alphas.Values];
        using var scope = torch.NewDisposeScope();
        using var random = new KeptRandom(device);
        using var buffers = MemorySwap.OfBuffers(Mutator.Model);
        using var point = new MemorySwap(alphas);
        return power.Measure(move => Gradient(alphas, point, move, batch, random), iterations);
    }

    private double[] Gradient(torch.Tensor[] alphas, MemorySwap point, double[] move, Batch batch, KeptRandom random)
    {
        using var scope = torch.NewDisposeScope();
        point.Use(Moved(point.Originals, move));
        random.Restart();
        Mutator.FixMeans(learning: true);
        var gradients = torch.autograd.grad([precision.Run(() => loss(batch)).Loss], alphas, allow_unused: true);
        return [.. alphas.Zip(gradients).SelectMany(g => g.Second is { } gradient
            ? gradient.to(torch.CPU, torch.ScalarType.Float64).to_array<double>()
            : new double[g.First.numel()])];
    }

    private static torch.Tensor[] Moved(torch.Tensor[] alphas, double[] move)
    {
        using var recording = torch.no_grad();
        var start = 0;
        return Array.ConvertAll(alphas, alpha =>
        {
            var part = torch.tensor(move[start..(start += (int)alpha.numel())], torch.ScalarType.Float64).to(alpha.device).reshape(alpha.shape);
            return (alpha.to(torch.ScalarType.Float64) + part).to(alpha.dtype);
        });
    }

    private Dictionary<string, double> Measure(IEnumerable<Batch> batches, Action fix)
    {
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        using var random = new KeptRandom(device);
        using var buffers = MemorySwap.OfBuffers(Mutator.Model);
        var sums = new Dictionary<string, double>(StringComparer.Ordinal);
        var count = 0;
        foreach (var batch in batches)
        {
            using var step = torch.NewDisposeScope();
            random.Restart();
            fix();
            var result = precision.Run(() => loss(batch));
            foreach (var (name, value) in result.Metrics.Prepend(KeyValuePair.Create("loss", result.Loss)))
                sums[name] = sums.GetValueOrDefault(name) + value.ToDouble();
            count++;
        }
        return sums.ToDictionary(s => s.Key, s => s.Value / count, StringComparer.Ordinal);
    }

    private sealed class KeptRandom : IDisposable
    {
        private readonly torch.Device _device;
        private readonly torch.Tensor _cpu;
        private readonly torch.Tensor? _cuda;

        public KeptRandom(torch.Device device)
        {
            _device = device;
            _cpu = torch.random.get_rng_state();
            _cuda = device.type == DeviceType.CUDA ? torch.cuda.get_rng_state(device) : null;
        }

        public void Restart() => Dispose();

        public void Dispose()
        {
            torch.random.set_rng_state(_cpu);
            if (_cuda is not null)
                torch.cuda.set_rng_state(_cuda, _device);
        }
    }
}

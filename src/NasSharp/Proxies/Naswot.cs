using NasSharp.Torch;
using NasSharp.Torch.Observation;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// NASWOT (Mellor et al. 2021, arXiv 2006.04647): every image gives each rectified unit on or off; K counts for each pair of images the units that agree, and
/// the score is log |det K|. Two images that the network cannot tell apart make it infinite, which counts as missing.
/// </summary>
internal sealed class Naswot : IZeroCostProxy
{
    public string Name => "naswot";

    public string Description => "log |det K| of the agreement of rectified units between images (Mellor et al. 2021)";

    public double Compute(ProxyNetwork network)
    {
        using var gradients = no_grad();
        using var agreement = new Agreement(network.Batch.Images.size(0));
        using (Observers.Observe(agreement))
            network.Model.call(network.Batch.Images);
        return agreement.LogDeterminant();
    }

    /// <summary>Counts, over all rectified units, how often two images agree.</summary>
    private sealed class Agreement(long images) : IOperatorObserver, IDisposable
    {
        private Tensor? _kernel;

        public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<nn.Module> modules)
        {
            if (!LayerOperators.IsRectifier(op, arguments) || results[0].ndim < 2 || results[0].size(0) != images)
                return;
            using var scope = NewDisposeScope();
            // Sums of float32 are exact up to 2^24 units of one layer.
            var on = results[0].detach().flatten(1).gt(0).to(ScalarType.Float32);
            var off = 1 - on;
            var both = (on.matmul(on.t()) + off.matmul(off.t())).to(ScalarType.Float64);
            _kernel ??= zeros_like(both).DetachFromDisposeScope();
            _kernel.add_(both);
        }

        public double LogDeterminant() => _kernel is null ? double.NaN : linalg.slogdet(_kernel).logabsdet.ToDouble();

        public void Dispose() => _kernel?.Dispose();
    }
}

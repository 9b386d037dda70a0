using NasSharp.Profiling;

namespace NasSharp.Proxies;

/// <summary>Multiply-adds of one image.</summary>
internal sealed class FlopCount : IZeroCostProxy
{
    public string Name => "flops";

    public string Description => "multiply-adds of one image";

    // The profiler takes float32; shapes are all that counts.
    public double Compute(ProxyNetwork network)
    {
        using var state = ScratchState.Enter(network.Model, Torch.torch.ScalarType.Float32);
        return Profiler.Profile(network.Model, [1, .. network.Batch.Images.shape.Skip(1)]).Flops;
    }
}

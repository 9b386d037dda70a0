using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Zen-Score (Lin et al. 2021, arXiv 2102.01063): with weights and images drawn from N(0, 1), the logarithm of how far the last feature map moves when the
/// images move by 0.01 N(0, 1), plus the logarithms of the deviations that the batch norms took out; the mean of several draws. The feature map is the last one
/// before it is pooled to a point; a network without one is judged by its outputs.
/// </summary>
internal sealed class Zen : IZeroCostProxy
{
    private const double Step = 0.01;

    public string Name => "zen";

    public string Description => "how far random features move when the images do, before batch norms (Lin et al. 2021)";

    public double Compute(ProxyNetwork network)
    {
        var (model, batch) = (network.Model, network.Batch);
        using var generator = new Generator((ulong)batch.Seed);
        var sum = 0.0;
        for (var repeat = 0; repeat < batch.Repeats; repeat++)
        {
            using var scope = NewDisposeScope();
            using var state = ScratchState.Enter(model);
            DrawWeights(model, generator);
            var images = Like(batch.Images, generator);
            sum += Score(model, images, images + Step * Like(batch.Images, generator));
        }
        return sum / batch.Repeats;
    }

    /// <summary>The score for given weights and images.</summary>
    internal static double Score(nn.Module<Tensor, Tensor> model, Tensor images, Tensor moved)
    {
        using var scope = NewDisposeScope();
        using var gradients = no_grad();
        using var before = new LastFeatureMap();
        using var after = new LastFeatureMap();
        double norms;
        using (var deviations = new NormDeviations(model))
        {
            before.Watch(model, images);
            norms = deviations.LogSum;
        }
        after.Watch(model, moved);
        var distance = (before.Map - after.Map).abs().flatten(1).sum(1).mean().ToDouble();
        return Math.Log(distance) + norms;
    }

    private static void DrawWeights(nn.Module model, Generator generator)
    {
        using var gradients = no_grad();
        var factors = model.modules().OfType<BatchNorm>().Select(n => n.weight).OfType<Tensor>().ToHashSet();
        foreach (var parameter in model.parameters())
        {
            if (parameter.ndim >= 2)
                parameter.copy_(Like(parameter, generator));
            else
                parameter.fill_(factors.Contains(parameter) ? 1 : 0);
        }
    }

    // Drawn on the CPU, so that the numbers are the same everywhere.
    private static Tensor Like(Tensor tensor, Generator generator) => randn(tensor.shape, tensor.dtype, generator: generator).to(tensor.device);
}

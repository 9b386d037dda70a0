using NasSharp.Profiling;
using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// Synaptic flow (Tanaka et al. 2020, arXiv 2006.05467): sum of |w| dR/d|w| over the weights, where R is the sum of the outputs for one image of ones with all
/// parameters replaced by their absolute values and no batch norms. In float64, and the logarithm, because the sum grows exponentially with the depth. A
/// network through which nothing flows has none.
/// </summary>
internal sealed class SynFlow : IZeroCostProxy
{
    public string Name => "synflow";

    public string Description => "logarithm of the synaptic flow, sum of |w| dR/d|w| (Tanaka et al. 2020)";

    public double Compute(ProxyNetwork network)
    {
        var model = network.Model;
        using var state = ScratchState.Enter(model, ScalarType.Float64);
        using var evaluation = new EvaluationMode(model);
        using var passing = new PassingNorms(model);
        using (no_grad())
        {
            foreach (var parameter in model.parameters())
                parameter.abs_();
        }
        var image = ones([1, .. network.Batch.Images.shape.Skip(1)], ScalarType.Float64, network.Batch.Images.device);
        var weights = network.Weights;
        var flows = network.Gradients(model.call(image).sum());
        return Math.Log(weights.Zip(flows).Where(p => p.Second is not null).Sum(p => p.First.detach().mul(p.Second!).abs().sum().ToDouble()));
    }
}

using static NasSharp.Torch.torch;

namespace NasSharp.Proxies;

/// <summary>
/// GraSP (Wang et al. 2020, arXiv 2002.07376): sum of -w (H g), with the gradient g of the loss and its Hessian H over all weights; without the paper's
/// temperature and with one batch, as Abdelfattah et al. 2021 take it. Which sign is good depends on the space.
/// </summary>
internal sealed class Grasp : IZeroCostProxy
{
    public string Name => "grasp";

    public string Description => "sum of -w (H g), the change of the gradient's norm (Wang et al. 2020)";

    public double Compute(ProxyNetwork network)
    {
        var weights = network.Weights;
        var gradients = network.Gradients(network.Loss(), createGraph: true);
        if (!gradients.OfType<Tensor>().Any())
            return double.NaN;
        // The gradient of stop(g) . g is H g.
        var product = gradients.OfType<Tensor>().Select(g => g.detach().mul(g).sum()).Aggregate((a, b) => a + b);
        var curved = network.Gradients(product);
        return -weights.Zip(curved).Where(p => p.Second is not null).Sum(p => p.First.detach().mul(p.Second!).sum().ToDouble());
    }
}

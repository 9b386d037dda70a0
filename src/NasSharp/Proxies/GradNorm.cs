namespace NasSharp.Proxies;

/// <summary>The sum over layers of the Euclidean norm of the gradient of the loss (Abdelfattah et al. 2021, arXiv 2101.08134, section 3.2).</summary>
internal sealed class GradNorm : IZeroCostProxy
{
    public string Name => "grad_norm";

    public string Description => "norm of the gradient, summed over layers (Abdelfattah et al. 2021)";

    public double Compute(ProxyNetwork network) => network.WeightGradients().Sum(w => w.Gradient.norm().ToDouble());
}

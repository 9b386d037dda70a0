namespace NasSharp.Proxies;

/// <summary>SNIP (Lee et al. 2019, arXiv 1810.02340): sum |w dL/dw|, how much the loss would feel the loss of each weight.</summary>
internal sealed class Snip : IZeroCostProxy
{
    public string Name => "snip";

    public string Description => "sum of |w dL/dw| (Lee et al. 2019)";

    public double Compute(ProxyNetwork network) => network.WeightGradients().Sum(w => w.Weight.detach().mul(w.Gradient).abs().sum().ToDouble());
}

namespace NasSharp.Proxies;

/// <summary>The number of weights: the baseline that a proxy has to beat.</summary>
internal sealed class ParameterCount : IZeroCostProxy
{
    public string Name => "parameters";

    public string Description => "number of weights, the baseline";

    public double Compute(ProxyNetwork network) => network.Model.parameters().Sum(p => p.numel());
}

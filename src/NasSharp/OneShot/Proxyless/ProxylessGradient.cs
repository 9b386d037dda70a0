namespace NasSharp.OneShot.Proxyless;

/// <summary>How the architecture parameters of ProxylessNAS learn.</summary>
public enum ProxylessGradient
{
    /// <summary>All candidates are computed, the sampled one counts; every parameter learns. Memory is that of one path and the outputs of the others.</summary>
    Full,

    /// <summary>Two candidates are sampled and computed, one of them counts; the parameters of these two learn, and the probability of the others stays.</summary>
    TwoPaths,

    /// <summary>REINFORCE: several networks are sampled and measured, without a backward pass; a reward need not be differentiable.</summary>
    Reinforce,
}

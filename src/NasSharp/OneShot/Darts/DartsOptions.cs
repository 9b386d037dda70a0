namespace NasSharp.OneShot.Darts;

/// <summary>
/// How DARTS searches (Liu, Simonyan and Yang 2019, arXiv 1806.09055). The defaults are those of the paper's CIFAR-10 search, appendix A.1: 50 epochs of
/// batches of 64; weights with SGD, 0.025 to 0.001, momentum 0.9, weight decay 3e-4, clipped at 5; architecture with Adam, 3e-4, betas 0.5 and 0.999,
/// weight decay 1e-3; no warm-up.
/// </summary>
public sealed record DartsOptions : DifferentiableOptions
{
    /// <summary>
    /// Whether the architecture's gradient looks one weight step ahead (the paper's second order, Eq. 7 and 8), at about three times the cost of a step;
    /// default no: first order.
    /// </summary>
    public bool SecondOrder { get; init; }
}

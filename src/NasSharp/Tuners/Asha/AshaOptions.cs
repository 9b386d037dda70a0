namespace NasSharp.Tuners.Asha;

/// <summary>How ASHA searches (Li et al. 2018, arXiv 1810.05934).</summary>
public sealed record AshaOptions
{
    /// <summary>Epochs of the lowest rung; at least 1, default 1.</summary>
    public int MinEpochs { get; init; } = 1;

    /// <summary>Epochs of the highest rung; at least <see cref="MinEpochs"/>, default 81 (Li et al. 2017, arXiv 1603.06560, section 3).</summary>
    public int MaxEpochs { get; init; } = 81;

    /// <summary>One in so many is promoted, to so many times as many epochs; more than 1, default 3 (Li et al. 2017).</summary>
    public double ReductionFactor { get; init; } = 3;

    internal void Validate() => Fidelities.Validate(MinEpochs, MaxEpochs, ReductionFactor);
}

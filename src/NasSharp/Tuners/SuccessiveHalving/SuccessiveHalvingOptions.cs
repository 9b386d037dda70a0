using NasSharp.Training;

namespace NasSharp.Tuners.SuccessiveHalving;

/// <summary>How successive halving searches (Jamieson and Talwalkar 2016, arXiv 1502.07943; in the form of Li et al. 2017, arXiv 1603.06560).</summary>
public sealed record SuccessiveHalvingOptions
{
    /// <summary>Epochs of the first rung; at least 1, default 1.</summary>
    public int MinEpochs { get; init; } = 1;

    /// <summary>Epochs of the last rung; at least <see cref="MinEpochs"/>, default 81 (Li et al. 2017, section 3).</summary>
    public int MaxEpochs { get; init; } = 81;

    /// <summary>The best one in so many goes on, with so many times as many epochs; more than 1, default 3 (Li et al. 2017).</summary>
    public double ReductionFactor { get; init; } = 3;

    /// <summary>Architectures that start; at least 1; 0, the default: so many that one reaches the last rung.</summary>
    public int Starters { get; init; }

    internal void Validate()
    {
        Fidelities.Validate(MinEpochs, MaxEpochs, ReductionFactor);
        Demand.That(Starters >= 0, nameof(Starters), Starters, "0 or more");
    }
}

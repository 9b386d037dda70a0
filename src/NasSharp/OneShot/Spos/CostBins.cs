using NasSharp.Hardware;

namespace NasSharp.OneShot.Spos;

/// <summary>
/// Draws training paths evenly over their cost: a bin is drawn uniformly, then architectures until one falls into it. The authors trained within 290 to 360 million multiply-adds in 7 bins.
/// </summary>
public sealed record CostBins
{
    /// <summary>Makes bins of the same width.</summary>
    /// <param name="costs">What a path costs.</param>
    /// <param name="least">Where the first bin begins.</param>
    /// <param name="most">Where the last bin ends; more than <paramref name="least"/>.</param>
    /// <param name="count">How many bins, at least 1; default 7.</param>
    /// <param name="tries">Architectures drawn for one bin before it is given up and the path is drawn without it, at least 1; default 500, as in the authors' code.</param>
    /// <exception cref="ArgumentException">A number is out of its range, or no architecture of the space costs that much.</exception>
    public CostBins(CandidateCosts costs, double least, double most, int count = 7, int tries = 500)
    {
        ArgumentNullException.ThrowIfNull(costs);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(tries, 1);
        if (!(most > least))
            throw new ArgumentException(FormattableString.Invariant($"The bins go from {least} to {most}; expected a larger end than beginning."), nameof(most));
        if (least > costs.Most || most < costs.Least)
            throw new ArgumentException(FormattableString.Invariant($"The bins go from {least} to {most} {costs.Name}, but the architectures of the space have {costs.Least} to {costs.Most}."), nameof(least));
        (Costs, Least, Most, Count, Tries) = (costs, least, most, count, tries);
    }

    /// <summary>What a path costs.</summary>
    public CandidateCosts Costs { get; }

    /// <summary>Where the first bin begins.</summary>
    public double Least { get; }

    /// <summary>Where the last bin ends.</summary>
    public double Most { get; }

    /// <summary>How many bins.</summary>
    public int Count { get; }

    /// <summary>Architectures drawn for one bin before it is given up.</summary>
    public int Tries { get; }

    /// <summary>The ends of a bin, from 0; both belong to it.</summary>
    public (double Least, double Most) Bin(int index) => (Edge(index), Edge(index + 1));

    private double Edge(int index) => Least + (Most - Least) * index / Count;
}

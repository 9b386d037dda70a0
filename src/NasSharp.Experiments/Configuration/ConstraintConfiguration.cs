using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Experiments.Configuration;

/// <summary>A limit on what the architectures of an experiment may cost.</summary>
public sealed record ConstraintConfiguration
{
    /// <summary><c>flops</c> (multiply-adds), <c>parameters</c>, or <c>latency</c> (milliseconds).</summary>
    public required string Cost { get; init; }

    /// <summary>The file with the costs of the candidates.</summary>
    public required string Table { get; init; }

    /// <summary>The device, where a latency table has several; null: the only one.</summary>
    public string? Device { get; init; }

    /// <summary>The least that is allowed; default 0.</summary>
    public double Least { get; init; }

    /// <summary>The most that is allowed.</summary>
    public required double Most { get; init; }

    /// <summary>What every network costs, as the experiment's creation found it in the table.</summary>
    public double Constant { get; init; }

    /// <summary>What the candidates cost, by key, as the experiment's creation found it in the table; null before. A table that changes later changes nothing.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<double>>? Rows { get; init; }

    /// <summary>Reads the table.</summary>
    /// <exception cref="NasSharpException">The file is missing, damaged or of another space, or no network can keep the limit.</exception>
    internal ConstraintConfiguration Filled(SearchSpace space)
    {
        var costs = Cost == ConstraintSection.Latency ? CandidateCosts.Of(LatencyTable.Read(Table, space, Device)) : CostFile.Read(Table, Cost, space);
        if (Most < costs.Least)
            throw new CostException(FormattableString.Invariant($"{Table}: no network keeps the constraint: 'most' is {Most}, and the cheapest has {costs.Least} ({Cost}); raise it."));
        if (Least > costs.Most)
            throw new CostException(FormattableString.Invariant($"{Table}: no network keeps the constraint: 'least' is {Least}, and the dearest has at most {costs.Most} ({Cost}); lower it."));
        return this with { Constant = costs.Constant, Rows = costs.Rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Value, StringComparer.Ordinal) };
    }

    /// <summary>The limit itself.</summary>
    internal ArchitectureLimit Limit(SearchSpace space) => new(new CandidateCosts(Cost, space, Rows!, Constant), Most, Least);
}

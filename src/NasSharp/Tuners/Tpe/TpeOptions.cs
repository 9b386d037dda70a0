using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Tpe;

/// <summary>
/// How the tree-structured Parzen estimator searches (Bergstra et al. 2011, "Algorithms for Hyper-Parameter Optimization"). Where hyperopt is named, the default is that
/// of the authors' program, file hyperopt/tpe.py.
/// </summary>
public sealed record TpeOptions
{
    /// <summary>Architectures drawn at random before the densities are used; at least 1, default 20 (hyperopt).</summary>
    public int StartupTrials { get; init; } = 20;

    /// <summary>Candidates drawn from the density of the good ones, of which the best is taken; at least 1, default 24 (hyperopt).</summary>
    public int Candidates { get; init; } = 24;

    /// <summary>The share of the trials that count as good; more than 0 and less than 1, default 0.15, ours: hyperopt counts 0.25 times the square root of their number.</summary>
    public double GoodShare { get; init; } = 0.15;

    /// <summary>At most so many trials count as good; at least 1, default 25 (hyperopt).</summary>
    public int MostGood { get; init; } = 25;

    /// <summary>The weight of the uniform prior, in trials, shared by all candidates of a choice; more than 0, default 1, ours: hyperopt gives so much to each candidate.</summary>
    public double PriorWeight { get; init; } = 1;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(StartupTrials >= 1, nameof(StartupTrials), StartupTrials, "1 or more");
        Demand.That(Candidates >= 1, nameof(Candidates), Candidates, "1 or more");
        Demand.That(GoodShare is > 0 and < 1, nameof(GoodShare), GoodShare, "more than 0 and less than 1");
        Demand.That(MostGood >= 1, nameof(MostGood), MostGood, "1 or more");
        Demand.That(PriorWeight > 0, nameof(PriorWeight), PriorWeight, "more than 0");
    }
}

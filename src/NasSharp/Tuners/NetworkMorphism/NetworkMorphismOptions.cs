using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.NetworkMorphism;

/// <summary>How the Bayesian search over edit distances works. The defaults are those of NNI's tuner where it has the option.</summary>
public sealed record NetworkMorphismOptions
{
    /// <summary>Trials before the first model is fitted; at least 2, default 10.</summary>
    public int InitialTrials { get; init; } = 10;

    /// <summary>Deviations that the upper confidence bound lies above the mean; 0 or more, default 2.576.</summary>
    public double Beta { get; init; } = 2.576;

    /// <summary>First temperature of the annealing, in deviations of the results; more than 0, default 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Factor of the temperature at each step; between 0 and 1, default 0.9.</summary>
    public double Cooling { get; init; } = 0.9;

    /// <summary>Temperature at which the annealing ends; more than 0, at most <see cref="Temperature"/>, default 1e-4.</summary>
    public double LastTemperature { get; init; } = 1e-4;

    /// <summary>Neighbours that are looked at in each step; at least 1, default 8.</summary>
    public int Neighbours { get; init; } = 8;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(InitialTrials >= 2, nameof(InitialTrials), InitialTrials, "2 or more");
        Demand.That(Beta >= 0 && double.IsFinite(Beta), nameof(Beta), Beta, "0 or more");
        Demand.That(Temperature > 0 && double.IsFinite(Temperature), nameof(Temperature), Temperature, "more than 0");
        Demand.That(Cooling is > 0 and < 1, nameof(Cooling), Cooling, "a number between 0 and 1");
        Demand.That(LastTemperature > 0 && LastTemperature <= Temperature, nameof(LastTemperature), LastTemperature, $"more than 0, at most {nameof(Temperature)}");
        Demand.That(Neighbours >= 1, nameof(Neighbours), Neighbours, "1 or more");
    }
}

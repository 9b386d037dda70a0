using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Bananas;

/// <summary>How BANANAS searches (White et al. 2021, arXiv 1910.11858). The defaults are those of the authors' code (naszilla), except where another source is named.</summary>
public sealed record BananasOptions
{
    /// <summary>Architectures drawn at random before the networks are asked; at least 2, default 10.</summary>
    public int InitialTrials { get; init; } = 10;

    /// <summary>Architectures that are chosen with the same networks, before these are trained anew; at least 1, default 10.</summary>
    public int BatchSize { get; init; } = 10;

    /// <summary>Networks that predict; their disagreement is the uncertainty; at least 2, default 5.</summary>
    public int Ensemble { get; init; } = 5;

    /// <summary>Candidates among which the networks choose; at least 1, default 100.</summary>
    public int Candidates { get; init; } = 100;

    /// <summary>The best so many architectures are mutated to make candidates; at least 1, default 1, the incumbent alone.</summary>
    public int Incumbents { get; init; } = 1;

    /// <summary>How architectures are encoded; default <see cref="ArchitectureEncoding.Automatic"/>.</summary>
    public ArchitectureEncoding Encoding { get; init; } = ArchitectureEncoding.Automatic;

    /// <summary>With paths, only so many numbers are kept, the shortest chains first; 0, the default: all. The paper keeps 40 on NAS-Bench-101.</summary>
    public int PathLimit { get; init; }

    /// <summary>Hidden layers of a network; at least 1, default 2, ours (the authors have 10), which suffices on NAS-Bench-201.</summary>
    public int Layers { get; init; } = 2;

    /// <summary>Units of a hidden layer; at least 1, default 20.</summary>
    public int Units { get; init; } = 20;

    /// <summary>Passes over the known results to train a network; at least 1, default 60, ours.</summary>
    public int TrainingEpochs { get; init; } = 60;

    /// <summary>Learning rate of Adam for the networks; more than 0, default 0.01.</summary>
    public double LearningRate { get; init; } = 0.01;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(InitialTrials >= 2, nameof(InitialTrials), InitialTrials, "2 or more");
        Demand.That(BatchSize >= 1, nameof(BatchSize), BatchSize, "1 or more");
        Demand.That(Ensemble >= 2, nameof(Ensemble), Ensemble, "2 or more");
        Demand.That(Candidates >= 1, nameof(Candidates), Candidates, "1 or more");
        Demand.That(Incumbents >= 1, nameof(Incumbents), Incumbents, "1 or more");
        Demand.That(PathLimit >= 0, nameof(PathLimit), PathLimit, "0 or more");
        Demand.That(Layers >= 1, nameof(Layers), Layers, "1 or more");
        Demand.That(Units >= 1, nameof(Units), Units, "1 or more");
        Demand.That(TrainingEpochs >= 1, nameof(TrainingEpochs), TrainingEpochs, "1 or more");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
    }
}

using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Ppo;

/// <summary>How proximal policy optimization searches (Schulman et al. 2017, arXiv 1707.06347). Names and defaults are those of NNI's PPO tuner; every one has its effect here.</summary>
public sealed record PpoOptions
{
    /// <summary>Results that are gathered for one update; at least 1, default 20.</summary>
    public int TrialsPerUpdate { get; init; } = 20;

    /// <summary>Passes over the gathered results; at least 1, default 4.</summary>
    public int EpochsPerUpdate { get; init; } = 4;

    /// <summary>Parts into which a pass divides the results, each one step of the optimizer (NNI's name; it is a number of parts, not a size); 1 to <see cref="TrialsPerUpdate"/>, default 4.</summary>
    public int MinibatchSize { get; init; } = 4;

    /// <summary>Weight of the entropy; 0 or more, default 0.</summary>
    public double EntCoef { get; init; }

    /// <summary>Learning rate of Adam; more than 0, default 3e-4.</summary>
    public double Lr { get; init; } = 3e-4;

    /// <summary>Weight of the error of the expectations; 0 or more, default 0.5.</summary>
    public double VfCoef { get; init; } = 0.5;

    /// <summary>Largest norm of the gradient; default 0.5; 0: not clipped.</summary>
    public double MaxGradNorm { get; init; } = 0.5;

    /// <summary>Discount of later rewards; 0 to 1, default 0.99.</summary>
    public double Gamma { get; init; } = 0.99;

    /// <summary>Decay of the advantage estimate (Schulman et al. 2016); 0 to 1, default 0.95.</summary>
    public double Lam { get; init; } = 0.95;

    /// <summary>How far the ratio of new to old probability may count; more than 0, default 0.2.</summary>
    public double Cliprange { get; init; } = 0.2;

    /// <summary>Size of the embedding of an action; at least 1, default 32.</summary>
    public int EmbeddingSize { get; init; } = 32;

    /// <summary>Units of the LSTM; at least 1, default 128.</summary>
    public int HiddenSize { get; init; } = 128;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(TrialsPerUpdate >= 1, nameof(TrialsPerUpdate), TrialsPerUpdate, "1 or more");
        Demand.That(EpochsPerUpdate >= 1, nameof(EpochsPerUpdate), EpochsPerUpdate, "1 or more");
        Demand.That(MinibatchSize >= 1 && MinibatchSize <= TrialsPerUpdate, nameof(MinibatchSize), MinibatchSize, $"1 to {nameof(TrialsPerUpdate)} ({TrialsPerUpdate})");
        Demand.That(EntCoef >= 0, nameof(EntCoef), EntCoef, "0 or more");
        Demand.That(Lr > 0, nameof(Lr), Lr, "more than 0");
        Demand.That(VfCoef >= 0, nameof(VfCoef), VfCoef, "0 or more");
        Demand.That(MaxGradNorm >= 0, nameof(MaxGradNorm), MaxGradNorm, "0 or more");
        Demand.That(Gamma is >= 0 and <= 1, nameof(Gamma), Gamma, "0 to 1");
        Demand.That(Lam is >= 0 and <= 1, nameof(Lam), Lam, "0 to 1");
        Demand.That(Cliprange > 0, nameof(Cliprange), Cliprange, "more than 0");
        Demand.That(EmbeddingSize >= 1, nameof(EmbeddingSize), EmbeddingSize, "1 or more");
        Demand.That(HiddenSize >= 1, nameof(HiddenSize), HiddenSize, "1 or more");
    }
}

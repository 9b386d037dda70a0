using System.Text.Json.Serialization;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners.Reinforce;

/// <summary>How REINFORCE searches with the recurrent controller of NASNet (Zoph et al. 2018, arXiv 1707.07012, whose appendix describes it). Defaults without a source are ours.</summary>
public sealed record ReinforceOptions
{
    /// <summary>Units of the controller's one LSTM layer, and size of the embedding of a decision; at least 1, default 100 (Zoph et al. 2018).</summary>
    public int HiddenSize { get; init; } = 100;

    /// <summary>Every parameter starts uniformly between minus and plus this; more than 0, default 0.1 (Zoph et al. 2018).</summary>
    public double InitialRange { get; init; } = 0.1;

    /// <summary>Learning rate of Adam; more than 0, default 1e-3 (Dong and Yang 2020 for REINFORCE on NAS-Bench-201; the 3.5e-4 of Zoph et al. 2018 are for the several passes of PPO).</summary>
    public double LearningRate { get; init; } = 1e-3;

    /// <summary>Weight of the entropy; 0 or more, default 1e-5 (Zoph et al. 2018).</summary>
    public double EntropyWeight { get; init; } = 1e-5;

    /// <summary>Decay of the moving average of rewards that is the baseline; 0 or more and less than 1, default 0.95 (Zoph et al. 2018).</summary>
    public double BaselineDecay { get; init; } = 0.95;

    /// <summary>Results of one step of the optimizer; at least 1, default 5; Zoph et al. 2018 gather 20.</summary>
    public int BatchSize { get; init; } = 5;

    /// <summary>Which architectures may be made; null, the default: all. It must answer the same for the same architecture.</summary>
    [JsonIgnore]
    public Func<Architecture, bool>? Allowed { get; init; }

    internal void Validate()
    {
        Demand.That(HiddenSize >= 1, nameof(HiddenSize), HiddenSize, "1 or more");
        Demand.That(InitialRange > 0, nameof(InitialRange), InitialRange, "more than 0");
        Demand.That(LearningRate > 0, nameof(LearningRate), LearningRate, "more than 0");
        Demand.That(EntropyWeight >= 0, nameof(EntropyWeight), EntropyWeight, "0 or more");
        Demand.That(BaselineDecay is >= 0 and < 1, nameof(BaselineDecay), BaselineDecay, "0 or more and less than 1");
        Demand.That(BatchSize >= 1, nameof(BatchSize), BatchSize, "1 or more");
    }
}

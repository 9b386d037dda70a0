using NasSharp.Retraining;
using NasSharp.Training;

namespace NasSharp.Morphing;

/// <summary>How a growing search trains its networks.</summary>
public sealed record GrowthOptions
{
    /// <summary>Networks to train; at least 1, default 20.</summary>
    public int Networks { get; init; } = 20;

    /// <summary>
    /// How each of them is trained, the weights that it took over included; by default 5 epochs with batches of 64 and a learning rate of 0.05, without cutout.
    /// </summary>
    public RetrainOptions Training { get; init; } = new() { Epochs = 5, BatchSize = 64, LearningRate = 0.05, DropPathProbability = 0, CutoutLength = 0 };

    /// <summary>The metric that is maximized on the validation data; default <c>accuracy</c>.</summary>
    public string Score { get; init; } = Objectives.Accuracy;

    internal void Validate()
    {
        Demand.That(Networks >= 1, nameof(Networks), Networks, "1 or more");
        ArgumentNullException.ThrowIfNull(Training);
        ArgumentException.ThrowIfNullOrEmpty(Score);
        Training.Validate();
    }
}

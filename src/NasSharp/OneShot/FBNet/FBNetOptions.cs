using NasSharp.Hardware;
using NasSharp.Training;

namespace NasSharp.OneShot.FBNet;

/// <summary>How FBNet searches (Wu et al. 2019, arXiv 1812.03443).</summary>
public sealed record FBNetOptions : DifferentiableOptions
{
    /// <summary>
    /// The paper's search on ImageNet-100, section 4.1: 90 epochs of batches of 192, of which the first 10 train weights only; weights with SGD, 0.1 falling along a
    /// cosine, momentum 0.9, weight decay 1e-4, not clipped; logits with Adam, 0.01, weight decay 5e-4 (betas as usual, 0.9 and 0.999).
    /// </summary>
    public FBNetOptions()
    {
        Epochs = 90;
        WarmupEpochs = 10;
        BatchSize = 192;
        LearningRate = 0.1;
        MinLearningRate = 0;
        WeightDecay = 1e-4;
        GradientClip = 0;
        ArchitectureLearningRate = 0.01;
        ArchitectureBeta1 = 0.9;
        ArchitectureWeightDecay = 5e-4;
    }

    /// <summary>Temperature of the first epoch, more than 0; default 5, as in the paper.</summary>
    public double FirstTemperature { get; init; } = 5;

    /// <summary>The temperature is multiplied with exp(-this) after every epoch; 0 or more; default 0.045, as in the paper.</summary>
    public double TemperatureDecay { get; init; } = 0.045;

    /// <summary>Alpha of the loss CE * alpha * log(latency)^beta, more than 0; default 0.2, as in the paper.</summary>
    public double LatencyWeight { get; init; } = 0.2;

    /// <summary>Beta of that loss, more than 0; default 0.6, as in the paper.</summary>
    public double LatencyExponent { get; init; } = 0.6;

    /// <summary>
    /// The unit in which the latency enters the natural logarithm: it changes the trade-off, and the paper leaves it open. Default microseconds, as in the known
    /// reimplementations; the logarithm of every network must be positive.
    /// </summary>
    public LatencyUnit LossUnit { get; init; } = LatencyUnit.Microseconds;

    internal HardwarePenalty Penalty => HardwarePenalty.MultiplyLog(LatencyWeight, LatencyExponent);

    internal override void Validate()
    {
        base.Validate();
        Demand.That(FirstTemperature > 0, nameof(FirstTemperature), FirstTemperature, "more than 0");
        Demand.That(TemperatureDecay >= 0, nameof(TemperatureDecay), TemperatureDecay, "0 or more");
        Demand.That(LatencyWeight > 0, nameof(LatencyWeight), LatencyWeight, "more than 0");
        Demand.That(LatencyExponent > 0, nameof(LatencyExponent), LatencyExponent, "more than 0");
    }

    internal double TemperatureAt(int epoch) => FirstTemperature * Math.Exp(-TemperatureDecay * epoch);
}

using NasSharp.Training;

namespace NasSharp.OneShot.Snas;

/// <summary>How SNAS searches (Xie, Zheng, Liu and Lin 2019, arXiv 1812.09926).</summary>
public sealed record SnasOptions : DifferentiableOptions
{
    /// <summary>
    /// The authors' CIFAR-10 search: 150 epochs of batches of 64; weights with SGD, 0.025 to 0.001, momentum 0.9, weight decay 3e-4, clipped at 5; architecture
    /// with Adam, 3e-4, betas 0.5 and 0.999, weight decay 1e-3.
    /// </summary>
    public SnasOptions() => Epochs = 150;

    /// <summary>Temperature of the first epoch, more than 0; default 1, from the authors' code.</summary>
    public double FirstTemperature { get; init; } = 1;

    /// <summary>Temperature of the last epoch, more than 0; it falls in a line; default 0.03, from the authors' code.</summary>
    public double LastTemperature { get; init; } = 0.03;

    /// <summary>
    /// Whether the alphas learn from validation batches in a pass of their own, as in DARTS; default no: as in the paper, one pass over a training batch
    /// moves weights and alphas, and the validation data is only measured on.
    /// </summary>
    public bool Bilevel { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Demand.That(FirstTemperature > 0, nameof(FirstTemperature), FirstTemperature, "more than 0");
        Demand.That(LastTemperature > 0, nameof(LastTemperature), LastTemperature, "more than 0");
    }

    internal double TemperatureAt(int epoch) => TemperatureSchedule.Linear(FirstTemperature, LastTemperature, epoch, Epochs);
}

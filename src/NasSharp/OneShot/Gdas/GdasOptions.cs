using NasSharp.Training;

namespace NasSharp.OneShot.Gdas;

/// <summary>How GDAS searches (Dong and Yang 2019, arXiv 1910.04465).</summary>
public sealed record GdasOptions : DifferentiableOptions
{
    /// <summary>
    /// The authors' search in cells on CIFAR-10: 250 epochs; weights with SGD, 0.025 to 0.001, Nesterov momentum 0.9, weight decay 5e-4, clipped at 5; architecture with Adam, 3e-4, betas 0.5 and 0.999,
    /// weight decay 1e-3. Batches of 64 are those of their search on NAS-Bench-201.
    /// </summary>
    public GdasOptions()
    {
        Epochs = 250;
        WeightDecay = 5e-4;
    }

    /// <summary>Temperature of the first epoch, more than 0; default 10, as in the paper.</summary>
    public double FirstTemperature { get; init; } = 10;

    /// <summary>Temperature of the last epoch, more than 0; it falls in a line; default 0.1, as in the paper.</summary>
    public double LastTemperature { get; init; } = 0.1;

    internal override bool Nesterov => Momentum > 0;

    internal override void Validate()
    {
        base.Validate();
        Demand.That(FirstTemperature > 0, nameof(FirstTemperature), FirstTemperature, "more than 0");
        Demand.That(LastTemperature > 0, nameof(LastTemperature), LastTemperature, "more than 0");
    }

    internal double TemperatureAt(int epoch) => TemperatureSchedule.Linear(FirstTemperature, LastTemperature, epoch, Epochs);
}

using NasSharp.Training;

namespace NasSharp.OneShot.Collapse;

/// <summary>
/// How a differentiable search is watched and what is done when it collapses to skip connections. The rule on the eigenvalue and its numbers are those of RobustDARTS (Zela et
/// al. 2020, arXiv 1909.09656, and the authors' code); the rule on skips is looser than DARTS+ (2 of 8 edges), so that it fires for a collapse and not for a taste.
/// </summary>
public sealed record CollapseOptions
{
    /// <summary>Whether anything is measured at all; default yes.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>What is done; default <see cref="CollapseRemedy.Stop"/>, as in RobustDARTS-ES. Methods that run one path have the first three only.</summary>
    public CollapseRemedy Remedy { get; init; } = CollapseRemedy.Stop;

    /// <summary>
    /// The largest share of skip connections among the layer choices that a cell of the derived architecture keeps, 0 to 1; default 0.5. More of them in two epochs in a row is
    /// a collapse. A cell is what has keys that begin with the same letters, such as <c>normal</c>; it counts from 4 kept choices on. DARTS+ and P-DARTS would say 0.25: 2 of 8.
    /// </summary>
    public double SkipShare { get; init; } = 0.5;

    /// <summary>Epochs between two measurements of the eigenvalue, at least 1; default 2.</summary>
    public int EigenvalueEvery { get; init; } = 2;

    /// <summary>Measurements whose mean is compared, at least 1; default 5.</summary>
    public int EigenvalueWindow { get; init; } = 5;

    /// <summary>How many measurements earlier the mean stands that it is compared with, at least 1; default 4.</summary>
    public int EigenvalueDistance { get; init; } = 4;

    /// <summary>A mean larger than this many times the earlier one is a collapse, more than 1; default 1.3.</summary>
    public double EigenvalueRatio { get; init; } = 1.3;

    /// <summary>The first epoch, from 0, that the eigenvalue can bring the search back to; default 10.</summary>
    public int EigenvalueFrom { get; init; } = 10;

    /// <summary>Steps of the power iteration at a measurement, at least 1; default 10. Fewer in short epochs: one in 20 training steps, but at least 3; it ends earlier when the value stands still.</summary>
    public int PowerIterations { get; init; } = 10;

    /// <summary>How often the search goes back at most, 1 or more; afterwards a collapse is only reported; default 3.</summary>
    public int MaxRollbacks { get; init; } = 3;

    /// <summary>What the weight decay is multiplied with each time, more than 1; default 3, as in RobustDARTS-ADA.</summary>
    public double WeightDecayFactor { get; init; } = 3;

    /// <summary>First rate of the dropout on identities, above 0 and below 1; default 0.4, P-DARTS's second stage. The second time what remains is dropped at that rate again.</summary>
    public double SkipDropout { get; init; } = 0.4;

    /// <summary>First weight of the auxiliary identity, more than 0; default 1, as in DARTS-. It is added once more each time.</summary>
    public double AuxiliarySkip { get; init; } = 1;

    /// <summary>Validation batches that a perturbation is measured on, at least 1; default 8; fewer when the split has fewer.</summary>
    public int PerturbationBatches { get; init; } = 8;

    internal void Validate()
    {
        Demand.That(Enum.IsDefined(Remedy), Name(nameof(Remedy)), (int)Remedy, $"one of {string.Join(", ", Enum.GetNames<CollapseRemedy>())}");
        Demand.That(SkipShare is >= 0 and <= 1, Name(nameof(SkipShare)), SkipShare, "0 to 1");
        Demand.That(EigenvalueEvery >= 1, Name(nameof(EigenvalueEvery)), EigenvalueEvery, "1 or more");
        Demand.That(EigenvalueWindow >= 1, Name(nameof(EigenvalueWindow)), EigenvalueWindow, "1 or more");
        Demand.That(EigenvalueDistance >= 1, Name(nameof(EigenvalueDistance)), EigenvalueDistance, "1 or more");
        Demand.That(EigenvalueRatio > 1, Name(nameof(EigenvalueRatio)), EigenvalueRatio, "more than 1");
        Demand.That(EigenvalueFrom >= 0, Name(nameof(EigenvalueFrom)), EigenvalueFrom, "0 or more");
        Demand.That(PowerIterations >= 1, Name(nameof(PowerIterations)), PowerIterations, "1 or more");
        Demand.That(MaxRollbacks >= 1, Name(nameof(MaxRollbacks)), MaxRollbacks, "1 or more");
        Demand.That(WeightDecayFactor > 1, Name(nameof(WeightDecayFactor)), WeightDecayFactor, "more than 1");
        Demand.That(SkipDropout is > 0 and < 1, Name(nameof(SkipDropout)), SkipDropout, "more than 0 and less than 1");
        Demand.That(AuxiliarySkip > 0, Name(nameof(AuxiliarySkip)), AuxiliarySkip, "more than 0");
        Demand.That(PerturbationBatches >= 1, Name(nameof(PerturbationBatches)), PerturbationBatches, "1 or more");
    }

    private static string Name(string option) => $"{nameof(DifferentiableOptions.CollapseGuard)}.{option}";
}

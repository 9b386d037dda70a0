using NasSharp.Training;

namespace NasSharp.OneShot.PDarts;

/// <summary>
/// How P-DARTS searches (Chen, Xie, Wu and Tian 2019, arXiv 1904.12760). <see cref="DifferentiableOptions.Epochs"/> and
/// <see cref="DifferentiableOptions.WarmupEpochs"/> are those of each stage; every stage has a learning-rate schedule of its own.
/// </summary>
public sealed record PDartsOptions : DifferentiableOptions
{
    private const double DropoutDecay = 0.2;

    /// <summary>
    /// The authors' CIFAR-10 search: stages of 25 epochs, of which the first 10 train weights only; batches of 96; weights with SGD, 0.025 to 0, momentum 0.9, weight
    /// decay 3e-4, clipped at 5; architecture with Adam, 6e-4, betas 0.5 and 0.999, weight decay 1e-3. The collapse guard only reports: the method has remedies of its own.
    /// </summary>
    public PDartsOptions()
        : base(hasOwnRemedies: true)
    {
        Epochs = 25;
        WarmupEpochs = 10;
        BatchSize = 96;
        MinLearningRate = 0;
        ArchitectureLearningRate = 6e-4;
    }

    /// <summary>
    /// The stages, at least one. Default, the paper's for CIFAR-10: 5 cells, then 11 and 17; 8, 5 and 3 entries for each choice; dropout on identities from 0, 0.4 and 0.7.
    /// </summary>
    public IReadOnlyList<PDartsStage> Stages { get; init; } = [new(5, 3, 0), new(11, 2, 0.4), new(17, 0, 0.7)];

    /// <summary>Skip connections that the result keeps at most in the choices that <see cref="SkipLimitPrefix"/> selects, 0 or more; null: any number. Default 2, the paper's M.</summary>
    public int? MaxSkips { get; init; } = 2;

    /// <summary>The limit counts choices whose keys begin so; default <c>normal</c>, the normal cells of the DARTS space. Empty: all layer choices.</summary>
    public string SkipLimitPrefix { get; init; } = "normal";

    /// <summary>
    /// The rate of the dropout on identities in an epoch of a stage, both from 0, for a stage of E epochs that begins with the rate p and trains weights only for W epochs:
    /// p (E - e - 1) / E before epoch W, then p exp(-0.2 (e - W)), as the authors' code has it.
    /// </summary>
    public double SkipDropoutAt(int stage, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        var first = Stages[stage].SkipDropout;
        return epoch < WarmupEpochs ? first * (Epochs - epoch - 1) / Epochs : first * Math.Exp(-DropoutDecay * (epoch - WarmupEpochs));
    }

    internal override void Validate()
    {
        base.Validate();
        if (Stages is not { Count: > 0 })
            throw new ArgumentException($"{nameof(Stages)} is empty; expected one stage or more.");
        foreach (var (number, stage) in Stages.Index())
        {
            Demand.That(stage.Cells >= 1, $"{nameof(Stages)}[{number}].{nameof(stage.Cells)}", stage.Cells, "1 or more");
            Demand.That(stage.Drop >= 0, $"{nameof(Stages)}[{number}].{nameof(stage.Drop)}", stage.Drop, "0 or more");
            Demand.That(stage.SkipDropout is >= 0 and < 1, $"{nameof(Stages)}[{number}].{nameof(stage.SkipDropout)}", stage.SkipDropout, "at least 0 and less than 1");
        }
        if (Stages[^1].Drop != 0)
            throw new ArgumentException($"{nameof(Stages)}[{Stages.Count - 1}].{nameof(PDartsStage.Drop)} is {Stages[^1].Drop}; expected 0: after the last stage the architecture is derived.");
        if (MaxSkips < 0)
            throw new ArgumentException($"{nameof(MaxSkips)} is {MaxSkips}; expected 0 or more, or null.");
        ArgumentNullException.ThrowIfNull(SkipLimitPrefix);
    }
}

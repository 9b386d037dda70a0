using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.OneShot.PcDarts;

namespace NasSharp.Cli.Algorithms;

/// <summary>DARTS on a part of the channels.</summary>
internal sealed class PcDartsAlgorithm : SearchAlgorithm<PcDartsOptions>
{
    // K of the paper's CIFAR-10 search, section 4.2.
    private const int PaperPartialChannels = 4;

    public override string Name => PcDartsTrainer.Name;

    public override string Paper => "Xu et al. 2020, 1907.05737";

    public override string Kind => "gradients";

    public override string Memory => "all candidates on 1/4 of the channels";

    public override string Needs => "the darts space, channels in multiples of 8";

    public override SpaceOptions Adapt(SpaceOptions space, AlgorithmSettings settings) => space.Space == "darts"
        ? space with { PartialChannels = PaperPartialChannels }
        : throw new UsageException($"--algorithm pc-darts: the space {space.Space} has no partial channels; use --space darts");

    protected override SearchOutcome Search(SearchTask task, PcDartsOptions options)
    {
        using var trainer = new PcDartsTrainer(task.Model, task.Objective, task.Train, task.Validation, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}

using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.OneShot.SinglePathNas;

namespace NasSharp.Cli.Algorithms;

/// <summary>Superkernels whose parts are opened and closed by learned thresholds.</summary>
internal sealed class SinglePathNasAlgorithm : SearchAlgorithm<SinglePathNasOptions>
{
    public override string Name => SinglePathNasTrainer.Name;

    public override string Paper => "Stamoulis et al. 2019, 1904.02877";

    public override string Kind => "gradients";

    public override string Memory => "one path";

    public override string Needs => $"the {SinglePathMobileSpace.SpaceName} space";

    public override SpaceOptions Adapt(SpaceOptions space, AlgorithmSettings settings) => space.Space == SinglePathMobileSpace.SpaceName
        ? space
        : throw new UsageException($"--algorithm {Name}: the space {space.Space} has no superkernels; use --space {SinglePathMobileSpace.SpaceName}");

    public override bool PricesBy(bool latencies) => true;

    protected override SearchOutcome Search(SearchTask task, SinglePathNasOptions options)
    {
        using var trainer = new SinglePathNasTrainer(
            task.Model, task.Objective, task.Train, task.Validation, task.Hardware is { OwnTerm: true } hardware ? hardware.Costs : null, options, task.Run);
        return SearchOutcome.Of(trainer.Train(task.Cancel));
    }
}

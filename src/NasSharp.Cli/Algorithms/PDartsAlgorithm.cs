using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.OneShot.PDarts;

namespace NasSharp.Cli.Algorithms;

/// <summary>DARTS in stages of growing depth; <c>--cells</c> is the depth of the last, the others keep the proportions of the setting <c>stages</c>.</summary>
internal sealed class PDartsAlgorithm : SearchAlgorithm<PDartsOptions>
{
    // Fewer cells have no normal cell, and their space is another one.
    private const int FewestCells = 3;

    public override string Name => PDartsTrainer.Name;

    public override string Paper => "Chen et al. 2019, 1904.12760";

    public override string Kind => "gradients";

    public override string? NotInTrial => "the later stages, which are deeper and have fewer candidates";

    public override string Memory => "the surviving candidates";

    public override string Needs => "the darts space; --cells is the last stage's";

    public override SpaceOptions Adapt(SpaceOptions space, AlgorithmSettings settings) => space.Space == "darts"
        ? space with { Cells = space.Cells ?? Bind(settings).Stages[^1].Cells }
        : throw new UsageException($"--algorithm p-darts: the depth of the space {space.Space} cannot grow; use --space darts");

    protected override SearchOutcome Search(SearchTask task, PDartsOptions options)
    {
        var cells = task.Space.Cells!.Value;
        var deepest = options.Stages[^1].Cells;
        var stages = options.Stages.Select(s => s with { Cells = Math.Clamp((int)Math.Round((double)s.Cells * cells / deepest), Math.Min(FewestCells, cells), cells) });
        using var trainer = new PDartsTrainer(
            stage => PDartsNetwork.Classifier(task.Build(task.Space with { Cells = stage.Cells }, NetworkUse.Search)), task.Train, task.Validation, options with { Stages = [.. stages] }, task.Run);
        var outcome = SearchOutcome.Of(trainer.Train(task.Cancel));
        task.Model.load_state_dict(trainer.Model.state_dict());
        return outcome;
    }
}

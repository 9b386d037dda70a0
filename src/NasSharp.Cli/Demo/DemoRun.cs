using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Reports;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;
using NasSharp.OneShot.Darts;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.IO;
using NasSharp.Training;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Demo;

/// <summary>
/// The demo: a DARTS search on one half of the training images judged by the other half; then the network that it found, random networks of
/// the same space and the largest one, each trained in the same way on all training images and tested once.
/// </summary>
internal sealed class DemoRun(CommandContext context, string folder, Workload workload, Device device)
{
    private readonly SpaceOptions space = SpaceOptions.From(context);
    private readonly int seed = context.Options.GetValue<int>("--seed");
    private readonly long started = context.World.Time.GetTimestamp();

    public int Run(CancellationToken cancel)
    {
        var random = context.Options.GetValue<int>("--random");
        var stages = random + 3;
        Say(workload.Data.Description);
        Say($"search: DARTS, {space.Cells} cells of {space.Nodes} nodes and {space.Channels} channels");
        var (searched, searchTime) = Search($"1/{stages} search", cancel);
        var networks = new List<(string Name, string Words, Architecture Architecture)> { ("searched", "searched", searched) };
        var draws = new RandomStreams(seed)["random architectures"];
        networks.AddRange(Enumerable.Range(1, random).Select(i => ($"random-{i}", $"random {i}", searched.Space.Sample(draws))));
        using (var model = Build(NetworkUse.Retraining))
            networks.Add(("largest", "largest fixed", LargestArchitecture.Of(model)));
        var rows = networks.Select((n, i) => Train(n.Name, n.Words, n.Architecture, $"{i + 2}/{stages} {n.Words}", cancel)).ToList();
        File.Copy(Path.Combine(DemoFolder.Network(folder, "searched"), "model.safetensors"), Path.Combine(folder, "model.safetensors"), overwrite: true);
        var findings = new DemoFindings(context, folder, workload.Data.Description, searched, searchTime, context.World.Time.GetElapsedTime(started), rows);
        AtomicFile.WriteAllText(Path.Combine(folder, "report.md"), findings.ToMarkdown());
        findings.Print();
        return ExitCode.Success;
    }

    private (Architecture, TimeSpan) Search(string label, CancellationToken cancel)
    {
        var (train, validation) = workload.Train.SplitOff(0.5, seed);
        var searchEpochs = context.Options.GetValue<int>("--search-epochs");
        using var model = Build(NetworkUse.Search);
        using var progress = RunArguments.Show(context, label);
        using var trainer = new DartsTrainer(model, Objectives.Classification(model), train, validation, new DartsOptions
        {
            Epochs = searchEpochs,
            BatchSize = context.Options.GetValue<int>("--batch-size"),
            ArchitectureLearningRate = DemoPlan.ArchitectureLearningRate,
            WarmupEpochs = Math.Min(DemoPlan.WarmupEpochs, searchEpochs - 1),
            Augmentation = Augmentation,
            EvaluateEachEpoch = false,
        }, Options(folder, progress));
        var result = trainer.Train(cancel);
        return (result.Architecture, result.Elapsed);
    }

    private DemoRow Train(string name, string words, Architecture architecture, string label, CancellationToken cancel)
    {
        var own = DemoFolder.Network(folder, name);
        using var model = Build(NetworkUse.Retraining);
        FixedArchitecture.Apply(model, architecture);
        var cost = NetworkCost.Of(model, workload.Train.InputShape);
        ArchitectureFile.Write(Path.Combine(own, "architecture.json"), architecture, new ArchitectureMeta { Seed = seed });
        using var progress = RunArguments.Show(context, label);
        using var trainer = new Retrainer(model, Objectives.Classification(model), workload.Train, workload.Data.Test, new RetrainOptions
        {
            Epochs = context.Options.GetValue<int>("--epochs"),
            BatchSize = context.Options.GetValue<int>("--batch-size"),
            LearningRate = DemoPlan.LearningRate,
            CutoutLength = 0,
            DropPathProbability = 0,
            Augmentation = Augmentation,
        }, Options(own, progress));
        var result = trainer.Train(cancel);
        return new DemoRow(name, words, result.Test["accuracy"], cost, result.Elapsed);
    }

    // Clothes hang the same way round in every picture, but a mirrored shoe is a shoe.
    private static ImageAugmentation Augmentation => ImageAugmentation.None with { HorizontalFlip = true };

    private nn.Module<Tensor, Tensor> Build(NetworkUse use) => SpaceCatalog.Build(space, workload.Train.InputShape, workload.Data.ClassCount, seed, use);

    // Each part goes on where it was interrupted; a part that is done only hands back its result.
    private RunOptions Options(string own, Training.Progress.IProgressSink progress) =>
        RunArguments.ForTraining(context, own, device, progress) with { Resume = true };

    private void Say(string line)
    {
        if (!context.Json)
            context.World.Out.WriteLine(line);
    }
}

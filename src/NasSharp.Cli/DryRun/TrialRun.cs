using NasSharp.Cli.Algorithms;
using NasSharp.Cli.Hardware;
using NasSharp.Cli.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Cli.DryRun;

/// <summary>What a search would be given.</summary>
internal sealed record TrialSubject
{
    public required SearchAlgorithm Algorithm { get; init; }

    public required AlgorithmSettings Settings { get; init; }

    public required SpaceOptions Space { get; init; }

    public required TrainSplit Train { get; init; }

    public required ValidationSplit Validation { get; init; }

    public required int Classes { get; init; }

    public required HardwareArguments? Costs { get; init; }

    public required long Seed { get; init; }

    public required torch.Device Device { get; init; }

    public required CommandLine.CommandContext Context { get; init; }
}

/// <summary>What a trial saw.</summary>
/// <param name="BatchSize">Images in one step.</param>
/// <param name="TensorBytes">The most tensor memory at once.</param>
/// <param name="Observed">Times.</param>
internal sealed record TrialResult(int BatchSize, long TensorBytes, TrialObserver Observed);

/// <summary>
/// A few steps of a search in a model of their own, with nothing written: as many steps as it takes for all kinds of steps to occur, and what ends an epoch. Warm-up is left out, since the
/// architecture's steps are the larger ones.
/// </summary>
internal static class TrialRun
{
    /// <summary>Steps of a trial; ProxylessNAS trains its architecture at every fifth.</summary>
    public const int Steps = 6;

    /// <summary>Validation batches of a trial.</summary>
    public const int ValidationBatches = 2;

    public static TrialResult Run(TrialSubject subject, int batchSize, CancellationToken cancel)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        var observer = new TrialObserver(subject.Context.World.Time, stop);
        var settings = subject.Settings.With("batch-size", batchSize.ToString(System.Globalization.CultureInfo.InvariantCulture));
        if (subject.Algorithm.Settings.ContainsKey("warmup-epochs"))
            settings = settings.With("warmup-epochs", "0");
        using var scope = torch.NewDisposeScope();
        var build = (SpaceOptions space, NetworkUse use) => SpaceCatalog.Build(space, subject.Train.InputShape, subject.Classes, subject.Seed, use);
        torch.reset_peak_memory(subject.Device);
        var before = torch.memory_stats(subject.Device).allocated;
        using var model = build(subject.Space, NetworkUse.Search);
        var task = new SearchTask
        {
            Model = model,
            Space = subject.Space,
            Build = build,
            Objective = Objectives.Classification(model),
            Train = subject.Train.Take(Math.Min(subject.Train.Count, Steps * batchSize), subject.Seed),
            Validation = subject.Validation.Take(Math.Min(subject.Validation.Count, ValidationBatches * batchSize), subject.Seed),
            Hardware = subject.Costs?.For(model, subject.Train.InputShape),
            Run = new RunOptions { Seed = subject.Seed, Device = subject.Device, Progress = observer, LogEverySteps = 1, TensorBoard = false },
            Context = subject.Context,
            Cancel = stop.Token,
        };
        try
        {
            subject.Algorithm.Search(task, settings);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // Enough was seen.
        }
        return new TrialResult(batchSize, torch.memory_stats(subject.Device).peak - before, observer);
    }
}

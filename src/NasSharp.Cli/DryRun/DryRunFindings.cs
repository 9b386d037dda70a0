using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;

namespace NasSharp.Cli.DryRun;

/// <summary>What a search will need.</summary>
internal sealed record DryRunFindings
{
    public required string Algorithm { get; init; }

    public required string Device { get; init; }

    public required int BatchSize { get; init; }

    /// <summary>Peak of tensors and of what the process has beside them.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>What the run may take; null when it is not known.</summary>
    public required long? AvailableBytes { get; init; }

    public required int Epochs { get; init; }

    public required int StepsPerEpoch { get; init; }

    public required double SecondsPerStep { get; init; }

    /// <summary>Seconds of an epoch beside its steps, by phase.</summary>
    public required IReadOnlyDictionary<string, double> Phases { get; init; }

    public double SecondsPerEpoch => StepsPerEpoch * SecondsPerStep + Phases.Values.Sum();

    /// <summary>What the trial could not see; null: nothing.</summary>
    public required string? Unseen { get; init; }

    public void Print(CommandContext context)
    {
        if (context.Json)
        {
            context.WriteJson(new
            {
                @event = "dryRun", algorithm = Algorithm, device = Device, batchSize = BatchSize, peakBytes = PeakBytes, availableBytes = AvailableBytes, epochs = Epochs, stepsPerEpoch = StepsPerEpoch,
                secondsPerStep = SecondsPerStep, secondsPerEpoch = SecondsPerEpoch, phases = Phases, unseen = Unseen,
            });
            return;
        }
        var output = context.World.Out;
        output.WriteLine($"{Algorithm} on {Device}, batches of {BatchSize}");
        output.WriteLine($"peak memory  {Numbers.Bytes(PeakBytes)}{(AvailableBytes is { } available ? $" of {Numbers.Bytes(available)} available" : "; how much the GPU has free is not known")}");
        output.WriteLine($"one step     {Numbers.Milliseconds(1000 * SecondsPerStep)} ms");
        output.WriteLine($"one epoch    {Numbers.Time(TimeSpan.FromSeconds(SecondsPerEpoch))}, {StepsPerEpoch} {(StepsPerEpoch == 1 ? "step" : "steps")}{string.Concat(Phases.Select(p => $", {p.Key} {Numbers.Time(TimeSpan.FromSeconds(p.Value))}"))}");
        output.WriteLine($"{$"{Epochs} epochs",-12} {Numbers.Time(TimeSpan.FromSeconds(Epochs * SecondsPerEpoch))}");
        if (Unseen is not null)
            output.WriteLine($"not in this  {Unseen}");
        output.WriteLine("Nothing was written.");
    }
}

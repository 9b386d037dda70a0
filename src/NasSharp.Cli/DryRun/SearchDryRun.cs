using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Torch;

namespace NasSharp.Cli.DryRun;

/// <summary>
/// Predicts what a search needs before it starts. Two trials with small batches tell how memory grows with the batch; only when the whole batch then fits, a third trial with it gives the
/// numbers. What does not fit is refused, with what would.
/// </summary>
internal static class SearchDryRun
{
    private const int SmallBatchesBelow = 8;
    private const double Fill = 0.9;

    public static int Run(TrialSubject subject, long? limitBytes, CancellationToken cancel)
    {
        var world = subject.Context.World;
        var onGpu = subject.Device.type == DeviceType.CUDA;
        var batch = int.Parse(subject.Settings.Given("batch-size") ?? subject.Algorithm.Settings["batch-size"], CultureInfo.InvariantCulture);
        if (batch > subject.Train.Count || batch > subject.Validation.Count)
            throw new UsageException($"--batch-size {batch} is more than the {Math.Min(subject.Train.Count, subject.Validation.Count)} images of a part of the data; take smaller batches or more data");
        // What the process has beside tensors counts, and is there already.
        var beside = onGpu ? 0 : Math.Max(0, Environment.WorkingSet - torch.memory_stats(subject.Device).allocated);
        long? available = limitBytes ?? (onGpu ? null : AvailableMemory.Read() + beside);
        if (available is { } bytes && batch >= SmallBatchesBelow)
        {
            var (fixedBytes, perImage) = Grow(subject, batch, cancel);
            if (beside + fixedBytes + perImage * batch > bytes)
                return Refuse(subject, batch, beside + fixedBytes, perImage, bytes);
        }
        var trial = TrialRun.Run(subject, batch, cancel);
        if (available is { } most && beside + trial.TensorBytes > most)
            return Refuse(subject, batch, beside + trial.TensorBytes, 0, most);
        // The first step is slower than those that follow.
        var steps = trial.Observed.Steps.Count > 1 ? trial.Observed.Steps.Skip(1) : trial.Observed.Steps;
        new DryRunFindings
        {
            Algorithm = subject.Algorithm.Name,
            Device = subject.Device.ToString(),
            BatchSize = batch,
            PeakBytes = beside + trial.TensorBytes,
            AvailableBytes = available,
            Epochs = trial.Observed.Epochs,
            StepsPerEpoch = subject.Train.Count / batch,
            SecondsPerStep = steps.DefaultIfEmpty().Average(),
            Phases = trial.Observed.Phases.ToDictionary(p => p.Key, p => p.Value.Whole * Scale(p.Value.Total, subject, batch)),
            Unseen = subject.Algorithm.NotInTrial,
        }.Print(subject.Context);
        return ExitCode.Success;
    }

    // A line through two small batches: what does not depend on the batch, and what an image adds.
    private static (double Fixed, double PerImage) Grow(TrialSubject subject, int batch, CancellationToken cancel)
    {
        var (small, larger) = (Math.Max(2, batch / 8), Math.Max(4, batch / 4));
        var (a, b) = (TrialRun.Run(subject, small, cancel).TensorBytes, TrialRun.Run(subject, larger, cancel).TensorBytes);
        var perImage = Math.Max(0, (b - a) / (double)(larger - small));
        return (Math.Max(0, a - perImage * small), perImage);
    }

    // Phases that go through the validation data had only a part of them.
    private static double Scale(int units, TrialSubject subject, int batch) =>
        units <= TrialRun.ValidationBatches + 1 ? Math.Max(1, subject.Validation.Count / (double)Math.Min(subject.Validation.Count, TrialRun.ValidationBatches * batch)) : 1;

    private static int Refuse(TrialSubject subject, int batch, double fixedBytes, double perImage, long available)
    {
        var message = $"the search needs about {Numbers.Bytes((long)(fixedBytes + perImage * batch))}, and {Numbers.Bytes(available)} are available: {Advice(fixedBytes, perImage, batch, available, subject.Algorithm.Memory)}";
        if (subject.Context.Json)
            subject.Context.WriteJson(new { @event = "error", message, exitCode = ExitCode.BadSetup });
        subject.Context.World.Error.WriteLine($"nasctl: {message}");
        return ExitCode.BadSetup;
    }

    /// <summary>What would fit.</summary>
    /// <param name="fixedBytes">What does not depend on the batch.</param>
    /// <param name="perImage">What an image of the batch adds; 0 when that is not known.</param>
    /// <param name="batch">Images in one step.</param>
    /// <param name="available">What there is.</param>
    /// <param name="memory">What of the supernet the algorithm holds.</param>
    internal static string Advice(double fixedBytes, double perImage, int batch, long available, string memory)
    {
        var fits = perImage > 0 ? (available * Fill - fixedBytes) / perImage : 0;
        return fits >= 2 ? $"take --batch-size {(int)Math.Min(fits, batch - 1)}"
            : memory == "one path" ? "take a smaller space (--channels, --cells)"
            : "take an algorithm that holds one path in memory ('nasctl algorithms' says which), or a smaller space (--channels, --cells)";
    }
}

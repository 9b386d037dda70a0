using System.Globalization;
using System.Text;
using NasSharp.OneShot.Darts;
using NasSharp.OneShot.Spos;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Zoo.Darts;
using NasSharp.Zoo.ShuffleNetV2;

namespace NasSharp.Bench;

/// <summary>What it costs a search to write down what the Board shows. There is no rival to run beside; the share of a step that we hold ourselves to stands beside it.</summary>
internal static class RecordBench
{
    private const int Batch = 16;
    private const int Warmup = 6;
    private const int Steps = 40;
    private const int Every = 2;
    private const double Target = 1;

    /// <summary>Measures and writes the page.</summary>
    internal static int Run(string? output)
    {
        var machine = string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessorCount} cores, {torch.get_num_threads()} threads, load before the start {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
        var rows = new List<(string Search, RecordedSteps Steps)>
        {
            ("DARTS, 8 cells, weights of 28 edges with 8 candidates", Search(() => new DartsStackedCells(), (net, train, validation, run, end) =>
            {
                using var trainer = new DartsTrainer(net, Objectives.Classification(net), train, validation, new DartsOptions { BatchSize = Batch, Epochs = SearchSteps.ManyEpochs, EvaluateEachEpoch = false }, run);
                trainer.Train(end);
            })),
            ("SPOS, visits of 6 blocks with 4 candidates", Search(() => new ShuffleNetNetwork(new ShuffleNetSpaceOptions { Classes = 10, StemStride = 1, Stages = [new(64, 2), new(160, 2), new(320, 2)] }), (net, train, validation, run, end) =>
            {
                using var trainer = new SposTrainer(net, Objectives.Classification(net), train, validation, new SposOptions { BatchSize = Batch, Epochs = SearchSteps.ManyEpochs, PathsEachEpoch = 0 }, run);
                trainer.Train(end);
            })),
        };
        var text = new StringBuilder("# Records: what they cost\n\nEvery tenth step a search writes the line of its metrics, the weights of its choices as another one, TensorBoard's events and a frame for the Board. Measured between the steps of real searches on\nrandom images, ");
        text.Append(CultureInfo.InvariantCulture, $"3x32x32, batch {Batch}, that write at every other step: what lies between two steps with a record, less what lies between two without; medians of {Steps} steps.\nWritten by `NasSharp.Bench records`.\n\n- Machine: {machine}\n\n");
        text.Append("| search | step | record | share at a record every 10 steps | at most |\n|---|---:|---:|---:|---:|\n");
        foreach (var (search, steps) in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {search} | {steps.Step:0.0} ms | {steps.Record:0.000} ms | {steps.Share:0.000} % | {Target:0.##} %{(steps.Share <= Target ? "" : " (missed)")} |\n");
        Console.WriteLine(text);
        if (output is not null)
            NasSharp.Torch.IO.AtomicFile.WriteAllText(output, text.ToString());
        return rows.TrueForAll(r => r.Steps.Share <= Target) ? 0 : 1;
    }

    private static RecordedSteps Search<TModel>(Func<TModel> build, Action<TModel, TrainSplit, ValidationSplit, RunOptions, CancellationToken> search)
        where TModel : torch.nn.Module
    {
        var folder = Directory.CreateTempSubdirectory("nassharp-bench-").FullName;
        using var end = new CancellationTokenSource();
        var steps = new RecordedSteps(Warmup, Steps, Every, end);
        var run = new RunOptions { Device = torch.CPU, Folder = Path.Combine(folder, "run"), LogEverySteps = Every, Callbacks = [steps], CheckpointInterval = TimeSpan.FromHours(10) };
        try
        {
            search(run.Create(build), new TrainSplit(Images(160)), new ValidationSplit(Images(2)), run, end.Token);
        }
        catch (TrainingCancelledException)
        {
            // Enough steps were measured.
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return steps;
    }

    private static TensorDataset Images(int batches) => new(torch.randn([batches * Batch, 3, 32, 32]), torch.randint(0, 10, [batches * Batch]));
}

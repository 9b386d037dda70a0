using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Spaces;
using NasSharp.Hardware.Measuring;
using NasSharp.Torch;
using NasSharp.Torch.IO;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl latency</c>: measures what the candidates of a space cost on this device.</summary>
internal static class LatencyCommand
{
    public static Command Create(Surroundings world)
    {
        var command = new Command("latency", "Measure the latency of every candidate of a space on this device, and how well the table predicts whole networks.");
        SpaceOptions.AddTo(command);
        command.Options.Add(Values.Shape("--input", "Shape of one input; else 3x32x32."));
        command.Options.Add(Values.Whole("--classes", "Number of classes.", 10, 1));
        command.Options.Add(Values.Whole("--batch-size", "Images in one forward pass.", 1, 1, 65536));
        command.Options.Add(Values.Whole("--repeats", "Measurements of each candidate, interleaved.", 30, 3));
        command.Options.Add(Values.Whole("--networks", "Random networks that are measured as a whole, for comparison.", 10, 0, 10_000));
        command.Options.Add(Values.Whole("--seed", "Seed of the networks and of the weights.", 0, 0));
        command.Options.Add(Values.Text("--name", "The device's name in the table; else the machine's.", "name"));
        command.Options.Add(Values.Text("--output", "The table.", "file", "latency.json"));
        command.Options.Add(new Option<bool>("--overwrite") { Description = "Replace the table if there is one." });
        RunArguments.AddDeviceTo(command);
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext context)
    {
        var options = context.Options;
        var input = options.GetValue<long[]>("--input") is { Length: > 0 } shape ? shape : [3, 32, 32];
        if (input.Length != 3)
            throw new UsageException($"--input {string.Join('x', input)}: an image has channels, rows and columns, such as 3x32x32");
        var file = options.GetRequiredValue<string>("--output");
        if (Directory.Exists(file))
            throw new UsageException($"--output {file} is a folder; name a file, such as {Path.Combine(file, "latency.json")}");
        if (File.Exists(file) && !options.GetValue<bool>("--overwrite"))
            throw new UsageException($"--output {file} exists already; choose another, or add --overwrite");
        if (Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && !Directory.Exists(folder))
            throw new DataProblem($"--output {file}: there is no folder {folder}");
        var device = RunArguments.Device(context);
        var (space, classes, seed, batch) = (SpaceOptions.From(context), options.GetValue<int>("--classes"), options.GetValue<int>("--seed"), options.GetValue<int>("--batch-size"));
        LatencyMeasurement measured;
        using (var progress = RunArguments.Show(context, "latency"))
        {
            measured = LatencyMeter.Measure(() => SpaceCatalog.Build(space, input, classes, seed, NetworkUse.Search), [batch, .. input], new LatencyMeterOptions
            {
                Repeats = options.GetValue<int>("--repeats"),
                Networks = options.GetValue<int>("--networks"),
                Seed = seed,
                Device = device,
                DeviceName = options.GetValue<string>("--name") ?? $"{Environment.MachineName} {device}",
            }, (done, total) => progress.Report(new NasSharp.Training.Progress.PhaseProgress("rounds", done, total)));
        }
        AtomicFile.WriteAllText(file, measured.ToJson(
        [
            KeyValuePair.Create("input", $"{batch}x{string.Join('x', input)}"),
            KeyValuePair.Create("device", device.ToString()),
            KeyValuePair.Create("threads", $"{torch.get_num_threads()}"),
            KeyValuePair.Create("repeats", $"{options.GetValue<int>("--repeats")}"),
        ]));
        if (context.Json)
            context.WriteJson(new { file, device = measured.Table.Device, constant = measured.Constant, medianError = measured.MedianError, rankCorrelation = measured.RankCorrelation, verdict = measured.Verdict });
        else
            Print(measured, context, file);
        return ExitCode.Success;
    }

    private static void Print(LatencyMeasurement measured, CommandContext context, string file)
    {
        var output = context.World.Out;
        var width = measured.Candidates.Keys.Max(k => k.Length);
        foreach (var (key, row) in measured.Candidates)
        {
            var names = measured.Table.Space[key].Candidates;
            output.WriteLine($"{key.PadRight(width)}  {string.Join("  ", row.Select((m, i) => $"{names[i]} {Numbers.Milliseconds(m.Median)} ({Numbers.Milliseconds(m.Low)} to {Numbers.Milliseconds(m.High)})"))}");
        }
        output.WriteLine($"{"other".PadRight(width)}  {Numbers.Milliseconds(measured.Constant.Median)} ({Numbers.Milliseconds(measured.Constant.Low)} to {Numbers.Milliseconds(measured.Constant.High)})");
        output.WriteLine();
        output.WriteLine("Milliseconds: medians with 95 % intervals.");
        output.WriteLine(measured.Verdict);
        output.WriteLine($"Table: {file}");
    }
}

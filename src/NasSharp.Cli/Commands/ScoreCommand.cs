using System.CommandLine;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Cli.Benchmarks;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Runs;
using NasSharp.Cli.Scores;
using NasSharp.Cli.Spaces;
using NasSharp.Cli.Workloads;
using NasSharp.Proxies;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training.Progress;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl score</c>: zero-cost proxies of networks, and how well they order a table of trained ones.</summary>
internal static class ScoreCommand
{
    private const string NasBench201 = "nasbench201";

    public static Command Create(Surroundings world)
    {
        var command = new Command("score", "Rate networks without training: zero-cost proxies, with the number of parameters beside them.");
        command.Options.Add(Values.Text("--architecture", "An architecture file, or the folder of a run; without it random architectures of the space are rated.", "file"));
        command.Options.Add(Values.Whole("--architectures", "Random architectures to rate.", 10, 1, 1_000_000));
        command.Options.Add(Values.Text("--proxies", $"Proxies, with commas between them: {string.Join(", ", ZeroCostProxies.Names)}; parameters are always among them.", "list"));
        SpaceOptions.AddTo(command);
        DataOptions.AddTo(command);
        command.Options.Add(Values.Whole("--batch-size", "Images that every network sees.", 64, 2, 65536));
        command.Options.Add(Values.Whole("--repeats", "Random starts that a proxy with weights of its own averages.", 4, 1, 1000));
        command.Options.Add(Values.Whole("--seed", "Seed of architectures, images and weights.", 0, 0));
        command.Options.Add(Values.Text("--output", "Write all scores to a .csv or .json file.", "file"));
        command.Options.Add(new Option<bool>("--resume") { Description = "Continue an interrupted score into --output with the options it was started with." });
        command.Options.Add(Values.Text("--benchmark", $"Take the architectures from a table of trained ones, {NasBench201}, and compare the proxies with their accuracies.", "name"));
        command.Options.Add(Values.Text("--table", "The file that 'benchmark import' made.", "file"));
        command.Options.Add(BenchmarkOptions.ImagesOption());
        command.Options.Add(BenchmarkOptions.SplitOption("test"));
        RunArguments.AddDeviceTo(command);
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext typed)
    {
        var output = typed.Options.GetValue<string>("--output");
        if (output is not null)
            ScoreFile.Check(output);
        var given = Resumed(typed, output);
        var file = ArchitectureArgument.File(given);
        var context = file is not null && Path.GetDirectoryName(Path.GetFullPath(file)) is { } folder && RunRecord.IsIn(folder)
            ? RecordedOptions.Inherit(given, RunRecord.Read(folder).Options, [.. SpaceOptions.Names, .. DataOptions.Names])
            : given;
        var options = context.Options;
        var benchmark = options.GetValue<string>("--benchmark");
        if (file is not null && benchmark is not null)
            throw new UsageException("--architecture and --benchmark exclude each other: a benchmark brings its own architectures");
        if (benchmark is not (null or NasBench201))
            throw new UsageException($"--benchmark '{benchmark}' is unknown: {NearestWords.Hint(benchmark, [NasBench201])}");
        if (benchmark is not null && options.GetValue<string>("--space") != benchmark && options.CommandResult.Command.Options.Any(o => o.Name == "--space" && options.WasGiven(o)))
            throw new UsageException($"--space {options.GetValue<string>("--space")}: the networks of --benchmark {benchmark} are those of its own space; leave --space out");
        var proxies = Proxies(options.GetValue<string>("--proxies"));
        using var table = benchmark is null ? null : NasBench201Table.Open(BenchmarkFiles.Of("nasbench201", context.Options.GetValue<string>("--table"), context.World));
        var device = RunArguments.Device(context);
        using var scope = NewDisposeScope();
        var workload = DataOptions.Load(context);
        var batch = ScoreBatch.Draw(context, workload, device);
        var space = SpaceOptions.From(context);
        if (benchmark is not null)
            space = space with { Space = benchmark };
        nn.Module<Tensor, Tensor> Build()
        {
            var model = SpaceCatalog.Build(space, workload.Train.InputShape, workload.Train.ClassCount, batch.Seed, NetworkUse.Retraining);
            model.to(device);
            model.to(memory_format.channels_last);
            return model;
        }
        var architectures = Architectures(file, table, options.GetValue<int>("--architectures"), batch.Seed, Build);
        using var unfinished = output is null ? null
            : options.GetValue<bool>("--resume") ? UnfinishedScores.Continue(output, ScoreBatch.Digest(batch))
            : UnfinishedScores.Begin(context, output, Recorded(options), ScoreBatch.Digest(batch));
        var scores = unfinished?.Done(architectures, proxies) ?? [];
        var complete = Score(context, architectures, scores, Build, batch, proxies, unfinished);
        var rows = scores.ConvertAll(s => new ScoredRow(s, table?.Mean(s.Architecture, BenchmarkOptions.ImagesOf(context), BenchmarkOptions.SplitOf(context))));
        if (complete && output is not null)
        {
            ScoreFile.Write(output, rows);
            unfinished!.Remove();
        }
        if (rows.Count > 0 && (complete || output is null))
            Print(context, rows, file, output);
        if (!complete)
            Stopped(context, rows.Count, architectures.Count, output);
        return complete ? ExitCode.Success : ExitCode.Interrupted;
    }

    private static CommandContext Resumed(CommandContext given, string? output)
    {
        if (!given.Options.GetValue<bool>("--resume"))
            return given;
        if (output is null)
            throw new UsageException("--resume: name the --output file of the score that was interrupted");
        var recorded = UnfinishedScores.OptionsOf(output);
        RecordedOptions.RefuseChanges(given, UnfinishedScores.PathOf(output), recorded);
        return RecordedOptions.Inherit(given, recorded);
    }

    // The space of a benchmark goes without saying; written, it would be refused.
    private static Dictionary<string, string> Recorded(ParseResult options) => RecordedOptions.Of(options)
        .Where(o => o.Key != "--space" || options.GetValue<string>("--benchmark") is null).ToDictionary(o => o.Key, o => o.Value);

    // Parameters are always there: a proxy that does not beat them is worth nothing.
    private static IReadOnlyList<IZeroCostProxy> Proxies(string? list)
    {
        if (list is null)
            return ZeroCostProxies.All;
        var names = list.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (names.FirstOrDefault(n => !ZeroCostProxies.Names.Contains(n)) is { } wrong)
            throw new UsageException($"--proxies: '{wrong}' is unknown: {NearestWords.Hint(wrong, ZeroCostProxies.Names)}");
        return [.. ZeroCostProxies.All.Where((p, i) => i == 0 || names.Contains(p.Name))];
    }

    private static IReadOnlyList<Architecture> Architectures(string? file, NasBench201Table? table, int count, long seed, Func<nn.Module> build)
    {
        if (table is not null)
            return ProxyStudy.Sample(NasBench201Space.Space, count, seed);
        using var model = build();
        var space = SearchSpace.Of(model);
        return file is null ? ProxyStudy.Sample(space, count, seed) : [ArchitectureFile.Read(file, space)];
    }

    // Adds the scores of the architectures that have none; false when it was interrupted before the last one.
    private static bool Score(CommandContext context, IReadOnlyList<Architecture> architectures, List<ProxyScores> done, Func<nn.Module<Tensor, Tensor>> build, ProxyBatch batch,
        IReadOnlyList<IZeroCostProxy> proxies, UnfinishedScores? unfinished)
    {
        using var stoppable = context.World.Interrupts.StopAtCheckpoint("stopping after this architecture; press Ctrl-C again to stop now");
        using var progress = RunArguments.Show(context, "score");
        progress.Report(new PhaseProgress("architectures", done.Count, architectures.Count));
        try
        {
            foreach (var scores in ProxyStudy.Score(architectures.Skip(done.Count), build, batch, proxies, context.World.Interrupts.Token))
            {
                unfinished?.Add(scores);
                done.Add(scores);
                progress.Report(new PhaseProgress("architectures", done.Count, architectures.Count));
            }
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }

    private static void Stopped(CommandContext context, int done, int all, string? output)
    {
        var resume = output is null || done == 0 ? null : RunArguments.ResumeCommand(context, output);
        if (context.Json)
            context.WriteJson(new { @event = "interrupted", done, all, resume, exitCode = ExitCode.Interrupted });
        else
            context.World.Out.WriteLine($"stopped after {done} of {all} architectures" + (resume is null ? "" : $"; continue with:\n  {resume}"));
    }

    private static void Print(CommandContext context, List<ScoredRow> rows, string? file, string? output)
    {
        var (world, scores) = (context.World, rows.ConvertAll(r => r.Network));
        var correlations = rows[0].Truth is null ? null : ProxyCorrelation.Of(scores, rows.ConvertAll(r => r.Truth!.Value));
        if (context.Json)
        {
            if (correlations is null)
                rows.ForEach(r => context.WriteJson(ScoreFile.Object(r)));
            else
                context.WriteJson(correlations);
            return;
        }
        foreach (var line in correlations is not null ? ScoreReport.Correlations(correlations) : file is not null ? ScoreReport.Network(scores[0]) : ScoreReport.Networks(scores))
            world.Out.WriteLine(line);
        if (correlations is null && file is null)
        {
            world.Out.WriteLine();
            foreach (var (index, row) in scores.Index())
                world.Out.WriteLine($"{index + 1}  {row.Architecture}");
        }
        if (output is not null)
            world.Out.WriteLine($"scores: {output}");
    }
}

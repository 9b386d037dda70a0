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
        command.Options.Add(Values.Text("--architecture", "An architecture file; without it random architectures of the space are rated.", "file"));
        command.Options.Add(Values.Whole("--architectures", "Random architectures to rate.", 10, 1, 1_000_000));
        command.Options.Add(Values.Text("--proxies", $"Proxies, with commas between them: {string.Join(", ", ZeroCostProxies.Names)}; parameters are always among them.", "list"));
        SpaceOptions.AddTo(command);
        DataOptions.AddTo(command);
        command.Options.Add(Values.Whole("--batch-size", "Images that every network sees.", 64, 2, 65536));
        command.Options.Add(Values.Whole("--repeats", "Random starts that a proxy with weights of its own averages.", 4, 1, 1000));
        command.Options.Add(Values.Whole("--seed", "Seed of architectures, images and weights.", 0, 0));
        command.Options.Add(Values.Text("--output", "Write all scores to a .csv or .json file.", "file"));
        command.Options.Add(Values.Text("--benchmark", $"Take the architectures from a table of trained ones, {NasBench201}, and compare the proxies with their accuracies.", "name"));
        command.Options.Add(Values.Text("--table", "The file that 'benchmark import' made.", "file"));
        command.Options.Add(BenchmarkOptions.ImagesOption());
        command.Options.Add(BenchmarkOptions.SplitOption("test"));
        RunArguments.AddDeviceTo(command);
        CommandContext.SetAction(command, world, Run);
        return command;
    }

    private static int Run(CommandContext given)
    {
        var named = given.Options.GetValue<string>("--architecture");
        var context = named is not null && Path.GetDirectoryName(Path.GetFullPath(named)) is { } folder && RunRecord.IsIn(folder)
            ? RecordedOptions.Inherit(given, RunRecord.Read(folder).Options, [.. SpaceOptions.Names, .. DataOptions.Names])
            : given;
        var options = context.Options;
        var (file, benchmark, output) = (options.GetValue<string>("--architecture"), options.GetValue<string>("--benchmark"), options.GetValue<string>("--output"));
        if (file is not null && benchmark is not null)
            throw new UsageException("--architecture and --benchmark exclude each other: a benchmark brings its own architectures");
        if (benchmark is not (null or NasBench201))
            throw new UsageException($"--benchmark '{benchmark}' is unknown: {NearestWords.Hint(benchmark, [NasBench201])}");
        if (benchmark is not null && options.GetValue<string>("--space") != benchmark && options.CommandResult.Command.Options.Any(o => o.Name == "--space" && options.WasGiven(o)))
            throw new UsageException($"--space {options.GetValue<string>("--space")}: the networks of --benchmark {benchmark} are those of its own space; leave --space out");
        if (output is not null)
            ScoreFile.Check(output);
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
        var rows = Score(context, architectures, Build, batch, proxies, table);
        if (output is not null)
            ScoreFile.Write(output, rows);
        Print(context, rows, file, output);
        return ExitCode.Success;
    }

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

    private static List<ScoredRow> Score(CommandContext context, IReadOnlyList<Architecture> architectures, Func<nn.Module<Tensor, Tensor>> build, ProxyBatch batch,
        IReadOnlyList<IZeroCostProxy> proxies, NasBench201Table? table)
    {
        using var stoppable = context.World.Interrupts.StopAtCheckpoint();
        using var progress = RunArguments.Show(context, "score");
        var rows = new List<ScoredRow>();
        foreach (var scores in ProxyStudy.Score(architectures, build, batch, proxies, context.World.Interrupts.Token))
        {
            rows.Add(new ScoredRow(scores, table?.Mean(scores.Architecture, BenchmarkOptions.ImagesOf(context), BenchmarkOptions.SplitOf(context))));
            progress.Report(new PhaseProgress("architectures", rows.Count, architectures.Count));
        }
        return rows;
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

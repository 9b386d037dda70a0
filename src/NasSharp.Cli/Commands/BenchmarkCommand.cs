using System.CommandLine;
using NasSharp.Benchmarks.NasBench101;
using NasSharp.Benchmarks.NasBench201;
using NasSharp.Benchmarks.Search;
using NasSharp.Cli.Benchmarks;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Torch.IO;
using NasSharp.Tuners;

namespace NasSharp.Cli.Commands;

/// <summary><c>nasctl benchmark</c>: tables of trained architectures, and tuners that search them.</summary>
internal static class BenchmarkCommand
{
    private const string Random = "random";

    // Each makes the file and counts the architectures in it.
    private static readonly Dictionary<string, Func<string, string, int>> Importers = new(StringComparer.Ordinal)
    {
        ["nasbench201"] = (from, to) =>
        {
            NasBench201Table.Import(from, to);
            return NasBench201Space.Count;
        },
        ["nasbench101"] = (from, to) =>
        {
            NasBench101Table.Import(from, to);
            using var table = NasBench101Table.Open(to);
            return table.Count;
        },
    };

    public static Command Create(Surroundings world) => new("benchmark", "Search tables of trained architectures: in seconds, with statistics.")
    {
        Import(world), Query(world), Run(world), Compare(world),
    };

    private static Command Import(Surroundings world)
    {
        var command = new Command("import", "Make the compact file of a benchmark from the tables that researchers pass around.");
        var name = new Argument<string>("benchmark") { Description = string.Join(" or ", Importers.Keys) };
        name.CompletionSources.Add([.. Importers.Keys]);
        command.Arguments.Add(name);
        command.Options.Add(Required(Values.Text("--from", "The folder with nb201.csv.gz or nb101.csv.gz; tables of hardware and proxies beside it are taken along.", "folder")));
        command.Options.Add(Values.Text("--to", "The file to make; by default in the user's cache.", "file"));
        CommandContext.SetAction(command, world, context =>
        {
            var benchmark = context.Options.GetRequiredValue(name);
            if (!Importers.TryGetValue(benchmark, out var import))
                throw new UsageException($"benchmark '{benchmark}' is unknown: {NearestWords.Hint(benchmark, [.. Importers.Keys])}");
            var target = BenchmarkFiles.Of(benchmark, context.Options.GetValue<string>("--to"), world);
            var architectures = import(context.Options.GetRequiredValue<string?>("--from")!, target);
            var bytes = new FileInfo(target).Length;
            if (context.Json)
                context.WriteJson(new { benchmark, file = target, architectures, bytes });
            else
                world.Out.WriteLine($"{target}: {Numbers.Count(architectures)} architectures, {Numbers.Bytes(bytes)}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Query(Surroundings world)
    {
        var command = new Command("query", "Look up architectures of NAS-Bench-201.");
        command.Options.Add(Values.Text("--operations", "Operations by edge, such as 0_1=conv_3x3,2_3=none; edges that are left out may be anything.", "list"));
        command.Options.Add(BenchmarkOptions.ImagesOption());
        command.Options.Add(BenchmarkOptions.SplitOption("test"));
        command.Options.Add(Values.Whole("--epochs", "Epochs of the training: 12 or 200.", 200, 1));
        command.Options.Add(Values.Whole("--limit", "The best so many are shown.", 10, 1));
        command.Options.Add(Values.Text("--table", "The file that 'benchmark import' made.", "file"));
        CommandContext.SetAction(command, world, context =>
        {
            using var table = BenchmarkOptions.Open(context);
            var operations = (BenchmarkOptions.Arguments(context.Options.GetValue<string>("--operations")) ?? []).ToDictionary(o => o.Key, o => $"{o.Value}");
            var found = table.Query(operations, BenchmarkOptions.ImagesOf(context), BenchmarkOptions.SplitOf(context), context.Options.GetValue<int>("--epochs"))
                .OrderByDescending(r => r.Accuracy.Mean).ToList();
            var shown = found.Take(context.Options.GetValue<int>("--limit")).ToList();
            if (context.Json)
            {
                context.WriteJson(shown.Select(r => new
                {
                    cell = NasBench201Space.Print(r.Architecture), mean = r.Accuracy.Mean, runs = r.Accuracy.Runs, seconds = r.TrainingSeconds, parameters = r.Parameters, flops = r.Flops,
                }));
                return ExitCode.Success;
            }
            var rows = shown.Select(r => (string[])[$"{r.Accuracy.Mean:0.00}", $"{r.Accuracy.Deviation:0.00}", Numbers.Count(r.Parameters), Numbers.Count(r.Flops), NasBench201Space.Print(r.Architecture)]);
            foreach (var line in TextTable.Lines(["accuracy", "deviation", "parameters", "FLOPs", "cell"], rows))
                world.Out.WriteLine(line);
            world.Out.WriteLine($"{found.Count:N0} architectures fit");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Run(Surroundings world)
    {
        var command = new Command("run", "Search a benchmark with one tuner, many times.");
        command.Options.Add(Values.Word("--tuner", "The tuner.", "evolution", [.. TunerCatalog.Names]));
        command.Options.Add(Values.Text("--set", "Arguments of the tuner, such as population_size=20,sample_size=5.", "list"));
        BenchmarkOptions.AddTo(command);
        CommandContext.SetAction(command, world, context =>
        {
            using var table = BenchmarkOptions.Open(context);
            var (task, tuner) = (BenchmarkOptions.Task(context, table), context.Options.GetRequiredValue<string>("--tuner"));
            var runs = Search(context, task, tuner, context.Options.GetValue<string>("--set"));
            var random = tuner == Random ? runs : Search(context, task, Random, null);
            if (context.Json)
            {
                foreach (var run in runs)
                    context.WriteJson(new { seed = run.Seed, score = run.Score, final = run.Final, trials = run.Trials, cell = NasBench201Space.Print(run.Best), curve = run.Curve.Select(v => double.IsFinite(v) ? (double?)v : null) });
                return ExitCode.Success;
            }
            foreach (var line in BenchmarkReport.Curve(task, runs))
                world.Out.WriteLine(line);
            world.Out.WriteLine(BenchmarkReport.Result(tuner, runs, task));
            if (tuner != Random)
                world.Out.WriteLine(BenchmarkReport.AgainstRandom(runs, random));
            if (BenchmarkOptions.IsPaper(context) && BenchmarkReport.Published(tuner, BenchmarkOptions.ImagesOf(context)) is { } published)
                world.Out.WriteLine(published);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Compare(Surroundings world)
    {
        var command = new Command("compare", "Search a benchmark with several tuners: ranks with their critical difference, and curves of regret as SVG.");
        command.Options.Add(Values.Text("--tuners", "The tuners, with commas between them.", "list", "random,evolution,local-search,tpe"));
        command.Options.Add(Values.Text("--svg", "Where the curves are written; without it nowhere.", "file"));
        BenchmarkOptions.AddTo(command);
        CommandContext.SetAction(command, world, context =>
        {
            var names = context.Options.GetRequiredValue<string?>("--tuners")!.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Distinct().ToArray();
            if (names.Length < 2)
                throw new UsageException("--tuners needs two tuners or more, with commas between them");
            if (names.FirstOrDefault(n => !TunerCatalog.Names.Contains(n)) is { } unknown)
                throw new UsageException($"tuner '{unknown}' is unknown: {NearestWords.Hint(unknown, TunerCatalog.Names)}");
            using var table = BenchmarkOptions.Open(context);
            var task = BenchmarkOptions.Task(context, table);
            var searches = names.Select(n => (Tuner: n, Runs: Search(context, task, n, null))).ToList();
            if (context.Options.GetValue<string>("--svg") is { } svg)
                AtomicFile.WriteAllText(svg, RegretChart.Draw(task.Name, [.. searches.Select(s => (s.Tuner, BenchmarkReport.Regrets(task, s.Runs)))]));
            if (context.Json)
            {
                context.WriteJson(searches.Select(s => new { tuner = s.Tuner, scores = s.Runs.Select(r => r.Score), finals = s.Runs.Select(r => r.Final) }));
                return ExitCode.Success;
            }
            foreach (var line in BenchmarkReport.Ranks(searches))
                world.Out.WriteLine(line);
            return ExitCode.Success;
        });
        return command;
    }

    private static IReadOnlyList<BenchmarkRun> Search(CommandContext context, BenchmarkTask task, string tuner, string? arguments)
    {
        try
        {
            var given = BenchmarkOptions.Arguments(arguments);
            if (BenchmarkOptions.IsPaper(context) && tuner == "evolution" && given is null)
                given = new System.Text.Json.Nodes.JsonObject { ["population_size"] = 10, ["sample_size"] = 3 }; // the paper's
            return BenchmarkSearch.RunAll(task, (_, seed) => BenchmarkTuners.Create(tuner, task, given, seed), BenchmarkOptions.Budget(context), context.Options.GetValue<int>("--seeds"));
        }
        catch (TunerException wrong)
        {
            throw new UsageException(wrong.Message);
        }
    }

    private static Option<T> Required<T>(Option<T> option)
    {
        option.Required = true;
        return option;
    }
}

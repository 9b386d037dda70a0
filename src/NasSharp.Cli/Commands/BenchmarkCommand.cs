using System.CommandLine;
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

    public static Command Create(Surroundings world) => new("benchmark", "Search tables of trained architectures: in seconds, with statistics.")
    {
        Import(world), Query(world), Run(world), Compare(world),
    };

    private static Command Import(Surroundings world)
    {
        var command = new Command("import", "Make the compact file of a benchmark from the tables that researchers pass around.");
        string[] names = [.. BenchmarkKind.All.Select(k => k.Name)];
        var name = new Argument<string>("benchmark") { Description = string.Join(" or ", names) };
        name.CompletionSources.Add(names);
        command.Arguments.Add(name);
        command.Options.Add(Required(Values.Text("--from", $"The folder with the tables: {string.Join(". ", BenchmarkKind.All.Select(k => $"{k.Name}: {k.Files}"))}.", "folder")));
        command.Options.Add(Values.Text("--to", "The file to make; by default in the user's cache.", "file"));
        CommandContext.SetAction(command, world, context =>
        {
            var benchmark = context.Options.GetRequiredValue(name);
            var kind = BenchmarkKind.All.FirstOrDefault(k => k.Name == benchmark) ?? throw new UsageException($"benchmark '{benchmark}' is unknown: {NearestWords.Hint(benchmark, names)}");
            var target = BenchmarkFiles.Of(benchmark, context.Options.GetValue<string>("--to"), world);
            var architectures = kind.Import(context.Options.GetRequiredValue<string?>("--from")!, target);
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
        var command = new Command("query", "Look up architectures in a benchmark.");
        command.Options.Add(Values.Text("--operations", "Operations by key, such as 0_1=conv_3x3,2_3=none; keys that are left out may be anything.", "list"));
        BenchmarkOptions.AddLookup(command, "test");
        command.Options.Add(Values.Whole("--epochs", "Epochs of the training, where there are several: 12 or 200.", 200, 1));
        command.Options.Add(Values.Whole("--limit", "The best so many are shown.", 10, 1));
        CommandContext.SetAction(command, world, context =>
        {
            using var table = BenchmarkOptions.Open(context);
            var operations = (BenchmarkOptions.Arguments(context.Options.GetValue<string>("--operations")) ?? []).ToDictionary(o => o.Key, o => $"{o.Value}");
            var found = table.Query(operations, BenchmarkOptions.Question(context)).OrderBy(e => table.LeastIsBest ? e.Mean : -e.Mean).ToList();
            var shown = found.Take(context.Options.GetValue<int>("--limit")).ToList();
            if (context.Json)
            {
                context.WriteJson(shown.Select(e => new { cell = e.Architecture, mean = e.Mean, runs = e.Runs, seconds = e.Seconds, parameters = e.Parameters, flops = e.Flops, of = e.Of }));
                return ExitCode.Success;
            }
            foreach (var line in BenchmarkReport.Entries(shown, table.Measure))
                world.Out.WriteLine(line);
            world.Out.WriteLine($"{Numbers.Count(found.Count)} {(shown.Exists(e => e.Of is not null) ? "results" : "architectures")} fit");
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
            var (task, tuner) = (table.Task(BenchmarkOptions.Question(context)), context.Options.GetRequiredValue<string>("--tuner"));
            var runs = Search(context, task, tuner, context.Options.GetValue<string>("--set"));
            var random = tuner == Random ? runs : Search(context, task, Random, null);
            if (context.Json)
            {
                foreach (var run in runs)
                    context.WriteJson(new { seed = run.Seed, score = run.Score, final = run.Final, trials = run.Trials, cell = table.Print(run.Best), curve = run.Curve.Select(v => double.IsFinite(v) ? (double?)v : null) });
                return ExitCode.Success;
            }
            foreach (var line in BenchmarkReport.Curve(task, runs))
                world.Out.WriteLine(line);
            world.Out.WriteLine(BenchmarkReport.Result(tuner, runs, task, table.Final));
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
            var task = table.Task(BenchmarkOptions.Question(context));
            var searches = names.Select(n => (Tuner: n, Runs: Search(context, task, n, null))).ToList();
            if (context.Options.GetValue<string>("--svg") is { } svg)
                AtomicFile.WriteAllText(svg, RegretChart.Draw(task.Name, table.Unit, [.. searches.Select(s => (s.Tuner, BenchmarkReport.Regrets(task, s.Runs)))]));
            if (context.Json)
            {
                context.WriteJson(searches.Select(s => new { tuner = s.Tuner, scores = s.Runs.Select(r => r.Score), finals = s.Runs.Select(r => r.Final) }));
                return ExitCode.Success;
            }
            foreach (var line in BenchmarkReport.Ranks(searches, table.Final))
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

using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Reports.Run;
using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Reports;
using NasSharp.Experiments.Store;
using NasSharp.Torch.IO;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl delete</c>, <c>export</c>, <c>import</c>, <c>update</c> and <c>report</c>.</summary>
internal static class DataCommands
{
    public static IEnumerable<Command> Create(Surroundings world) => [Delete(world), Export(world), Import(world), Update(world), Report(world)];

    private static Command Delete(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var yes = new Option<bool>("--yes", "-y") { Description = "Really." };
        var all = new Option<bool>("--all", "-a") { Description = "All experiments; none of them may be running." };
        var command = new Command("delete", "Delete an experiment with all its files.") { id, yes, all };
        CommandContext.SetAction(command, world, context =>
        {
            var catalog = ExperimentArguments.Catalog(world);
            if (context.Options.GetValue(all) && context.Options.GetValue(id) is { } named)
                throw new UsageException($"--all and '{named}' contradict each other; give one");
            IReadOnlyList<ExperimentFolder> folders = context.Options.GetValue(all) ? [.. catalog.Entries().Select(e => e.Folder)] : [ExperimentArguments.Find(context, id)];
            if (!context.Options.GetValue(yes))
                throw new UsageException($"this deletes {(folders is [var only] ? only.Root : $"{folders.Count} experiments")} with all files; add --yes to do it");
            if (folders.FirstOrDefault(ExperimentLock.IsHeld) is { } running && folders.Count > 1)
                throw new ExperimentException($"{running.Root}: this experiment is running; 'nasctl stop --all' ends all, nothing was deleted.");
            foreach (var folder in folders)
            {
                catalog.Delete(folder);
                world.Out.WriteLine($"deleted {folder.Root}");
            }
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Export(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var type = Values.Word("--type", "The format.", "json", "json", "csv");
        type.Aliases.Add("-t");
        var file = File(required: true);
        var intermediate = new Option<bool>("--intermediate", "-i") { Description = "With the intermediate results." };
        var command = new Command("export", "Write the trials and their results to a file.") { id, type, file, intermediate };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var path = context.Options.GetValue(file)!;
            var with = context.Options.GetValue(intermediate);
            AtomicFile.WriteAllText(path, context.Options.GetValue(type) == "csv" ? TrialTable.Csv(store, with, Damaged(world)) : TrialTable.Json(store, with, Damaged(world)));
            world.Out.WriteLine($"wrote {path}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Import(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var file = File(required: true);
        var command = new Command("import", "Let the tuner know results from a file, as export writes it.") { id, file };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var count = TrialTable.Import(store, context.Options.GetValue(file)!);
            world.Out.WriteLine($"imported {count} results; {(ExperimentLock.IsHeld(store.Folder) ? "the tuner has them in a moment" : "the tuner has them when the experiment is resumed")}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Update(Surroundings world)
    {
        var command = new Command("update", "Change a limit of an experiment.");
        command.Subcommands.Add(Limit(world, "concurrency", "Trials at once.", RequestKind.Concurrency, Number));
        command.Subcommands.Add(Limit(world, "trialnum", "Trials that are started at most.", RequestKind.TrialCount, Number));
        command.Subcommands.Add(Limit(world, "duration", "How long the experiment runs at most, such as 90s, 5m, 1h or 2d.", RequestKind.Duration,
            text => Durations.TryParse(text, out var time) ? (long)time.TotalMilliseconds : throw new UsageException($"--value '{text}' is not a time such as 90s, 5m, 1h or 2d")));
        var space = new Command("searchspace", "Refused: a tuner's history belongs to its space.") { ExperimentArguments.Id(world), File(required: false) };
        CommandContext.SetAction(space, world, _ => throw new UsageException(
            "the space of a running search cannot be changed: its tuner is restored by repeating what it proposed; create an experiment with the new space and 'nasctl import' the old results"));
        command.Subcommands.Add(space);
        return command;
    }

    private static Command Limit(Surroundings world, string name, string description, RequestKind kind, Func<string, long> parse)
    {
        var id = ExperimentArguments.Id(world);
        var value = new Option<string>("--value", "-v") { Description = description, HelpName = "value", Required = true };
        var command = new Command(name, description) { id, value };
        CommandContext.SetAction(command, world, context =>
        {
            var number = parse(context.Options.GetRequiredValue(value));
            using var store = ExperimentArguments.Open(context, id);
            var request = store.AddRequest(kind, number.ToString(CultureInfo.InvariantCulture));
            while (ExperimentLock.IsHeld(store.Folder) && !store.IsAnswered(request))
                Thread.Sleep(20);
            world.Out.WriteLine(store.IsAnswered(request) ? $"{name} is {context.Options.GetRequiredValue(value)}" : $"{name} will be {context.Options.GetRequiredValue(value)} when the experiment is resumed");
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Report(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        id.Description = "The experiment: its id, the beginning of it, or its folder; or the folder of a search or a retraining. Default the only experiment that is running.";
        var output = Values.Text("--output", "The HTML file; a CSV file of the numbers is written beside it.", "file", "report.html");
        output.Aliases.Add("-o");
        var command = new Command("report", "Write a report of an experiment, a search or a retraining: one HTML file that needs nothing else, and a CSV file.") { id, output };
        CommandContext.SetAction(command, world, context =>
        {
            var path = Path.GetFullPath(context.Options.GetValue(output)!);
            var table = Path.ChangeExtension(path, ".csv");
            var given = context.Options.GetValue(id);
            var isOther = given is not null && Directory.Exists(given) && !new ExperimentFolder(Path.GetFullPath(given)).HoldsExperiment;
            if (isOther && !RunReport.IsRun(given!) && ExperimentArguments.Catalog(world).Entries().All(e => !e.Id.StartsWith(given!, StringComparison.Ordinal)))
                throw new ExperimentException($"{given} holds neither an experiment (experiment.db) nor a run (run.json); name one of their folders.");
            if (isOther && RunReport.IsRun(given!))
            {
                var folder = given!;
                AtomicFile.WriteAllText(path, RunReport.Html(Path.GetFullPath(folder).TrimEnd(Path.DirectorySeparatorChar)));
                AtomicFile.WriteAllText(table, RunReport.Csv(folder));
            }
            else
            {
                using var store = ExperimentArguments.Open(context, id);
                AtomicFile.WriteAllText(path, ExperimentReport.Html(store, NasCtl.Version));
                AtomicFile.WriteAllText(table, TrialTable.Csv(store, intermediate: false, Damaged(world)));
            }
            world.Out.WriteLine($"wrote {path} and {table}");
            return ExitCode.Success;
        });
        return command;
    }

    private static Action<string> Damaged(Surroundings world) => line => world.Error.WriteLine($"nasctl: left out: {line}");

    private static Option<string?> File(bool required)
    {
        var file = Values.Text("--filename", "The file.", "file");
        file.Aliases.Add("-f");
        file.Required = required;
        return file;
    }

    private static long Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0
        ? number
        : throw new UsageException($"--value '{text}' is not a whole number of 1 or more");
}

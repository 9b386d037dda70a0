using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl list</c>, <c>status</c>, <c>top</c> and <c>experiment check</c>: they change nothing.</summary>
internal static class LookCommands
{
    private const int BestCount = 3;
    private const int LeastLines = 8;

    public static IEnumerable<Command> Create(Surroundings world) => [List(world), Status(world), Top(world), Check(world)];

    private static Command List(Surroundings world)
    {
        var all = new Option<bool>("--all", "-a") { Description = "Also those that are not running." };
        var command = new Command("list", "List the experiments.") { all };
        CommandContext.SetAction(command, world, context =>
        {
            var summaries = Summaries(context, withoutManager: context.Options.GetValue(all));
            if (context.Json)
                context.WriteJson(summaries);
            else if (summaries.Count == 0)
                world.Out.WriteLine(context.Options.GetValue(all) ? "no experiments" : "no experiment is running; --all lists the others");
            else
                foreach (var line in Table(summaries, LiveView.ScreenWidth(world)))
                    world.Out.WriteLine(line);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Status(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var command = new Command("status", "Show how an experiment stands.") { id };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var summary = ExperimentSummary.Of(store, context.World.Time);
            if (context.Json)
                context.WriteJson(summary);
            else
                LiveView.Print(world, summary);
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Top(Surroundings world)
    {
        var seconds = Values.Whole("--time", "Seconds between two looks; 0 for one look only.", 3, 0, 3600);
        seconds.Aliases.Add("-t");
        var command = new Command("top", "Watch all running experiments and their trials.") { seconds };
        CommandContext.SetAction(command, world, context =>
        {
            using var stoppable = world.Interrupts.StopAtCheckpoint("");
            var pause = TimeSpan.FromSeconds(context.Options.GetValue(seconds));
            do
            {
                var summaries = Summaries(context, withoutManager: false);
                if (context.Json)
                    context.WriteJson(summaries);
                else
                    Screen(world, summaries);
            }
            while (world.IsTerminal && !context.Json && pause > TimeSpan.Zero && !world.Interrupts.Token.WaitHandle.WaitOne(pause));
            return ExitCode.Success;
        });
        return command;
    }

    private static Command Check(Surroundings world)
    {
        var id = ExperimentArguments.Id(world);
        var command = new Command("check", "Verify an experiment's database, history and folders.") { id };
        CommandContext.SetAction(command, world, context =>
        {
            using var store = ExperimentArguments.Open(context, id);
            var problems = StoreCheck.Run(store);
            if (context.Json)
                context.WriteJson(new { folder = store.Folder.Root, problems });
            else if (problems.Count == 0)
                world.Out.WriteLine($"{store.Folder.Root}: {store.TrialCount()} trials, no problem");
            else
                foreach (var problem in problems)
                    world.Out.WriteLine(problem);
            return problems.Count == 0 ? ExitCode.Success : ExitCode.BadData;
        });
        return new Command("experiment", "Look after experiments.") { command };
    }

    private static void Screen(Surroundings world, List<ExperimentSummary> summaries)
    {
        if (world.IsTerminal)
            world.Out.Write("\u001b[H\u001b[2J");
        if (summaries.Count == 0)
            world.Out.WriteLine("no experiment is running");
        var (width, left) = (LiveView.ScreenWidth(world), world.IsTerminal ? world.Height() - 2 : int.MaxValue);
        for (var i = 0; i < summaries.Count; i++)
        {
            var lines = summaries[i].Lines(width, world.IsTerminal ? Math.Max(LeastLines, left / (summaries.Count - i)) : int.MaxValue, BestCount).Append("").ToList();
            if (i > 0 && lines.Count > left)
            {
                world.Out.WriteLine($"and {summaries.Count - i} more experiments; 'nasctl list' has all");
                return;
            }
            foreach (var line in lines)
                world.Out.WriteLine(line);
            left -= lines.Count;
        }
    }

    // One damaged experiment must not hide the others.
    private static List<ExperimentSummary> Summaries(CommandContext context, bool withoutManager)
    {
        var summaries = new List<ExperimentSummary>();
        foreach (var (id, folder) in ExperimentArguments.Catalog(context.World).Entries().Where(e => withoutManager || ExperimentLock.IsHeld(e.Folder)))
        {
            try
            {
                using var store = ExperimentStore.Open(folder.Root);
                summaries.Add(ExperimentSummary.Of(store, context.World.Time));
            }
            catch (ExperimentException error)
            {
                context.World.Error.WriteLine($"nasctl: {id}: {error.Message}");
            }
        }
        return summaries;
    }

    // The name is what may be long; on a terminal it is cut, and the folder left out, so that a row is a line.
    private static IEnumerable<string> Table(List<ExperimentSummary> summaries, int width)
    {
        string[] Row(ExperimentSummary s, string name) =>
        [
            s.Id, s.Status, $"{s.Trials} of {s.MaxTrials}", s.Best is [{ Result: { } best }, ..] ? best.ToString("0.######", CultureInfo.InvariantCulture) : "-",
            Numbers.Time(TimeSpan.FromSeconds(s.ElapsedSeconds)), name, s.Folder,
        ];
        string[] head = ["id", "status", "trials", "best", "time", "name", "folder"];
        var whole = TextTable.Lines(head, summaries.Select(s => Row(s, s.Name))).ToList();
        return whole.Max(line => line.Length) <= width ? whole : TextTable.Lines(head[..^1], summaries.Select(s => Row(s, s.Name)[..^1])).Select(line => TextTable.Fit(line, width));
    }
}

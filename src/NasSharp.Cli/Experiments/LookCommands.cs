using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl list</c>, <c>status</c>, <c>top</c> and <c>experiment check</c>: they change nothing.</summary>
internal static class LookCommands
{
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
                foreach (var line in Table(summaries))
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
            var summary = ExperimentSummary.Of(store);
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
            using var stoppable = world.Interrupts.StopAtCheckpoint();
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
        foreach (var summary in summaries)
        {
            foreach (var line in summary.Lines().Take(3))
                world.Out.WriteLine(line);
            foreach (var line in TextTable.Lines(["trial", "result", "status", "time", "parameters"], summary.Running.Concat(summary.Best.Take(3)).Select(t => t.Cells())))
                world.Out.WriteLine("  " + line);
            world.Out.WriteLine();
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
                summaries.Add(ExperimentSummary.Of(store));
            }
            catch (ExperimentException error)
            {
                context.World.Error.WriteLine($"nasctl: {id}: {error.Message}");
            }
        }
        return summaries;
    }

    private static IEnumerable<string> Table(List<ExperimentSummary> summaries) => TextTable.Lines(["id", "name", "status", "trials", "best", "time", "folder"], summaries.Select(s => (string[])
    [
        s.Id, s.Name, s.Status, $"{s.Trials} of {s.MaxTrials}", s.Best is [{ Result: { } best }, ..] ? best.ToString("0.######", CultureInfo.InvariantCulture) : "-",
        Numbers.Time(TimeSpan.FromSeconds(s.ElapsedSeconds)), s.Folder,
    ]));
}

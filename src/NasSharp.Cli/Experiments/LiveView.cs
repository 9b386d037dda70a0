using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>Follows an experiment: on a terminal a screen with its best trials, otherwise a line for each trial that ends.</summary>
internal static class LiveView
{
    /// <summary>What is said while an experiment stops.</summary>
    public const string Stopping = "stopping the running trials; Ctrl-C again leaves at once, and nothing that is recorded is lost";

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Shows the experiment until no manager runs it or the user has seen enough; returns the last state.</summary>
    /// <param name="context">The command.</param>
    /// <param name="store">The experiment.</param>
    /// <param name="cancel">The user has seen enough.</param>
    /// <param name="isRunning">Whether it runs; null: whether a manager holds it.</param>
    /// <param name="isStopping">Whether the user has asked it to stop, which takes a moment; null: no.</param>
    public static ExperimentSummary Follow(CommandContext context, ExperimentStore store, CancellationToken cancel, Func<bool>? isRunning = null, Func<bool>? isStopping = null)
    {
        isRunning ??= () => ExperimentLock.IsHeld(store.Folder);
        var shown = 0;
        var seen = store.Ended().ToHashSet();
        while (true)
        {
            var running = isRunning();
            var summary = ExperimentSummary.Of(store, context.World.Time);
            if (context.World.IsTerminal && !context.Json)
                shown = Redraw(context.World, summary, running && isStopping?.Invoke() == true, shown);
            else
                NewlyEnded(context, store, seen);
            if (!running || cancel.IsCancellationRequested)
            {
                if (!context.World.IsTerminal && !context.Json)
                    Print(context.World, summary);
                return summary;
            }
            cancel.WaitHandle.WaitOne(Interval);
        }
    }

    /// <summary>Prints a state.</summary>
    public static void Print(Surroundings world, ExperimentSummary summary)
    {
        foreach (var line in summary.Lines(ScreenWidth(world)))
            world.Out.WriteLine(line);
    }

    /// <summary>Columns that a line may have: those of the terminal; endless in a pipe.</summary>
    public static int ScreenWidth(Surroundings world) => world.IsTerminal ? Math.Max(20, world.Width()) : int.MaxValue;

    // The cursor stands below the last line, behind what the terminal may have written there for Ctrl-C.
    private static int Redraw(Surroundings world, ExperimentSummary summary, bool isStopping, int shown)
    {
        var (width, height) = (Math.Max(20, world.Width() - 1), Math.Max(8, world.Height() - 2));
        var lines = summary.Lines(width, height).ToList();
        if (isStopping)
            lines.Add(TextTable.Fit(Stopping, width));
        if (shown > 0)
            world.Out.Write($"\r\u001b[{shown}A\u001b[J");
        foreach (var line in lines)
            world.Out.WriteLine(line);
        world.Out.Flush();
        return lines.Count;
    }

    private static void NewlyEnded(CommandContext context, ExperimentStore store, HashSet<int> seen)
    {
        foreach (var number in store.Ended().Where(seen.Add))
        {
            var line = TrialLine.Of(store.Trial(number));
            if (context.Json)
                context.WriteJson(new { @event = "trial", line.Number, line.Status, line.Result, line.Seconds, line.Error });
            else
                context.World.Out.WriteLine(line.Line());
        }
    }
}

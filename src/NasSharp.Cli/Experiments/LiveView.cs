using NasSharp.Cli.CommandLine;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>Follows an experiment: on a terminal a screen with its best trials, otherwise a line for each trial that ends.</summary>
internal static class LiveView
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    /// <summary>Shows the experiment until no manager runs it or the user has seen enough; returns the last state.</summary>
    public static ExperimentSummary Follow(CommandContext context, ExperimentStore store, CancellationToken cancel, Func<bool>? isRunning = null)
    {
        isRunning ??= () => ExperimentLock.IsHeld(store.Folder);
        var shown = 0;
        var seen = store.Ended().ToHashSet();
        while (true)
        {
            var running = isRunning();
            var summary = ExperimentSummary.Of(store);
            if (context.World.IsTerminal && !context.Json)
                shown = Redraw(context.World, summary, shown);
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
        foreach (var line in summary.Lines())
            world.Out.WriteLine(line);
    }

    private static int Redraw(Surroundings world, ExperimentSummary summary, int shown)
    {
        var width = Math.Max(20, world.Width() - 1);
        var lines = summary.Lines().Select(l => l.Length > width ? l[..width] : l).ToList();
        if (shown > 0)
            world.Out.Write($"\u001b[{shown}A\u001b[J");
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
                context.World.Out.WriteLine($"trial {string.Join("  ", line.Cells())}");
        }
    }
}

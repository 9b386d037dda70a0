using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Sources;
using NasSharp.OneShot.Collapse;

namespace NasSharp.Cli.Board.Runs;

/// <summary>The options of the collapse guard that a run was started with.</summary>
internal static class GuardReading
{
    private const string Options = "options", Guard = "collapse_guard";

    /// <summary>The options in <c>run.json</c>; the defaults where it has none, or none that make sense.</summary>
    public static CollapseOptions Of(JsonObject? run)
    {
        var usual = new CollapseOptions();
        double Number(string name, double fallback, double least) => run.Number(Options, Guard, name) is { } value && value >= least ? value : fallback;
        return usual with
        {
            SkipShare = Math.Min(1, Number("skip_share", usual.SkipShare, 0)),
            EigenvalueWindow = (int)Math.Min(int.MaxValue / 2, Number("eigenvalue_window", usual.EigenvalueWindow, 1)),
            EigenvalueDistance = (int)Math.Min(int.MaxValue / 2, Number("eigenvalue_distance", usual.EigenvalueDistance, 1)),
            EigenvalueRatio = Number("eigenvalue_ratio", usual.EigenvalueRatio, 1),
        };
    }
}

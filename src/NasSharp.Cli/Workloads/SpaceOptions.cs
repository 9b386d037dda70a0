using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Workloads;

/// <summary>The options that describe a space from the zoo, and what the user said.</summary>
internal sealed record SpaceOptions(string Space, int Channels, int Cells, int Nodes)
{
    /// <summary>The names of the options, for commands that take them over from a run.</summary>
    public static IReadOnlyCollection<string> Names { get; } = ["--space", "--channels", "--cells", "--nodes"];

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, int channels = 16, int cells = 8, int nodes = 4)
    {
        command.Options.Add(Values.Word("--space", "The search space.", "darts", [.. SpaceCatalog.Names]));
        command.Options.Add(Values.Whole("--channels", "Channels of the first cells; each reduction doubles them.", channels, 1, 4096));
        command.Options.Add(Values.Whole("--cells", "Cells in a row; the ones at a third and two thirds reduce.", cells, 1, 200));
        command.Options.Add(Values.Whole("--nodes", "Nodes of each cell.", nodes, 1, 16));
    }

    /// <summary>Reads the options as a run remembers them.</summary>
    public static SpaceOptions From(IReadOnlyDictionary<string, string> recorded) => new(
        recorded["--space"], Number(recorded, "--channels"), Number(recorded, "--cells"), Number(recorded, "--nodes"));

    /// <summary>Reads the options.</summary>
    public static SpaceOptions From(CommandContext context) => new(
        context.Options.GetRequiredValue<string>("--space"),
        context.Options.GetValue<int>("--channels"),
        context.Options.GetValue<int>("--cells"),
        context.Options.GetValue<int>("--nodes"));

    private static int Number(IReadOnlyDictionary<string, string> recorded, string name) => int.Parse(recorded[name], CultureInfo.InvariantCulture);
}

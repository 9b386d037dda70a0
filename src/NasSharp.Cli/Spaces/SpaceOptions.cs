using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Spaces;

/// <summary>A space from the zoo and what the user said of its size; what he did not say is the space's own.</summary>
internal sealed record SpaceOptions(string Space, int? Channels, int? Cells, int? Nodes)
{
    /// <summary>The names of the options, for commands that take them over from a run.</summary>
    public static IReadOnlyCollection<string> Names { get; } = ["--space", "--channels", "--cells", "--nodes"];

    /// <summary>K of partial channels: a search sees one channel in K; 1 for all.</summary>
    public int PartialChannels { get; init; } = 1;

    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, int? channels = null, int? cells = null, int? nodes = null)
    {
        command.Options.Add(Values.Word("--space", "The search space.", "darts", [.. SpaceCatalog.Names]));
        command.Options.Add(Size("--channels", "Channels of the first cells or layers; each reduction doubles them.", channels, 4096));
        command.Options.Add(Size("--cells", "Cells or layers in a row; some of them reduce.", cells, 200));
        command.Options.Add(Size("--nodes", "Nodes of each cell.", nodes, 16));
    }

    /// <summary>Reads the options as a run remembers them.</summary>
    public static SpaceOptions From(IReadOnlyDictionary<string, string> recorded) => new(
        recorded["--space"], Number(recorded, "--channels"), Number(recorded, "--cells"), Number(recorded, "--nodes"));

    /// <summary>Reads the options.</summary>
    public static SpaceOptions From(CommandContext context) => new(
        context.Options.GetRequiredValue<string>("--space"),
        context.Options.GetValue<int?>("--channels"),
        context.Options.GetValue<int?>("--cells"),
        context.Options.GetValue<int?>("--nodes"));

    private static Option<int?> Size(string name, string description, int? standard, int most)
    {
        var option = Values.WholeIfGiven(name, standard is null ? description + " Else the space's own." : description, 1, most);
        if (standard is not null)
            option.DefaultValueFactory = _ => standard;
        return option;
    }

    private static int? Number(IReadOnlyDictionary<string, string> recorded, string name) =>
        recorded.TryGetValue(name, out var text) ? int.Parse(text, CultureInfo.InvariantCulture) : null;
}

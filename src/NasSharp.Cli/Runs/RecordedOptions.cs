using System.CommandLine;
using System.Globalization;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Runs;

/// <summary>Turns the options of a command into text that a run remembers, and remembered text into options.</summary>
internal static class RecordedOptions
{
    // Where a run lies, how it is shown and where it computes are no part of what it computes.
    private static readonly HashSet<string> NotRecorded = ["--output", "--resume", "--json", "--verbose", "--help", "--version", "--device", "--threads", "--dry-run", "--memory"];

    /// <summary>The command's options and their values, those that the user did not write included.</summary>
    public static IReadOnlyDictionary<string, string> Of(ParseResult parsed)
    {
        var recorded = new OrderedDictionary<string, string>();
        foreach (var option in parsed.CommandResult.Command.Options.Where(o => !NotRecorded.Contains(o.Name)))
        {
            if (Text(parsed, option) is { } text)
                recorded.Add(option.Name, text);
        }
        return recorded;
    }

    /// <summary>The command line with the recorded values for all options that the user did not write.</summary>
    /// <param name="context">What the user wrote.</param>
    /// <param name="recorded">The recorded options; those that the command does not have are left out.</param>
    /// <param name="only">The options to take over; null for all.</param>
    public static CommandContext Inherit(CommandContext context, IReadOnlyDictionary<string, string> recorded, IReadOnlyCollection<string>? only = null)
    {
        var parsed = context.Options;
        var arguments = parsed.Tokens.Select(t => t.Value).ToList();
        foreach (var (name, value) in recorded)
        {
            var option = parsed.CommandResult.Command.Options.FirstOrDefault(o => o.Name == name);
            if (option is not null && !parsed.WasGiven(option) && only?.Contains(name) != false)
                arguments.Add($"{name}={value}");
        }
        return context with { Options = NasCtl.Parse(arguments, context.World) };
    }

    /// <summary>Refuses options that differ from those of the run that is to be continued.</summary>
    public static void RefuseChanges(CommandContext context, string folder, IReadOnlyDictionary<string, string> recorded)
    {
        foreach (var option in context.Options.CommandResult.Command.Options)
        {
            if (context.Options.WasGiven(option) && Text(context.Options, option) is { } now && recorded.GetValueOrDefault(option.Name) is var before && now != before
                && !NotRecorded.Contains(option.Name))
                throw new UsageException($"{option.Name} is {before ?? "not given"} in the run of {folder} and {now} here: leave it out to continue the run, or start another with another --output");
        }
    }

    private static string? Text(ParseResult parsed, Option option) => option switch
    {
        Option<bool> => parsed.GetValue<bool>(option.Name) ? "true" : "false",
        Option<int> => parsed.GetValue<int>(option.Name).ToString(CultureInfo.InvariantCulture),
        Option<int?> => parsed.GetValue<int?>(option.Name)?.ToString(CultureInfo.InvariantCulture),
        Option<double?> => parsed.GetValue<double?>(option.Name)?.ToString("R", CultureInfo.InvariantCulture),
        Option<double> => parsed.GetValue<double>(option.Name).ToString("R", CultureInfo.InvariantCulture),
        Option<string> => parsed.GetValue<string>(option.Name),
        _ => null,
    };
}

using System.CommandLine;
using System.CommandLine.Parsing;

namespace NasSharp.Cli.CommandLine;

/// <summary>Says in one line what is wrong with a command line and what was probably meant.</summary>
internal static class ParseFailure
{
    public static string Describe(ParseResult result)
    {
        var command = result.CommandResult.Command;
        var path = PathOf(command);
        return $"{Reason(result, command)} ('{path} --help' explains the command)";
    }

    private static string Reason(ParseResult result, Command command)
    {
        // The first token that nothing wanted is the cause; complaints about missing parts are its consequences.
        if (result.UnmatchedTokens.Count > 0)
            return DescribeUnmatched(result.UnmatchedTokens, command, result);
        if (command.Subcommands.Count > 0 && command.Action is null)
            return $"{PathOf(command)} needs a command: {string.Join(", ", VisibleNames(command))}";
        if (command.Arguments.FirstOrDefault(a => a.Arity.MinimumNumberOfValues > 0 && result.GetResult(a) is null or { Tokens.Count: 0 }) is { } missing)
            return $"{PathOf(command)} needs {missing.HelpName?.ToUpperInvariant()}: {missing.Description}";
        if (command.Options.FirstOrDefault(o => o.Required && result.GetResult(o) is null or { Tokens.Count: 0, IdentifierToken: null }) is { } needed)
            return $"{PathOf(command)} needs {needed.Name}{(needed.HelpName is { } value ? $" {value.ToUpperInvariant()}" : "")}: {needed.Description}";
        var error = result.Errors[0];
        if (error.SymbolResult is OptionResult { Tokens.Count: 0, IdentifierToken: { } token } option)
            return $"{token.Value} needs a value{(option.Option.HelpName is { } name ? $": {name}" : "")}";
        return error.Message.TrimEnd('.');
    }

    private static string DescribeUnmatched(IReadOnlyList<string> unmatched, Command command, ParseResult result)
    {
        var token = unmatched.FirstOrDefault(t => t.StartsWith('-')) ?? unmatched[0];
        if (token.StartsWith('-'))
            return $"unknown option '{token}': {NearestWords.Hint(token.Split('=')[0], [.. OptionNames(result)])}";
        return command.Subcommands.Count > 0
            ? $"unknown command '{token}': {NearestWords.Hint(token, [.. VisibleNames(command)])}"
            : $"'{token}' is one argument too many";
    }

    private static IEnumerable<string> OptionNames(ParseResult result)
    {
        for (SymbolResult? at = result.CommandResult; at is not null; at = at.Parent)
        {
            if (at is not CommandResult { Command: var command })
                continue;
            foreach (var option in command.Options.Where(o => !o.Hidden && (o.Recursive || at == result.CommandResult)))
                yield return option.Name;
        }
    }

    private static IEnumerable<string> VisibleNames(Command command) => command.Subcommands.Where(c => !c.Hidden).Select(c => c.Name);

    internal static string PathOf(Command command)
    {
        var names = new List<string>();
        for (var at = command; at is not null; at = at.Parents.OfType<Command>().FirstOrDefault())
            names.Insert(0, at is RootCommand ? "nasctl" : at.Name);
        return string.Join(' ', names);
    }
}

using NasSharp.Cli.Output;
using Spectre.Console;

namespace NasSharp.Cli.CommandLine;

/// <summary>All that a command touches of the world around it, so that tests can put another world in its place.</summary>
internal sealed record Surroundings
{
    /// <summary>Standard output.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Standard error.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Whether standard output is a terminal that understands escape sequences.</summary>
    public required bool IsTerminal { get; init; }

    /// <summary>Columns of the terminal now; it may change while a command runs.</summary>
    public required Func<int> Width { get; init; }

    /// <summary>Rows of the terminal now; endless in a pipe.</summary>
    public Func<int> Height { get; init; } = () => int.MaxValue;

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>Ctrl-C and termination signals.</summary>
    public required Interrupts Interrupts { get; init; }

    /// <summary>Reads an environment variable; null or empty when it is not set.</summary>
    public required Func<string, string?> Environment { get; init; }

    /// <summary>The real ones.</summary>
    public static Surroundings OfThisProcess() => new()
    {
        Out = Console.Out,
        Error = Console.Error,
        IsTerminal = !Console.IsOutputRedirected && System.Environment.GetEnvironmentVariable("TERM") is not (null or "" or "dumb"),
        Width = () => TerminalSize(() => Console.WindowWidth, 80),
        Height = () => TerminalSize(() => Console.WindowHeight, 24),
        Time = TimeProvider.System,
        Interrupts = Interrupts.OfThisProcess(Console.Error),
        Environment = System.Environment.GetEnvironmentVariable,
    };

    /// <summary>A console for tables and trees: with colours on a terminal, plain and wide enough not to wrap in a pipe.</summary>
    public IAnsiConsole Tables()
    {
        var coloured = IsTerminal && string.IsNullOrEmpty(Environment("NO_COLOR"));
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = coloured ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = coloured ? ColorSystemSupport.Standard : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
            Out = new FixedSizeOutput(Out, IsTerminal ? Math.Max(40, Width()) : 4096),
        });
        console.Profile.Capabilities.Unicode = IsTerminal;
        return console;
    }

    private static int TerminalSize(Func<int> size, int standard)
    {
        try
        {
            return size() is > 0 and var found ? found : standard;
        }
        catch (IOException)
        {
            return standard; // a terminal that does not tell its size
        }
    }
}

using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests;

/// <summary>A command line that runs in memory: its output is text and its clock stands still until moved.</summary>
internal sealed class TestWorld
{
    // A test may read while the command writes.
    private readonly StringWriter outputText = new() { NewLine = "\n" };
    private readonly StringWriter errorText = new() { NewLine = "\n" };
    private readonly TextWriter output;
    private readonly TextWriter error;

    public TestWorld(bool terminal = false, int width = 100)
    {
        (output, error) = (TextWriter.Synchronized(outputText), TextWriter.Synchronized(errorText));
        Interrupts = new Interrupts(error.WriteLine, code => Killed = code);
        Surroundings = new Surroundings
        {
            Out = output,
            Error = error,
            IsTerminal = terminal,
            Width = () => width,
            Time = Clock,
            Interrupts = Interrupts,
            Environment = name => Variables.GetValueOrDefault(name),
        };
    }

    public Surroundings Surroundings { get; }

    public ManualClock Clock { get; } = new();

    public Interrupts Interrupts { get; }

    public int? Killed { get; private set; }

    public Dictionary<string, string> Variables { get; } = [];

    public string Out => Text(output, outputText);

    public string Error => Text(error, errorText);

    // The writer locks itself for each of its methods.
    private static string Text(TextWriter writer, StringWriter text)
    {
        lock (writer)
            return text.ToString();
    }

    public int Run(params string[] arguments) => NasCtl.RunAsync(arguments, Surroundings).GetAwaiter().GetResult();
}

/// <summary>A clock that moves when told.</summary>
internal sealed class ManualClock : TimeProvider
{
    private TimeSpan now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(double seconds) => now += TimeSpan.FromSeconds(seconds);

    public override long GetTimestamp() => now.Ticks;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.UnixEpoch + now;
}

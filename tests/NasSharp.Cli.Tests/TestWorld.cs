using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests;

/// <summary>A command line that runs in memory: its output is text and its clock stands still until moved.</summary>
internal sealed class TestWorld
{
    private readonly StringWriter output = new() { NewLine = "\n" };
    private readonly StringWriter error = new() { NewLine = "\n" };

    public TestWorld(bool terminal = false, int width = 100)
    {
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

    public string Out => output.ToString();

    public string Error => error.ToString();

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

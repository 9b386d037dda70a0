namespace NasSharp.Cli.Tests.Commands;

/// <summary>A search of seconds, made once for all tests that look at what a search leaves.</summary>
public sealed class TinySearch : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public TinySearch()
    {
        var world = new TestWorld();
        ExitCode = world.Run([.. Arguments(Run)]);
        (Out, Error) = (world.Out, world.Error);
    }

    public string Run => folder["search"];

    internal int ExitCode { get; }

    internal string Out { get; }

    internal string Error { get; }

    /// <summary>The options that make a run tiny.</summary>
    internal static string[] Options { get; } = ["--channels", "2", "--cells", "2", "--nodes", "1", "--train-images", "40", "--batch-size", "10"];

    internal static IEnumerable<string> Arguments(string run) => ["search", .. Options, "--epochs", "1", "--output", run];

    public void Dispose() => folder.Dispose();
}

using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests.Commands;

public sealed class ScoreResumeTests : IDisposable
{
    private static readonly string[] Small =
        ["score", "--space", "darts", "--cells", "2", "--channels", "2", "--nodes", "1", "--batch-size", "6", "--proxies", "naswot,jacob_cov", "--architectures", "4", "--seed", "3"];

    private readonly TemporaryFolder _folder = new();

    private string Whole => _folder["whole.csv"];

    private string Output => _folder["scores.csv"];

    private string Part => Output + ".part";

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Interrupted_score_keeps_what_is_done_and_resumes_to_the_same_bytes()
    {
        Assert.Equal(0, new TestWorld().Run([.. Small, "--output", Whole]));
        var (code, text) = InterruptAfterTwo([.. Small, "--output", Output]);
        Assert.Equal(130, code);
        Assert.EndsWith($"stopped after 2 of 4 architectures; continue with:\n  nasctl score --output {Output} --resume\n", text, StringComparison.Ordinal);
        Assert.False(File.Exists(Output));
        Assert.Equal(3, File.ReadAllLines(Part).Length);
        // A process that is killed while it writes leaves half a line.
        File.AppendAllText(Part, File.ReadAllLines(Part)[1][..^20]);

        var again = new TestWorld();
        Assert.Equal((0, ""), (again.Run("score", "--output", Output, "--resume"), again.Error));
        Assert.Equal(File.ReadAllBytes(Whole), File.ReadAllBytes(Output));
        Assert.False(File.Exists(Part));
        Assert.Contains($"scores: {Output}", again.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_done_is_not_computed_again()
    {
        InterruptAfterTwo([.. Small, "--output", Output]);
        File.WriteAllText(Part, File.ReadAllText(Part).Replace("\"naswot\":", "\"naswot\":1", StringComparison.Ordinal));
        Assert.Equal(0, new TestWorld().Run("score", "--output", Output, "--resume"));
        Assert.Equal(0, new TestWorld().Run([.. Small, "--output", Whole]));
        var (made, whole) = (File.ReadAllLines(Output), File.ReadAllLines(Whole));
        Assert.Equal([true, false, false, true, true], made.Zip(whole, (a, b) => a == b));
    }

    [Fact]
    public void Without_an_output_what_is_done_is_printed()
    {
        var (code, text) = InterruptAfterTwo(Small);
        Assert.Equal(130, code);
        Assert.Matches(@"\n1 +\d.*\n2 +\d[^\n]*\n\n1  .*\n2  .*\nstopped after 2 of 4 architectures\n$", text);
    }

    [Fact]
    public void Interrupt_before_the_first_architecture_leaves_nothing()
    {
        var world = new TestWorld();
        using (world.Interrupts.StopAtCheckpoint())
            world.Interrupts.Raise();
        Assert.Equal(130, world.Run([.. Small, "--output", Output]));
        Assert.EndsWith("stopped after 0 of 4 architectures\n", world.Out, StringComparison.Ordinal);
        Assert.False(File.Exists(Part));
    }

    [Fact]
    public void Score_that_was_interrupted_is_not_overwritten_and_keeps_its_options()
    {
        InterruptAfterTwo([.. Small, "--output", Output]);
        Refused(2, $"nasctl: {Part} holds what an interrupted score has done: continue it with 'nasctl score --output {Output} --resume', or remove the file", [.. Small, "--output", Output]);
        Refused(2, $"nasctl: --seed is 3 in the run of {Part} and 4 here", "score", "--output", Output, "--resume", "--seed", "4");
    }

    [Fact]
    public void Nothing_to_continue_is_said()
    {
        Refused(2, "nasctl: --resume: name the --output file", "score", "--resume");
        Refused(3, $"nasctl: there is no {Part} to continue", "score", "--output", Output, "--resume");
        File.WriteAllText(Output, "");
        Refused(3, $"nasctl: {Output} is complete", "score", "--output", Output, "--resume");
    }

    [Theory]
    [InlineData("\"naswot\"", "\"zen\"", "line 2, is damaged: it has other proxies")]
    [InlineData("{\"architecture\":{", "{\"architecture\":{\"x\":1,", "line 2, is damaged: it is of another architecture")]
    [InlineData("\"images\":\"", "\"images\":\"0", "was made with other images than --data gives now")]
    [InlineData("{\"options\"", "{\"option\"", "line 1, is damaged: it has no options")]
    [InlineData("{\"architecture\"", "\"architecture\"", "line 2, is damaged: ")]
    public void Damaged_or_foreign_lines_are_refused(string found, string instead, string message)
    {
        InterruptAfterTwo([.. Small, "--output", Output]);
        var before = File.ReadAllText(Part);
        File.WriteAllText(Part, before.Replace(found, instead, StringComparison.Ordinal));
        Assert.NotEqual(before, File.ReadAllText(Part));
        var world = new TestWorld();
        Assert.Equal(3, world.Run("score", "--output", Output, "--resume"));
        Assert.Contains(message, world.Error, StringComparison.Ordinal);
        Assert.EndsWith("remove the file to begin anew\n", world.Error, StringComparison.Ordinal);
        Assert.True(File.Exists(Part));
    }

    private static void Refused(int code, string message, params string[] arguments)
    {
        var world = new TestWorld();
        Assert.Equal(code, world.Run(arguments));
        Assert.StartsWith(message, world.Error, StringComparison.Ordinal);
    }

    // Ctrl-C as soon as the progress says that two architectures are done.
    private static (int Code, string Text) InterruptAfterTwo(params string[] arguments)
    {
        var world = new TestWorld();
        using var output = new WatchedWriter("architectures 2/4", world.Interrupts.Raise) { NewLine = "\n" };
        var code = NasCtl.RunAsync(arguments, world.Surroundings with { Out = output, Time = new HastyClock() }).GetAwaiter().GetResult();
        return (code, output.ToString());
    }

    private sealed class WatchedWriter(string awaited, Action seen) : StringWriter
    {
        public override void WriteLine(string? value)
        {
            base.WriteLine(value);
            if (value?.Contains(awaited, StringComparison.Ordinal) == true)
                seen();
        }
    }

    // A minute passes between any two looks at it, so that every step of the progress is told.
    private sealed class HastyClock : TimeProvider
    {
        private long now;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => now += TimeSpan.TicksPerMinute;
    }
}

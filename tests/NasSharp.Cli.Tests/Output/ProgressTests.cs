using NasSharp.Cli.Output;
using NasSharp.Training.Progress;

namespace NasSharp.Cli.Tests.Output;

public class ProgressTests
{
    private readonly ManualClock clock = new();
    private readonly StringWriter text = new() { NewLine = "\n" };

    [Fact]
    public void Terminal_draws_a_bar_with_the_time_left_and_a_line_for_each_epoch()
    {
        using (var progress = new TerminalProgress(text, () => 120, clock, "search"))
            Play(progress);

        Expectation.Matches(text.ToString(), "progress-terminal");
    }

    [Fact]
    public void Terminal_never_writes_a_line_wider_than_the_screen()
    {
        using (var progress = new TerminalProgress(text, () => 40, clock, "search"))
            Play(progress);

        var bars = text.ToString().Split(["\r\u001b[K", "\n"], StringSplitOptions.None).Where(part => part.Contains('─', StringComparison.Ordinal));
        Assert.NotEmpty(bars);
        Assert.All(bars, bar => Assert.True(bar.Length < 40, bar));
    }

    [Fact]
    public void Pipe_gets_plain_lines()
    {
        Play(new LineProgress(text, clock, "search"));

        Expectation.Matches(text.ToString(), "progress-pipe");
        Assert.DoesNotContain('\u001b', text.ToString());
    }

    [Fact]
    public void Pipe_gets_a_step_at_most_every_twenty_seconds()
    {
        var progress = new LineProgress(text, clock, "search");
        for (var step = 1; step <= 100; step++)
        {
            clock.Advance(1);
            progress.Report(new StepDone(step, 100, 0, 1, "train", [], 1, null));
        }

        Assert.Equal(5, text.ToString().Count(c => c == '\n'));
    }

    [Fact]
    public void Work_without_training_has_a_bar_and_time_left_of_its_own()
    {
        var (bar, lines) = (new StringWriter(), new StringWriter());
        var sinks = new IProgressSink[] { new TerminalProgress(bar, () => 120, clock, "score"), new LineProgress(lines, clock, "score") };
        // Six of ten were done before; each takes half a minute.
        for (var done = 6; done <= 8; done++)
        {
            foreach (var sink in sinks)
                sink.Report(new PhaseProgress("networks", done, 10));
            clock.Advance(30);
        }

        Assert.EndsWith("━─────   80 %  1:00 left  networks 8/10", bar.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("score: networks 8/10  | 1:00 left", lines.ToString().TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_lines_are_as_expected()
    {
        Play(new JsonProgress(text, clock, "search"));

        Expectation.Matches(text.ToString(), "progress-json");
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(59.6, "1:00")]
    [InlineData(130, "2:10")]
    [InlineData(3725, "1:02:05")]
    [InlineData(-3, "0:00")]
    public void Time_is_short(double seconds, string expected) => Assert.Equal(expected, Numbers.Time(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData(512, "512")]
    [InlineData(9_999, "9,999")]
    [InlineData(246_106, "246.1K")]
    [InlineData(43_444_736, "43.4M")]
    [InlineData(1_500_000_000, "1.50G")]
    public void Large_numbers_have_a_unit(long value, string expected) => Assert.Equal(expected, Numbers.Short(value));

    private void Play(IProgressSink progress)
    {
        progress.Report(new RunStarted("darts", 2, 4, 0, "cpu"));
        foreach (var (step, left) in new[] { (1, 90), (2, 60) })
        {
            clock.Advance(30);
            progress.Report(new StepDone(step, 4, 0, 2, "train", [new("loss", 2.25 / step), new("accuracy", 0.25 * step)], 0.03, TimeSpan.FromSeconds(left)));
        }
        progress.Report(new PhaseProgress("validation", 1, 5));
        clock.Advance(1);
        progress.Report(new EpochDone(0, 2, new Dictionary<string, double> { ["loss"] = 1.125, ["accuracy"] = 0.5 },
            new Dictionary<string, double> { ["accuracy"] = 0.4375 }, TimeSpan.FromSeconds(61)));
        progress.Report(new CheckpointSaved("runs/x/checkpoints/step-2.safetensors", 2));
        progress.Report(new Notice("the choice 'a' was never reached"));
        progress.Report(new RunFinished(4, TimeSpan.FromSeconds(121)));
    }
}

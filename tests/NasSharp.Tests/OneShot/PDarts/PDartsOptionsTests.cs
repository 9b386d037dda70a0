using NasSharp.OneShot.Collapse;
using NasSharp.OneShot.PDarts;

namespace NasSharp.Tests.OneShot.PDarts;

public sealed class PDartsOptionsTests
{
    [Fact]
    public void Defaults_are_the_papers_stages()
    {
        var options = new PDartsOptions();
        Assert.Equal([5, 11, 17], options.Stages.Select(s => s.Cells));
        // 8 entries with "none", then 5 and 3.
        Assert.Equal([3, 2, 0], options.Stages.Select(s => s.Drop));
        Assert.Equal((25, 10, 96, 0.025, 0.0, 6e-4), (options.Epochs, options.WarmupEpochs, options.BatchSize, options.LearningRate, options.MinLearningRate, options.ArchitectureLearningRate));
        Assert.Equal(2, options.MaxSkips);
    }

    [Theory]
    [InlineData(1, 0, 0.4 * 24 / 25)]
    [InlineData(1, 9, 0.4 * 15 / 25)]
    [InlineData(1, 10, 0.4)]
    [InlineData(1, 11, 0.4 * 0.81873075307798182)]
    [InlineData(2, 24, 0.7 * 0.060810062625217973)]
    [InlineData(0, 12, 0)]
    public void Dropout_on_skips_falls_in_a_line_and_then_exponentially(int stage, int epoch, double expected) =>
        Assert.Equal(expected, new PDartsOptions().SkipDropoutAt(stage, epoch), 1e-12);

    [Fact]
    public void Options_out_of_range_are_named()
    {
        static string Message(PDartsOptions options) => Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("Stages is empty", Message(new PDartsOptions { Stages = [] }));
        Assert.Contains("Stages[0].Cells is 0", Message(new PDartsOptions { Stages = [new(0, 0, 0)] }));
        Assert.Contains("Stages[0].Drop is -1", Message(new PDartsOptions { Stages = [new(1, -1, 0), new(1, 0, 0)] }));
        Assert.Contains("Stages[1].SkipDropout is 1", Message(new PDartsOptions { Stages = [new(1, 1, 0), new(1, 0, 1)] }));
        Assert.Contains("Stages[0].Drop is 2; expected 0", Message(new PDartsOptions { Stages = [new(1, 2, 0)] }));
        Assert.Contains("MaxSkips is -1", Message(new PDartsOptions { MaxSkips = -1 }));
        Assert.Contains("Remedy is Stop; expected Report", Message(new PDartsOptions { CollapseGuard = new CollapseOptions() }));
        Assert.Contains("WarmupEpochs is 25", Message(new PDartsOptions { WarmupEpochs = 25 }));
    }
}

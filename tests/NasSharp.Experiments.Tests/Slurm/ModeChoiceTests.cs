using NasSharp.Experiments.Services.Slurm;

namespace NasSharp.Experiments.Tests.Slurm;

public sealed class ModeChoiceTests
{
    [Theory]
    [InlineData(2, 10, true)]
    [InlineData(2, 100, false)]
    [InlineData(5.1, 100, true)]
    [InlineData(600, 3600, true)]
    [InlineData(0, 1, false)]
    public void Workers_are_chosen_when_a_start_takes_a_twentieth_of_a_trial(double gap, double length, bool workers)
    {
        var choice = new ModeChoice();
        foreach (var factor in (double[])[1, 1, 20]) // one bad moment changes nothing
        {
            Assert.False(choice.PrefersWorkers);
            choice.AddGap(TimeSpan.FromSeconds(gap * factor));
            choice.AddLength(TimeSpan.FromSeconds(length));
        }
        Assert.Equal(workers, choice.PrefersWorkers);
    }
}

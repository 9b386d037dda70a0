using NasSharp.Training.Progress;

namespace NasSharp.Tests.Training.Progress;

public sealed class TimeLeftTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Estimate_before_the_first_step_is_unknown()
    {
        var left = new TimeLeft(_time);
        left.Start();
        Assert.Null(left.Estimate(10, 1));
        Assert.Equal(0, left.StepsPerSecond);
    }

    [Fact]
    public void Estimate_of_a_steady_run_is_exact()
    {
        var left = new TimeLeft(_time);
        left.Start();
        for (var epoch = 0; epoch < 2; epoch++)
        {
            for (var step = 0; step < 10; step++)
            {
                _time.Advance(2);
                left.StepDone();
            }
            _time.Advance(30);
            left.EpochEndDone();
        }
        Assert.Equal(0.5, left.StepsPerSecond, 1e-9);
        Assert.Equal(TimeSpan.FromSeconds(20 * 2 + 2 * 30).TotalSeconds, left.Estimate(20, 2)!.Value.TotalSeconds, 1e-6);
    }

    [Fact]
    public void Estimate_follows_a_run_that_became_faster()
    {
        var left = new TimeLeft(_time);
        left.Start();
        for (var step = 0; step < 200; step++)
        {
            _time.Advance(step < 20 ? 60 : 1);
            left.StepDone();
        }
        Assert.InRange(left.Estimate(100, 0)!.Value.TotalSeconds, 100, 101);
    }

    [Fact]
    public void Estimate_of_a_step_that_takes_no_time_is_zero()
    {
        var left = new TimeLeft(_time);
        left.Start();
        left.StepDone();
        Assert.Equal(TimeSpan.Zero, left.Estimate(long.MaxValue, 5));
        Assert.Equal(0, left.StepsPerSecond);
    }
}

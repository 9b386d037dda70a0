using NasSharp.Experiments.EarlyStopping;

namespace NasSharp.Experiments.Tests.EarlyStopping;

public sealed class EarlyStoppingTests
{
    [Fact]
    public void Median_rule_compares_the_best_with_the_median_of_the_averages()
    {
        var rule = new MedianRule();
        Assert.False(rule.ShouldStop(0, 1, -5)); // nobody to compare with
        // Averages up to step 2: 0.2, 0.4, 0.9; their median is 0.4.
        foreach (var (trial, values) in ((int, double[])[])[(1, [0.1, 0.3]), (2, [0.4, 0.4]), (3, [0.8, 1.0])])
        {
            for (var step = 1; step <= 2; step++)
                rule.ShouldStop(trial, step, values[step - 1]);
            rule.Completed(trial);
        }
        Assert.False(rule.ShouldStop(4, 1, 0.41));
        Assert.False(rule.ShouldStop(4, 2, 0.1)); // the best so far counts
        Assert.False(rule.ShouldStop(5, 1, 0.5));
        Assert.True(rule.ShouldStop(6, 1, 0.39));
        Assert.True(rule.ShouldStop(7, 1, double.NaN));
    }

    [Fact]
    public void Median_rule_waits_for_its_first_step()
    {
        var rule = new MedianRule(startStep: 2);
        for (var step = 1; step <= 3; step++)
            rule.ShouldStop(0, step, 1);
        rule.Completed(0);
        Assert.Equal([false, false, true], Enumerable.Range(1, 3).Select(step => rule.ShouldStop(1, step, 0)));
    }

    [Fact]
    public void Median_rule_leaves_out_trials_that_did_not_complete()
    {
        var rule = new MedianRule();
        rule.ShouldStop(0, 1, 1);
        Assert.False(rule.ShouldStop(1, 1, 0));
    }

    [Fact]
    public void Asha_keeps_the_best_part_at_each_rung()
    {
        var rule = new AshaRule(minSteps: 2, reductionFactor: 3);
        Assert.False(rule.ShouldStop(0, 1, 0)); // no rung
        Assert.False(rule.ShouldStop(0, 2, 0.5));
        Assert.False(rule.ShouldStop(1, 2, 0.1));
        Assert.True(rule.ShouldStop(2, 2, 0.2)); // best third of three is one
        Assert.False(rule.ShouldStop(3, 2, 0.9));
        Assert.True(rule.ShouldStop(4, 2, 0.6));
        Assert.False(rule.ShouldStop(5, 2, 0.7)); // best third of six is two
        Assert.False(rule.ShouldStop(0, 6, 0.1)); // another rung
        Assert.True(rule.ShouldStop(6, 6, double.NaN));
    }
}

using NasSharp.OneShot.Collapse;

namespace NasSharp.Tests.OneShot.Collapse;

public sealed class CollapseRuleTests
{
    private static readonly CollapseOptions Paper = new();

    private static CollapseEntry[] Shares(params double[] shares) => [.. shares.Select((s, i) => new CollapseEntry(i, s, null))];

    // One entry an epoch, the eigenvalue at every second.
    private static CollapseEntry[] Eigenvalues(int epochs, Func<int, double> at) => [.. Enumerable.Range(0, epochs).Select(e => new CollapseEntry(e, 0, e % 2 == 0 ? at(e) : null))];

    [Fact]
    public void Skips_are_a_collapse_when_they_are_too_many_in_two_epochs_in_a_row()
    {
        Assert.Null(CollapseRule.Judge(Shares(0.2, 0.5, 0.5), Paper));
        Assert.Null(CollapseRule.Judge(Shares(0.2, 0.5, 0.6), Paper));
        Assert.Null(CollapseRule.Judge(Shares(0.6, 0.4, 0.6), Paper));
        Assert.Equal(1, CollapseRule.Judge(Shares(0.2, 0.5, 0.6, 0.7), Paper)!.HealthyEpoch);
        Assert.Null(CollapseRule.Judge(Shares(0.6, 0.7), Paper)!.HealthyEpoch);
        Assert.Equal(0, CollapseRule.Judge(Shares(0.25, 0.5, 0.5), Paper with { SkipShare = 0.25 })!.HealthyEpoch);
    }

    [Fact]
    public void Eigenvalue_is_a_collapse_when_the_mean_over_its_window_grew_by_more_than_three_tenths()
    {
        // Measured at 0, 2, ..., 22: the mean of the last five stands for epoch 18, the one four measurements earlier for epoch 10.
        double Step(int epoch) => epoch < 16 ? 1 : 1.4;
        // Means of 14..22: (1 + 4 * 1.4) / 5 = 1.32; of 6..14: 1.
        Assert.Equal(10, CollapseRule.Judge(Eigenvalues(23, Step), Paper)!.HealthyEpoch);
        Assert.Null(CollapseRule.Judge(Eigenvalues(23, e => e < 16 ? 1 : 1.37), Paper));
        // Not at an epoch without a measurement.
        Assert.Null(CollapseRule.Judge(Eigenvalues(24, Step), Paper));
    }

    [Fact]
    public void Eigenvalue_does_not_lead_back_before_the_tenth_epoch()
    {
        Assert.Null(CollapseRule.Judge(Eigenvalues(21, e => e < 10 ? 1 : 9), Paper));
        Assert.Equal(8, CollapseRule.Judge(Eigenvalues(21, e => e < 10 ? 1 : 9), Paper with { EigenvalueFrom = 8 })!.HealthyEpoch);
    }

    [Fact]
    public void Measurements_that_are_missing_do_not_move_the_windows()
    {
        // Of 14..22 three are left, with mean 1.4; of 6..14 all.
        var history = Eigenvalues(23, e => e < 16 ? 1 : 1.4).Select(e => e.Epoch is 14 or 18 ? e with { Eigenvalue = null } : e).ToArray();
        Assert.Equal(10, CollapseRule.Judge(history, Paper)!.HealthyEpoch);
        Assert.Null(CollapseRule.Judge([.. history.Select(e => e.Epoch is 16 ? e with { Eigenvalue = null } : e)], Paper));
    }

    [Fact]
    public void Eigenvalue_that_falls_is_no_collapse() => Assert.Null(CollapseRule.Judge(Eigenvalues(41, e => 1 / (1.0 + e)), Paper));
}

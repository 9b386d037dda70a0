using NasSharp.OneShot.Ranking;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Ranking;

public sealed class RankCorrelationTests
{
    // Counted pair by pair and ranked with fractions by a program that shares nothing with this one.
    public static TheoryData<double[], double[], double, double> Known => new()
    {
        { [12, 2, 1, 12, 2], [1, 4, 7, 1, 0], -0.47140452079103173, -0.5407380704358752 },
        { [1, 2, 3, 4, 5], [5, 6, 7, 8, 7], 0.7378647873726218, 0.8207826816681233 },
        { [3, 1, 4, 1, 5, 9, 2, 6], [2, 7, 1, 8, 2, 8, 1, 8], 0.16051447078102563, 0.19885368120992464 },
        { [1, 2, 3, 4], [4, 3, 2, 1], -1, -1 },
        { [1, 2, 3, 4], [10, 200, 3000, 40000], 1, 1 },
    };

    [Theory]
    [MemberData(nameof(Known))]
    public void Correlations_are_those_counted_by_hand(double[] x, double[] y, double tau, double rho)
    {
        Assert.Equal(tau, RankCorrelation.KendallTau(x, y), 1e-12);
        Assert.Equal(tau, RankCorrelation.KendallTau(y, x), 1e-12);
        Assert.Equal(rho, RankCorrelation.Spearman(x, y), 1e-12);
        Assert.Equal(rho, RankCorrelation.Spearman(y, x), 1e-12);
    }

    [Fact]
    public void Correlations_with_numbers_that_are_all_equal_are_not_defined()
    {
        Assert.Equal(double.NaN, RankCorrelation.KendallTau([1, 1, 1], [1, 2, 3]));
        Assert.Equal(double.NaN, RankCorrelation.Spearman([1, 2, 3], [5, 5, 5]));
    }

    [Theory]
    [InlineData(1, 0.4)]
    [InlineData(2, 0.1)]
    [InlineData(3, 0.1)]
    [InlineData(4, 0)]
    public void Regret_is_what_the_best_of_the_top_k_lacks(int k, double expected) =>
        Assert.Equal(expected, RankCorrelation.Regret([4, 3, 2, 1], [0.5, 0.8, 0.6, 0.9], k), 1e-12);

    [Theory]
    [InlineData(0.95, 0, 1)]
    [InlineData(0.4, 0.5, 0.5)]
    public void Interval_holds_the_middle_of_the_resampled_values(double confidence, double low, double high)
    {
        // The mean of two draws from 0 and 1 is 0, 1/2 and 1 with probabilities 1/4, 1/2 and 1/4.
        double[] numbers = [0, 1];
        var interval = new Bootstrap(2, 1000, confidence, new RandomStream(1)).Of(which => which.Average(i => numbers[i]));
        Assert.Equal(new Interval(0.5, low, high), interval);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.625, 3.5)]
    [InlineData(1, 5)]
    public void Percentile_lies_between_its_neighbours(double part, double expected) => Assert.Equal(expected, Bootstrap.Percentile([1, 2, 3, 4, 5], part), 1e-12);

    [Fact]
    public void Resamples_in_which_the_statistic_is_not_defined_do_not_count()
    {
        var interval = new Bootstrap(3, 500, 0.9, new RandomStream(1)).Of(which => which.Distinct().Count() == 3 ? 7 : double.NaN);
        Assert.Equal(new Interval(7, 7, 7), interval);
        Assert.Equal(double.NaN, new Bootstrap(3, 500, 0.9, new RandomStream(1)).Of(_ => double.NaN).Value);
    }
}

using NasSharp.Proxies;
using NasSharp.Spaces;

namespace NasSharp.Tests.Proxies;

public sealed class ProxyCorrelationTests
{
    private static readonly SearchSpace Space = new([Choice.Layer("a", ["x", "y", "z"]), Choice.Layer("b", ["x", "y", "z"])]);

    [Fact]
    public void Missing_scores_are_counted_and_not_ranked()
    {
        // Without the missing ones the order is perfect; ranked as lowest or highest it would not be.
        double?[] scores = [1, null, 2, 3, null, 4, 5];
        double[] truth = [10, 99, 20, 30, 1, 40, 50];
        var found = Assert.Single(ProxyCorrelation.Of(Rows(("p", scores)), truth));
        Assert.Equal(("p", 5, 2), (found.Proxy, found.Ranked, found.Missing));
        Assert.Equal((1.0, 1.0, 1.0), (found.Spearman.Value, found.KendallTau.Value, found.KendallTau.High));
    }

    [Fact]
    public void Correlations_have_the_sign_and_size_of_the_closed_form()
    {
        // One neighbouring pair swapped among five: tau 1 - 2 / 10, rho 1 - 6 * 2 / (5 * 24).
        var found = ProxyCorrelation.Of(Rows(("up", [1, 2, 3, 5, 4]), ("down", [-1, -2, -3, -5, -4])), [1, 2, 3, 4, 5]);
        Assert.Equal([0.8, -0.8], found.Select(f => f.KendallTau.Value));
        Assert.Equal([0.9, -0.9], found.Select(f => f.Spearman.Value));
        Assert.All(found, f => Assert.InRange(f.KendallTau.Value, f.KendallTau.Low, f.KendallTau.High));
    }

    [Fact]
    public void Correlation_of_two_networks_or_of_equal_scores_is_not_defined()
    {
        var found = ProxyCorrelation.Of(Rows(("few", [1, 2, null]), ("equal", [7, 7, 7])), [1, 2, 3]);
        Assert.All(found, f => Assert.True(double.IsNaN(f.Spearman.Value) && double.IsNaN(f.KendallTau.Value)));
    }

    [Fact]
    public void Truth_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => ProxyCorrelation.Of(Rows(("p", [1, 2, 3])), [1, double.NaN, 3]));

    [Fact]
    public void Sample_draws_different_architectures_by_the_seed_and_ends_with_the_space()
    {
        Assert.Equal(ProxyStudy.Sample(Space, 4, 1), ProxyStudy.Sample(Space, 4, 1));
        Assert.NotEqual(ProxyStudy.Sample(Space, 4, 1), ProxyStudy.Sample(Space, 4, 2));
        Assert.Equal(9, ProxyStudy.Sample(Space, 50).Distinct().Count());
    }

    private static ProxyScores[] Rows(params (string Proxy, double?[] Scores)[] columns) => [.. Enumerable.Range(0, columns[0].Scores.Length).Select(i =>
        new ProxyScores(Space.First(), columns.ToDictionary(c => c.Proxy, c => c.Scores[i])))];
}

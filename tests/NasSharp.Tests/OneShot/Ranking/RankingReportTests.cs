using NasSharp.OneShot.Ranking;
using NasSharp.Spaces;

namespace NasSharp.Tests.OneShot.Ranking;

public sealed class RankingReportTests
{
    private static readonly SearchSpace Space = new([Choice.Layer("c", Enumerable.Range(0, 12).Select(i => $"o{i}"))]);

    private static readonly RankingOptions Few = new() { Resamples = 500, TopK = [1, 3, 50] };

    private static List<RankedNetwork> Networks(Func<int, double> supernet, Func<int, double> alone, Func<int, long> parameters) => [.. Enumerable.Range(0, 12).Select(i =>
        new RankedNetwork(new Architecture(Space, [KeyValuePair.Create("c", Decision.One(i))]), supernet(i), alone(i), parameters(i), 1000 + i))];

    [Fact]
    public void Supernet_that_ranks_perfectly_is_better_than_parameters_that_do_not()
    {
        var report = RankingReport.Of(Networks(i => i * 0.01, i => 0.5 + i * 0.02, i => 100 - i), Few);
        Assert.Equal(new Interval(1, 1, 1), report[RankingReport.Supernet].KendallTau);
        Assert.Equal(-1, report[RankingReport.Parameters].Spearman.Value, 1e-12);
        Assert.Equal(1, report[RankingReport.Flops].KendallTau.Value, 1e-12);
        Assert.Equal(new Interval(2, 2, 2), report.Gain);
        Assert.StartsWith("The supernet ranks better than counting parameters (Kendall's tau 1.00 against -1.00, difference 2.00, 95 % interval 2.00 to 2.00, 12 networks)", report.Verdict);
        Assert.Equal([1, 3], report[RankingReport.Supernet].Regret.Keys);
        Assert.Equal(0, report[RankingReport.Supernet].Regret[1].Value);
        Assert.Equal(0.22, report[RankingReport.Parameters].Regret[1].Value, 1e-12);
        Assert.Equal(0.18, report[RankingReport.Parameters].Regret[3].Value, 1e-12);
    }

    [Fact]
    public void Supernet_that_ranks_backwards_is_worse()
        => Assert.StartsWith("The supernet ranks worse", RankingReport.Of(Networks(i => -i, i => i, i => i), Few).Verdict);

    [Fact]
    public void Supernet_that_ranks_as_parameters_do_is_not_shown_to_be_better()
        => Assert.StartsWith("It is not shown", RankingReport.Of(Networks(i => i, i => i, i => i), Few).Verdict);

    [Fact]
    public void Equal_scores_or_equal_networks_are_said_to_tell_nothing()
    {
        Assert.StartsWith("Nothing can be said", RankingReport.Of(Networks(i => i, _ => 0.5, i => i), Few).Verdict);
        var report = RankingReport.Of(Networks(i => i, i => i, _ => 7), Few);
        Assert.Equal("The supernet cannot be compared with counting parameters, which are the same in all networks; Kendall's tau of the supernet is 1.00 (1.00 to 1.00).", report.Verdict);
        Assert.Null(report.ToJson()["gain_over_parameters"]!["value"]);
        Assert.Contains("| parameters | not defined | not defined |", report.ToMarkdown());
    }

    [Fact]
    public void Lower_scores_are_better_when_said_so()
    {
        var report = RankingReport.Of(Networks(i => 1.0 / (i + 1), i => 12 - i, i => i), Few with { Score = "loss", HigherIsBetter = false });
        Assert.Equal(1, report[RankingReport.Supernet].KendallTau.Value);
        Assert.Equal(1, report[RankingReport.Parameters].KendallTau.Value);
        Assert.Equal(0, report[RankingReport.Supernet].Regret[1].Value);
    }

    [Fact]
    public void Report_is_the_same_for_the_same_seed_and_prints_every_network()
    {
        var networks = Networks(i => i % 5, i => i % 7, i => i % 3);
        var report = RankingReport.Of(networks, Few, seed: 3);
        Assert.Equal(report.ToJson().ToJsonString(), RankingReport.Of(networks, Few, seed: 3).ToJson().ToJsonString());
        Assert.NotEqual(report.ToJson().ToJsonString(), RankingReport.Of(networks, Few, seed: 4).ToJson().ToJsonString());
        Assert.Equal(12, report.ToJson()["networks"]!.AsArray().Count);
        Assert.Equal(12, report.ToMarkdown().Split('\n').Count(l => l.Contains("c=", StringComparison.Ordinal)));
        Assert.True(report[RankingReport.Supernet].KendallTau is { Low: var low, Value: var value, High: var high } && low < value && value < high);
    }

    [Fact]
    public void Too_few_networks_and_scores_that_are_no_numbers_are_refused()
    {
        Assert.Contains("2 networks", Assert.Throws<ArgumentException>(() => RankingReport.Of(Networks(i => i, i => i, i => i)[..2], Few)).Message);
        Assert.Contains("NaN", Assert.Throws<ArgumentException>(() => RankingReport.Of(Networks(_ => double.NaN, i => i, i => i), Few)).Message);
    }
}

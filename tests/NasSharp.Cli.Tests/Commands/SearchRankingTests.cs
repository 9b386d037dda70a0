using System.Text.Json;

namespace NasSharp.Cli.Tests.Commands;

public class SearchRankingTests
{
    [Fact]
    public void Search_with_a_ranking_says_whether_the_supernet_ranks_and_writes_the_tables()
    {
        using var folder = new TemporaryFolder();
        var run = folder["run"];
        var world = new TestWorld();

        Assert.Equal((0, ""), (world.Run("search", "--algorithm", "random-sharing", "--channels", "4", "--cells", "2", "--nodes", "1", "--train-images", "40", "--batch-size", "10", "--epochs", "1",
            "--set", "screened=3,finalists=2,recalibration-batches=1", "--ranking", "3", "--ranking-epochs", "1", "--output", run), world.Error));

        Assert.Contains("counting parameters", world.Out, StringComparison.Ordinal);
        Assert.Contains($"written: {run}/ranking/ranking.md", world.Out, StringComparison.Ordinal);
        Assert.EndsWith($"{run}-retrained\n", world.Out, StringComparison.Ordinal);
        using var report = JsonDocument.Parse(File.ReadAllText(Path.Combine(run, "ranking", "ranking.json")));
        Assert.Equal(3, report.RootElement.GetProperty("networks").GetArrayLength());
    }

    [Fact]
    public void Ranking_of_two_networks_is_refused()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run("search", "--ranking", "2"));

        Assert.Equal("nasctl: --ranking 2: so few networks have no ranking; use 3 or more, or 0 for none\n", world.Error);
    }
}

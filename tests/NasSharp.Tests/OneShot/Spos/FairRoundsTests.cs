using NasSharp.OneShot.Spos;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Spos;

public sealed class FairRoundsTests
{
    [Fact]
    public void Every_candidate_of_every_choice_runs_exactly_once_in_a_round()
    {
        var space = new SearchSpace(Enumerable.Range(0, 6).Select(i => Choice.Layer($"b{i}", ["0", "1", "2", "3"])));
        var (rounds, random) = (new FairRounds(space), new RandomStream(1));
        Assert.Equal(4, rounds.Length);
        for (var round = 0; round < 50; round++)
        {
            var paths = rounds.Draw(random);
            foreach (var key in space.Keys)
                Assert.Equal([0, 1, 2, 3], paths.Select(p => p[key].Selected.Single()).Order());
        }
    }

    [Fact]
    public void Orders_of_the_choices_are_independent_and_uniform()
    {
        var space = new SearchSpace([Choice.Layer("a", ["0", "1", "2"]), Choice.Layer("b", ["0", "1", "2"])]);
        var (rounds, random) = (new FairRounds(space), new RandomStream(1));
        var pairs = Enumerable.Range(0, 3000).Select(_ => rounds.Draw(random)[0]).CountBy(p => (p["a"].Selected[0], p["b"].Selected[0])).ToList();
        Assert.Equal(9, pairs.Count);
        Assert.All(pairs, p => Assert.InRange(p.Value, 333 - 90, 333 + 90)); // five deviations of 17.2
    }

    [Fact]
    public void Different_numbers_of_candidates_run_equally_often_in_a_round_of_their_common_multiple()
    {
        var space = new SearchSpace([Choice.Layer("a", ["0", "1", "2", "3"]), Choice.Layer("b", ["0", "1", "2"]), Choice.Input("skip", ["a", "b"], 1)]);
        var paths = new FairRounds(space).Draw(new RandomStream(1));
        Assert.Equal(12, paths.Count);
        Assert.All(paths.CountBy(p => p["a"].ToString()), c => Assert.Equal(3, c.Value));
        Assert.All(paths.CountBy(p => p["b"].ToString()), c => Assert.Equal(4, c.Value));
        Assert.All(paths.CountBy(p => p["skip"].ToString()), c => Assert.Equal(6, c.Value));
    }

    [Fact]
    public void Rounds_that_would_be_too_long_are_refused_with_the_numbers()
    {
        var space = new SearchSpace([Choice.Layer("a", ["0", "1", "2", "3", "4", "5", "6"]), Choice.Layer("b", [.. Enumerable.Range(0, 11).Select(i => $"{i}")])]);
        Assert.Contains("7, 11 candidates", Assert.Throws<ArgumentException>(() => new FairRounds(space)).Message);
    }
}

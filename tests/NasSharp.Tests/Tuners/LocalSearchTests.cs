using NasSharp.Spaces;
using NasSharp.Tuners;
using NasSharp.Tuners.LocalSearch;

namespace NasSharp.Tests.Tuners;

public sealed class LocalSearchTests
{
    private static readonly SearchSpace Space = TunerSpaces.Six;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_climb_ends_at_the_planted_optimum(bool firstImprovement)
    {
        var session = new TunerSession(new LocalSearchTuner(Space, new LocalSearchOptions { FirstImprovement = firstImprovement }, seed: 1), Space);
        var best = double.MinValue;
        for (var trial = 0; trial < 200 && best < 0; trial++)
        {
            var proposal = session.Ask()!;
            var value = TunerSpaces.Planted(proposal.Architecture);
            best = Math.Max(best, value);
            session.Tell(proposal.Id, TrialOutcome.Of(value));
        }
        Assert.Equal(0, best);
    }

    [Fact]
    public void All_neighbours_are_tried_before_it_moves()
    {
        var tuner = new LocalSearchTuner(Space, seed: 2);
        var start = tuner.Ask()!;
        tuner.Tell(start, TrialOutcome.Of(0));
        var neighbours = new List<Suggestion>();
        while (tuner.Ask() is { } neighbour)
            neighbours.Add(neighbour);
        Assert.Equal(24, neighbours.Count);
        foreach (var (i, neighbour) in neighbours.Index())
        {
            Assert.Null(tuner.Ask());
            tuner.Tell(neighbour, TrialOutcome.Of(i == 5 ? 2 : 1));
        }
        var next = tuner.Ask()!.Architecture;
        Assert.Contains(next, Space.Neighbours(neighbours[5].Architecture));
    }

    [Fact]
    public void A_local_optimum_starts_a_new_climb()
    {
        var tuner = new LocalSearchTuner(TunerSpaces.Four, seed: 3);
        for (var i = 0; i < 3; i++)
            tuner.Tell(tuner.Ask()!, TrialOutcome.Of(-i));
        Assert.NotNull(tuner.Ask());
    }
}

using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners;
using NasSharp.Tuners.Nsga2;
using NasSharp.Tuners.SinglePathEvolution;

namespace NasSharp.Tests.Tuners;

public sealed class MultiObjectiveTests
{
    private static readonly Architecture Any = TunerSpaces.Six.First();

    [Fact]
    public void A_front_keeps_what_nobody_beats()
    {
        var front = new ParetoFront();
        Assert.True(front.Add(Any, 1, 3));
        Assert.True(front.Add(Any, 3, 1));
        Assert.False(front.Add(Any, 1, 2));
        Assert.False(front.Add(Any, 3, 1));
        Assert.True(front.Add(Any, 2, 3));
        Assert.Equal([[3, 1], [2, 3]], front.Members.Select(m => m.Values.ToArray()));
    }

    [Fact]
    public void Hypervolume_is_the_area_or_volume_above_the_reference()
    {
        var two = new ParetoFront();
        two.Add(Any, 3, 1);
        two.Add(Any, 1, 2);
        two.Add(Any, -1, 9);
        Assert.Equal(4, two.Hypervolume(0, 0), 12);
        var three = new ParetoFront();
        three.Add(Any, 1, 2, 3);
        three.Add(Any, 3, 2, 1);
        Assert.Equal(6 + 6 - 2, three.Hypervolume(0, 0, 0), 12);
    }

    [Fact]
    public void Hypervolume_agrees_with_counting_random_points()
    {
        var random = new RandomStream(3);
        var front = new ParetoFront();
        for (var i = 0; i < 12; i++)
            front.Add(Any, random.NextDouble(), random.NextDouble(), random.NextDouble());
        var below = 0;
        for (var i = 0; i < 40_000; i++)
        {
            double[] point = [random.NextDouble(), random.NextDouble(), random.NextDouble()];
            below += front.Members.Any(m => m.Values.Zip(point).All(p => p.First >= p.Second)) ? 1 : 0;
        }
        Assert.Equal(below / 40_000.0, front.Hypervolume(0, 0, 0), 0.01); // four deviations of a share of 40,000 are at most 0.01
    }

    [Fact]
    public void Fronts_and_crowding_are_those_of_the_paper()
    {
        double[][] points = [[1, 5], [2, 4], [5, 1], [1, 4], [0, 0]];
        Assert.Equal([0, 0, 0, 1, 2], Ranking.Fronts(points));
        Assert.Equal([double.PositiveInfinity, 2, double.PositiveInfinity], Ranking.Crowding([.. points.Take(3).Select(p => (IReadOnlyList<double>)p)]));
    }

    [Fact]
    public void Nsga2_comes_nearer_to_the_front_than_random_search()
    {
        Assert.True(Volume("nsga2") > 1.02 * Volume("random"), $"{Volume("nsga2")} against {Volume("random")}");

        // Two goals against each other: candidates near 0, and candidates near 4 in the first half.
        static double Volume(string tuner) => Enumerable.Range(0, 10).Average(seed =>
        {
            var front = new ParetoFront();
            var session = new TunerSession(TunerCatalog.Create(tuner, TunerSpaces.Six, TestArguments.For(tuner), seed), TunerSpaces.Six,
                new TunerSessionOptions { Goals = [Goal.Maximize, Goal.Minimize] });
            for (var trial = 0; trial < 150; trial++)
            {
                var proposal = session.Ask()!;
                var digits = proposal.Architecture.Decisions.Select(d => (double)d.Value.Selected[0]).ToArray();
                var (first, second) = (digits.Sum() + digits[0] * digits[1], digits.Sum(d => d * d));
                session.Tell(proposal.Id, TrialOutcome.Of(first, second));
                front.Add(proposal.Architecture, first, -second);
            }
            return front.Hypervolume(0, -100);
        });
    }

    [Fact]
    public void Single_path_evolution_stays_within_its_limits_and_visits_nothing_twice()
    {
        var options = new SinglePathEvolutionOptions { Population = 10, Parents = 3, Mutations = 5, Crossovers = 5, Cost = Cost, LeastCost = 8, MostCost = 12, Generations = 6 };
        var tuner = new SinglePathEvolutionTuner(TunerSpaces.Six, options, seed: 1);
        var seen = new HashSet<Architecture>();
        while (tuner.Ask() is { } asked)
        {
            Assert.InRange(Cost(asked.Architecture), 8, 12);
            Assert.True(seen.Add(asked.Architecture));
            tuner.Tell(asked, TrialOutcome.Of(TunerSpaces.Planted(asked.Architecture)));
        }
        Assert.Equal(60, seen.Count);
        Assert.True(tuner.IsExhausted);
    }

    [Fact]
    public void Single_path_evolution_proposes_only_what_is_allowed()
    {
        var tuner = TunerCatalog.Create("spos", TunerSpaces.Six, TestArguments.For("spos"), seed: 2, allowed: a => Cost(a) <= 8);
        for (var i = 0; i < 40; i++)
        {
            var asked = tuner.Ask()!;
            Assert.InRange(Cost(asked.Architecture), 0, 8);
            tuner.Tell(asked, TrialOutcome.Of(Cost(asked.Architecture)));
        }
        var nothing = TunerCatalog.Create("spos", TunerSpaces.Six, TestArguments.For("spos"), allowed: _ => false);
        Assert.Contains("keeps the constraint", Assert.Throws<TunerException>(nothing.Ask).Message);
    }

    [Fact]
    public void Limits_that_nothing_meets_are_an_error()
    {
        var tuner = new SinglePathEvolutionTuner(TunerSpaces.Six, new SinglePathEvolutionOptions { Cost = Cost, LeastCost = 100 });
        Assert.Contains("widen the limits", Assert.Throws<TunerException>(tuner.Ask).Message);
        Assert.Contains("need Cost", Assert.Throws<ArgumentException>(() => new SinglePathEvolutionTuner(TunerSpaces.Six, new SinglePathEvolutionOptions { MostCost = 1 })).Message);
    }

    private static double Cost(Architecture architecture) => architecture.Decisions.Sum(d => d.Value.Selected[0]);
}

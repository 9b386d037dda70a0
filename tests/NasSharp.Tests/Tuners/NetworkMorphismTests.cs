using NasSharp.Morphing;
using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Tuners;
using NasSharp.Tuners.NetworkMorphism;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Tests.Tuners;

public sealed class NetworkMorphismTests
{
    private static readonly NetworkPlan Start = NetworkPlan.Row(3, 10, 8, 8, 8);

    // Five layers, the third 32 wide, one skip connection: seven steps or so from the start.
    private static readonly NetworkPlan Optimum = new Deepen(1).Apply(new Deepen(0).Apply(new AddSkip(0, 2).Apply(new Widen(1, 32).Apply(new Widen(2, 16).Apply(Start)))));

    [Fact]
    public void Search_over_plans_comes_closer_to_a_planted_optimum_than_random_growth()
    {
        var (ours, random) = (0.0, 0.0);
        for (var seed = 0; seed < 5; seed++)
        {
            ours += Best(new NetworkMorphismSearch(Start, new NetworkMorphismOptions { InitialTrials = 5 }, seed: seed));
            random += Best(new NetworkMorphismSearch(Start, new NetworkMorphismOptions { InitialTrials = 1000 }, seed: seed));
        }
        Assert.True(ours / 5 > random / 5 + 0.5, $"{ours / 5:F2} against {random / 5:F2}");
    }

    [Fact]
    public void Tuner_finds_a_planted_optimum_that_random_search_misses()
    {
        var found = Enumerable.Range(0, 5).Count(seed => Best(new NetworkMorphismTuner(TunerSpaces.Six, seed: seed)) == 0);
        var random = Enumerable.Range(0, 5).Count(seed => Best(new RandomTuner(TunerSpaces.Six, seed)) == 0);
        Assert.True(found == 5 && random == 0, $"{found} and {random} of 5");
    }

    [Fact]
    public void Every_proposal_grows_from_a_measured_network_and_keeps_the_limits()
    {
        var limits = new NetworkMorphismLimits { Parameters = 20_000, Layers = 5, Channels = 16, Kernels = [1, 5] };
        var search = new NetworkMorphismSearch(Start, new NetworkMorphismOptions { InitialTrials = 4 }, limits, seed: 1);
        var known = new Dictionary<int, NetworkPlan>();
        for (var i = 0; i < 40; i++)
        {
            var proposal = search.Ask()!;
            Assert.Equal(i, proposal.Id);
            if (proposal.Parent is { } parent)
                Assert.Equal(proposal.Plan, proposal.Morphs.Aggregate(known[parent], (plan, morph) => morph.Apply(plan)));
            Assert.True(proposal.Plan.Parameters <= 20_000 && proposal.Plan.Layers.Count <= 5 && proposal.Plan.Layers.All(l => l.Channels <= 16));
            search.Tell(i, i % 5 == 4 ? null : Planted(proposal.Plan));
            if (i % 5 != 4)
                known.Add(i, proposal.Plan);
        }
        Assert.Contains(known.Values, p => p.Layers.Any(l => l.Kernel == 5));
    }

    [Fact]
    public void Search_with_the_same_seed_and_scores_proposes_the_same_with_several_running()
    {
        Assert.Equal(Run(1), Run(1));
        Assert.NotEqual(Run(1), Run(2));

        static List<string> Run(long seed)
        {
            var search = new NetworkMorphismSearch(Start, new NetworkMorphismOptions { InitialTrials = 3 }, seed: seed);
            var (asked, running) = (new List<string>(), new Queue<NetworkProposal>());
            for (var i = 0; i < 15; i++)
            {
                while (running.Count < 3 && search.Ask() is { } proposal)
                {
                    asked.Add($"{proposal.Plan} from {proposal.Parent}: {proposal.Change}");
                    running.Enqueue(proposal);
                }
                var ended = running.Dequeue();
                search.Tell(ended.Id, Planted(ended.Plan));
            }
            return asked;
        }
    }

    [Fact]
    public void Search_over_a_plan_that_cannot_grow_trains_it_on()
    {
        var search = new NetworkMorphismSearch(Start, limits: new NetworkMorphismLimits { Parameters = 1 });
        search.Tell(search.Ask()!.Id, 0.5);
        var again = search.Ask()!;
        Assert.Equal((0, "train on", Start), (again.Parent, again.Change, again.Plan));
    }

    [Fact]
    public void Wrong_option_or_result_is_refused_by_name()
    {
        Assert.Contains("Beta is -1", Assert.Throws<ArgumentException>(() => new NetworkMorphismTuner(TunerSpaces.Four, new NetworkMorphismOptions { Beta = -1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Layers is 0", Assert.Throws<ArgumentException>(() => new NetworkMorphismSearch(Start, limits: new NetworkMorphismLimits { Layers = 0 })).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new NetworkMorphismSearch(new NetworkPlan(3, 2, [])));
        Assert.Throws<ArgumentException>(() => new NetworkMorphismSearch(Start).Tell(0, 1));
    }

    [Fact]
    public void Edit_distance_is_zero_for_the_same_symmetric_and_counts_what_has_no_partner()
    {
        Assert.Equal(0, PlanDistance.Between(Start, NetworkPlan.Row(3, 10, 8, 8, 8)));
        Assert.Equal(1, PlanDistance.Between(Start, new Deepen(0).Apply(Start)));
        Assert.Equal(0.5, PlanDistance.Between(Start, new Widen(2, 16).Apply(Start)));
        Assert.Equal(1, PlanDistance.Between(Start, new AddSkip(0, 2).Apply(Start)));
        // Skip connections 1-2 and 1-3: |2 - 3| / (1 + 3).
        Assert.Equal(0.25, PlanDistance.Between(new AddSkip(0, 1).Apply(Start), new AddSkip(0, 2).Apply(Start)));
        Assert.Equal(PlanDistance.Between(Start, Optimum), PlanDistance.Between(Optimum, Start));
        var first = TunerSpaces.Mixed.First();
        Assert.Equal(0, DecisionDistance.Between(first, first));
        Assert.Equal(1, DecisionDistance.Between(first, first.With("stem", Decision.One(1))));
    }

    [Fact]
    public void Process_passes_through_what_is_known_and_knows_nothing_far_away()
    {
        var process = new DistanceProcess<object>((a, b) => Math.Abs((double)a - (double)b));
        for (var x = 0; x < 12; x++)
            process.Add((double)x, Math.Sin(x / 3.0));
        var values = Enumerable.Range(0, 12).Select(x => Math.Sin(x / 3.0)).ToArray();
        var (mean, deviation) = (values.Average(), Math.Sqrt(values.Average(v => (v - values.Average()) * (v - values.Average()))));
        Assert.All(Enumerable.Range(0, 12), x => Assert.Equal((values[x] - mean) / deviation, process.Predict((double)x).Mean, 0.1));
        Assert.InRange(process.Predict(5.0).Deviation, 0, 0.2);
        Assert.Equal((0.0, 1.0), (Math.Round(process.Predict(1e6).Mean, 9), Math.Round(process.Predict(1e6).Deviation, 9)));
    }

    [Fact]
    public void Process_of_a_long_search_forgets_the_worst()
    {
        var process = new DistanceProcess<object>((a, b) => Math.Abs((double)a - (double)b));
        for (var x = 0; x < 510; x++)
            process.Add((double)x, x == 0 ? 1000 : x);
        Assert.Equal(500, process.Count);
        Assert.Equal([0.0, .. Enumerable.Range(11, 499).Select(x => (double)x)], process.Known.Select(k => (double)k.Item));
        Assert.InRange(process.Predict(300.0).Deviation, 0, 0.7);
    }

    private static double Planted(NetworkPlan plan) => -PlanDistance.Between(plan, Optimum);

    private static double Best(NetworkMorphismSearch search)
    {
        var best = double.NegativeInfinity;
        for (var i = 0; i < 30; i++)
        {
            var proposal = search.Ask()!;
            best = Math.Max(best, Planted(proposal.Plan));
            search.Tell(proposal.Id, Planted(proposal.Plan));
        }
        return best;
    }

    private static double Best(ITuner tuner)
    {
        var session = new TunerSession(tuner, TunerSpaces.Six);
        var best = double.NegativeInfinity;
        for (var i = 0; i < 100; i++)
        {
            var proposal = session.Ask()!;
            var value = TunerSpaces.Planted(proposal.Architecture);
            best = Math.Max(best, value);
            session.Tell(proposal.Id, TrialOutcome.Of(value));
        }
        return best;
    }
}

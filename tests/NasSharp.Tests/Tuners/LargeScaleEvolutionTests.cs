using NasSharp.Morphing;
using NasSharp.Retraining;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Tuners.LargeScaleEvolution;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Tuners;

[Collection(nameof(ProcessWide))]
public sealed class LargeScaleEvolutionTests
{
    private static readonly NetworkPlan Plan = new(3, 4,
        [new PlannedLayer(0, 4), new PlannedLayer(1, 6, Stride: 2), new PlannedLayer(2, 5, Kernel: 5, Activated: false)], [new PlannedSkip(0, 2)]);

    [Fact]
    public void All_mutations_of_the_paper_occur_and_do_what_they_say()
    {
        var search = new LargeScaleEvolutionSearch(Plan, new LargeScaleEvolutionOptions { Population = 2 }, seed: 1);
        var parents = new Dictionary<int, NetworkProposal>();
        var seen = new HashSet<string>();
        for (var i = 0; i < 600; i++)
        {
            var proposal = search.Ask()!;
            parents.Add(i, proposal);
            seen.Add(proposal.Change);
            if (proposal.Parent is { } parent)
                AssertChange(parents[parent], proposal);
            // The first plan stays best, so that children are those of one plan.
            search.Tell(i, proposal.Plan.Equals(Plan) ? 1 : 0);
        }
        Assert.Equal([.. LargeScaleEvolutionSearch.MutationNames.Append("start").Order()], seen.Order());
    }

    [Fact]
    public void Worse_of_two_dies_and_the_population_keeps_its_size()
    {
        var search = new LargeScaleEvolutionSearch(Plan, new LargeScaleEvolutionOptions { Population = 4 }, seed: 2);
        var scores = new Dictionary<int, double>();
        for (var i = 0; i < 50; i++)
        {
            var before = search.Population;
            var proposal = search.Ask()!;
            var died = before.Except(search.Population).ToList();
            if (i >= 4)
                Assert.True(Assert.Single(died) is var dead && scores[dead] < before.Max(b => scores[b]));
            scores[i] = i % 7 + i / 100.0;
            search.Tell(i, scores[i]);
            Assert.Equal(Math.Min(i + 1, 4), search.Population.Count);
        }
        Assert.Contains(search.Population, id => id % 7 == 6);
    }

    [Fact]
    public void Failed_trainings_are_replaced_and_parallel_ones_are_waited_for()
    {
        var search = new LargeScaleEvolutionSearch(Plan, new LargeScaleEvolutionOptions { Population = 2 }, seed: 3);
        Assert.NotNull(search.Ask());
        Assert.NotNull(search.Ask());
        Assert.Null(search.Ask());
        search.Tell(0, null);
        search.Tell(1, 0.5);
        for (var i = 2; i < 12; i++)
        {
            var proposal = search.Ask()!;
            Assert.Equal(i, proposal.Id);
            search.Tell(i, null);
            Assert.Equal([1], search.Population);
        }
        Assert.Throws<ArgumentException>(() => search.Tell(1, 1));
    }

    [Fact]
    public void Evolution_from_nothing_comes_closer_to_a_planted_optimum_than_mutation_without_selection()
    {
        var (ours, blind) = (0.0, 0.0);
        for (var seed = 0; seed < 5; seed++)
        {
            ours += Best(seed, plan => Fitness(plan));
            blind += Best(seed, _ => 0);
        }
        Assert.True(ours > blind + 2.5, $"{ours / 5:F2} against {blind / 5:F2}");

        static double Best(long seed, Func<NetworkPlan, double> told)
        {
            var search = new LargeScaleEvolutionSearch(LargeScaleEvolutionSearch.Trivial(3, 10), new LargeScaleEvolutionOptions { Population = 10 }, seed);
            var best = double.NegativeInfinity;
            for (var i = 0; i < 150; i++)
            {
                var proposal = search.Ask()!;
                best = Math.Max(best, Fitness(proposal.Plan));
                search.Tell(i, told(proposal.Plan));
            }
            return best;
        }

        // Five layers of 32 channels, all activated, two skip connections.
        static double Fitness(NetworkPlan plan) => -Math.Abs(plan.Layers.Count - 5) - Math.Abs(plan.Skips.Count - 2)
            - plan.Layers.Sum(l => Math.Abs(Math.Log2(l.Channels / 32.0)) / 5 + (l.Activated ? 0 : 0.2));
    }

    [Fact]
    public void Child_takes_over_matching_weights_and_an_inserted_identity_changes_nothing()
    {
        using var scope = NewDisposeScope();
        using var parent = new PlannedNetwork(Plan);
        parent.eval();
        var images = randn([3, 3, 8, 8]);
        var oneToOne = Proposal("insert-one-to-one");
        using (var child = oneToOne.Build(parent))
        {
            child.eval();
            Assert.True(child.call(images).allclose(parent.call(images), 1e-4, 1e-5));
        }
        var widened = Proposal("alter-number-of-channels");
        using (var child = widened.Build(parent))
        {
            var changed = Plan.Layers.Single(l => widened.Plan[l.Id] != l).Id;
            foreach (var layer in Plan.Layers.Where(l => l.Id != changed && l.Id != changed + 1))
                Assert.Equal(parent.Layer(layer.Id).Conv.weight.to_array<float>(), child.Layer(layer.Id).Conv.weight.to_array<float>());
        }
        Assert.Null(Proposal("reset-weights").Parent);
        Assert.Null(Proposal("identity", inherit: false).Parent);
        Assert.InRange(Proposal("alter-learning-rate").LearningRate!.Value / 0.05, 0.5, 2);
    }

    [Fact]
    public void Real_networks_evolve_on_data()
    {
        var folder = Directory.CreateTempSubdirectory("nassharp-evolution-").FullName;
        try
        {
            var (train, validation) = TinyData.Split(96);
            var options = new GrowthOptions
            {
                Networks = 6,
                Training = new RetrainOptions { Epochs = 1, BatchSize = 16, DropPathProbability = 0, CutoutLength = 0, Augmentation = ImageAugmentation.None },
            };
            var networks = GrowthRun.Run(new LargeScaleEvolutionSearch(LargeScaleEvolutionSearch.Trivial(3, 3), new LargeScaleEvolutionOptions { Population = 3 }, seed: 5),
                train, validation, options, new RunOptions { Folder = Path.Combine(folder, "run"), Device = CPU });
            Assert.Equal(6, networks.Count(n => n.Score is >= 0 and <= 1));
            Assert.Equal(["start", "start", "start"], networks.Take(3).Select(n => n.Change));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void Wrong_option_is_refused_by_name()
    {
        Assert.Contains("Population is 1", Assert.Throws<ArgumentException>(() => new LargeScaleEvolutionSearch(Plan, new LargeScaleEvolutionOptions { Population = 1 })).Message, StringComparison.Ordinal);
        Assert.Contains("Parameters allows 10", Assert.Throws<ArgumentException>(() => new LargeScaleEvolutionSearch(Plan, new LargeScaleEvolutionOptions { Parameters = 10 })).Message, StringComparison.Ordinal);
    }

    // The first child of Plan with a mutation.
    private static NetworkProposal Proposal(string change, bool inherit = true)
    {
        var search = new LargeScaleEvolutionSearch(Plan, new LargeScaleEvolutionOptions { Population = 2, Inherit = inherit });
        for (var i = 0; i < 500; i++)
        {
            var proposal = search.Ask()!;
            if (proposal.Change == change)
                return proposal;
            search.Tell(i, i < 2 ? 1 : 0);
        }
        throw new InvalidOperationException($"no {change} among 500 children");
    }

    private static void AssertChange(NetworkProposal parent, NetworkProposal child)
    {
        var (before, after) = (parent.Plan, child.Plan);
        var sameRate = child.LearningRate == parent.LearningRate;
        Assert.True(child.Change switch
        {
            "alter-learning-rate" => after.Equals(before) && !sameRate,
            "identity" => after.Equals(before) && sameRate,
            "insert-convolution" or "insert-one-to-one" => after.Layers.Count == before.Layers.Count + 1 && before.Layers.All(after.Layers.Contains),
            "remove-convolution" => after.Layers.Count == before.Layers.Count - 1 && after.Layers.All(before.Layers.Contains),
            "alter-stride" => Differs(l => l.Stride),
            "alter-number-of-channels" => Differs(l => l.Channels),
            "filter-size" => Differs(l => l.Kernel),
            "add-skip" => after.Skips.Count == before.Skips.Count + 1,
            "remove-skip" => after.Skips.Count == before.Skips.Count - 1,
            _ => false,
        }, $"{child.Change}: {before} to {after}");

        bool Differs(Func<PlannedLayer, int> what) => before.Layers.Zip(after.Layers).Count(p => what(p.First) != what(p.Second)) == 1
            && before.Layers.Zip(after.Layers).Count(p => p.First != p.Second) == 1;
    }
}

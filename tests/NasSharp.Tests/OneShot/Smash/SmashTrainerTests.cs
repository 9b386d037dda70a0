using NasSharp.Hardware;
using NasSharp.OneShot;
using NasSharp.OneShot.Smash;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Smash;

[Collection(nameof(ProcessWide))]
public sealed class SmashTrainerTests : RunFolderTest
{
    private static readonly SmashOptions Small = new()
    {
        Epochs = 2,
        BatchSize = 8,
        LearningRate = 0.01,
        HyperLayers = 2,
        HyperGrowth = 4,
        Candidates = 4,
        Perturbations = 3,
        MarkovSteps = 2,
        RecalibrationBatches = 2,
        Augmentation = ImageAugmentation.None,
    };

    [Fact]
    public void Train_ranks_distinct_architectures_and_exports_the_best_with_its_weights()
    {
        using var model = Options("run").Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var trainer = new SmashTrainer(model, Objectives.Classification(model), train, validation, Small, Options("run"));
        Assert.Equal(5, trainer.Generated.Count); // the stem, the convolutions of three edges, the head
        var result = trainer.Train();
        Assert.Equal(4 + 3 + 2, result.Candidates.Select(c => c.Architecture.Hash).Distinct().Count());
        Assert.Equal(result.Candidates.Select(c => c.Score).OrderDescending(), result.Candidates.Select(c => c.Score));
        // The saved weights are those that the saved hypernetwork generates for the best.
        var saved = Safetensors.Load(At("run", "supernet.safetensors"));
        using var fresh = new TinySupernet();
        using var generation = new WeightGeneration(fresh, SearchSpace.Of(fresh), null, Small, seed: 99);
        generation.Network.load_state_dict(Safetensors.Load(At("run", "hypernetwork.safetensors")));
        generation.Put(result.Architecture);
        var weights = fresh.state_dict();
        Assert.All(generation.Weights, w => Assert.Equal(weights[w.Parameter].to_array<float>(), saved[w.Parameter].to_array<float>()));
    }

    [Fact]
    public void Generated_weights_are_moved_by_the_hypernetwork_alone()
    {
        var run = Options("run") with { Folder = null };
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var generated = new[] { new GeneratedWeight("head.weight", ["node.0", "node.pick"]) };
        using var trainer = new SmashTrainer(model, Objectives.Classification(model), train, validation, Small, run, generated);
        trainer.Train();
        var filters = model.state_dict()["head.weight"].pow(2).sum(1);
        // Each filter has the learned length, which two epochs at 0.01 cannot move far from the first one, sqrt(2).
        Assert.All(filters.to_array<float>(), squared => Assert.InRange(squared, 1.4, 2.7));
    }

    [Fact]
    public void Variation_differs_from_its_parent_and_is_mostly_like_it()
    {
        using var model = new ManyChoices();
        var space = SearchSpace.Of(model);
        var variations = new ArchitectureVariations(space, Small with { PerturbProbability = 0.25 }, new RandomStream(1));
        var parent = space.First();
        var changed = Enumerable.Range(0, 400).Select(_ => variations.Vary(parent)).Select(child =>
        {
            Assert.NotEqual(parent, child);
            return space.Keys.Count(key => !child[key].Equals(parent[key]));
        }).Average();
        // 12 decisions, each drawn anew with 1/4 and then another one with 2/3: 2 on average, and a little more as one always changes; error 0.06.
        Assert.InRange(changed, 1.8, 2.5);
    }

    [Fact]
    public void Chain_goes_on_from_the_best_so_far()
    {
        using var model = new ManyChoices();
        var space = SearchSpace.Of(model);
        // The more last candidates, the better: only a chain gets there.
        ScoredArchitecture Measure(Architecture a) => new(a, space.Keys.Count(key => a[key].Equals(Decision.One(2))), new Dictionary<string, double>());
        double Best(int perturbations, int steps) => new ArchitectureVariations(
            space, Small with { Candidates = 1, Perturbations = perturbations, MarkovSteps = steps, PerturbProbability = 0.05 }, new RandomStream(1)).Rank(Measure, (_, _) => { })[0].Score;
        Assert.Equal(12, Best(0, 300));
        Assert.InRange(Best(300, 0), 0, 11);
    }

    [Fact]
    public void Small_space_is_measured_completely_and_no_longer()
    {
        using var model = new OneOfThree();
        var ranked = new ArchitectureVariations(SearchSpace.Of(model), Small with { Candidates = 50 }, new RandomStream(1))
            .Rank(a => new ScoredArchitecture(a, 0, new Dictionary<string, double>()), (_, _) => { });
        Assert.Equal(3, ranked.Count);
    }

    [Fact]
    public void Limit_is_kept_by_all_that_is_measured_and_the_penalty_is_in_the_scores()
    {
        using var model = new TinySupernet();
        var cost = CandidateProfiles.Parameters(model);
        var hardware = new HardwareObjective(cost) { Limit = cost.Least + 1, Penalty = HardwarePenalty.AddLinear(0.001) };
        var (train, validation) = TinyData.Split();
        using var trainer = new SmashTrainer(model, Objectives.Classification(model), train, validation, Small with { Epochs = 1, Hardware = hardware }, Options("run"));
        var result = trainer.Train();
        Assert.InRange(result.Candidates.Count, 2, 9);
        Assert.All(result.Candidates, c => Assert.True(hardware.Allows(c.Architecture)));
        Assert.All(result.Candidates, c => Assert.Equal(c.Validation["accuracy"] - 0.001 * cost.Of(c.Architecture), c.Score, 1e-9));
    }

    [Fact]
    public void Limit_that_no_network_keeps_is_refused_and_leaves_the_model_free()
    {
        using var model = new TinySupernet();
        var cost = CandidateProfiles.Parameters(model);
        var (train, validation) = TinyData.Split();
        Assert.Contains("Limit is", Assert.Throws<ArgumentException>(() => new SmashTrainer(
            model, Objectives.Classification(model), train, validation, Small with { Hardware = new HardwareObjective(cost) { Limit = cost.Least - 1 } }, Options("run"))).Message);
        using var mutator = new RandomMutator(model, new RandomStream(1));
    }

    [Fact]
    public void Unknown_score_is_named()
    {
        using var model = new TinySupernet();
        var (train, validation) = TinyData.Split();
        using var trainer = new SmashTrainer(model, Objectives.Classification(model), train, validation, Small with { Epochs = 1, Score = "f1", PathsEachEpoch = 0 }, Options("run"));
        Assert.Contains("'f1', which the objective does not measure; it measures", Assert.Throws<TrainingException>(() => trainer.Train()).Message);
    }

    private sealed class ManyChoices : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly NasSharp.Torch.Modules.ModuleList<LayerChoice> choices = torch.nn.ModuleList<LayerChoice>();

        public ManyChoices() : base(nameof(ManyChoices))
        {
            for (var i = 0; i < 12; i++)
                choices.append(new LayerChoice([torch.nn.Identity(), torch.nn.ReLU(), torch.nn.Tanh()]));
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input) => choices.Aggregate(input, (x, c) => c.call(x));
    }

    private sealed class OneOfThree : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice choice = new([torch.nn.Identity(), torch.nn.ReLU(), torch.nn.Tanh()]);

        public OneOfThree() : base(nameof(OneOfThree)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => choice.call(input);
    }
}

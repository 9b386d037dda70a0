using System.Text.Json.Nodes;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.Retraining;

[Collection(nameof(ProcessWide))]
public sealed class RetrainerTests : RunFolderTest
{
    private static readonly RetrainOptions Small = new()
    {
        Epochs = 4,
        BatchSize = 12,
        LearningRate = 0.1,
        Augmentation = ImageAugmentation.None,
        CutoutLength = 0,
    };

    private sealed class Classifier : torch.nn.Module<torch.Tensor, torch.Tensor>, IAuxiliaryHead, IDropPath
    {
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> body = torch.nn.Conv2d(3, 4, 3, padding: 1);
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> norm = torch.nn.BatchNorm2d(4);
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> head = torch.nn.Linear(4, 3);
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> second = torch.nn.Linear(4, 3);

        public Classifier()
            : base(nameof(Classifier)) => RegisterComponents();

        public List<double> Probabilities { get; } = [];

        public double DropPathProbability
        {
            get => Probabilities.LastOrDefault();
            set => Probabilities.Add(value);
        }

        public override torch.Tensor forward(torch.Tensor input) => head.call(Features(input));

        public (torch.Tensor logits, torch.Tensor? auxiliary) forward_auxiliary(torch.Tensor input)
        {
            var features = Features(input);
            return (head.call(features), second.call(features));
        }

        private torch.Tensor Features(torch.Tensor input) => torch.nn.functional.dropout(norm.call(body.call(input)).relu().mean([2, 3]), 0.1, training);
    }

    private static (RetrainResult Result, Classifier Model) Retrain(RunOptions run, ValidationSplit? validation = null, double auxiliary = 0.4, CancellationToken cancel = default)
    {
        var model = run.Create(() => new Classifier());
        using var trainer = new Retrainer(model, Objectives.Classification(model, 0.1, auxiliary), TinyData.Train(), TinyData.Test(), Small, run, validation);
        return (trainer.Train(cancel), model);
    }

    [Fact]
    public void Train_learns_and_measures_the_test_data_exactly_once()
    {
        var events = new Events();
        var (result, model) = Retrain(Options("run", events), validation: TinyData.Split(seed: 3).Validation);
        using (model)
        {
            Assert.True(result.Test["accuracy"] > 0.6, $"accuracy {result.Test["accuracy"]}");
            Assert.Single(MetricsWithoutClock(At("run")), l => l.Contains("\"phase\":\"test\"", StringComparison.Ordinal));
            Assert.Equal(1, events.Of<PhaseProgress>().Count(p => p.Phase == "test" && p.Done == p.Total));
            using var loaded = new Classifier();
            loaded.load(At("run", "model.safetensors"));
            Assert.Equal(Bits.Of(model), Bits.Of(loaded));
            Assert.NotNull(result.Validation);
        }
    }

    [Fact]
    public void Linear_decay_takes_the_same_from_the_rate_at_every_epoch()
    {
        var run = Options("run");
        using var model = run.Create(() => new Classifier());
        using (var trainer = new Retrainer(model, Objectives.Classification(model), TinyData.Train(), TinyData.Test(), Small with { Decay = LearningRateDecay.Linear, MinLearningRate = 0.02 }, run))
            trainer.Train();

        var rates = MetricsWithoutClock(At("run")).Select(l => JsonNode.Parse(l)!["values"]!["learning_rate"]?.GetValue<double>()).OfType<double>().Distinct();
        Assert.Equal([0.1, 0.08, 0.06, 0.04], rates.Select(r => Math.Round(r, 9)));
    }

    [Fact]
    public void Rate_starts_anew_after_cosines_that_grow()
    {
        var run = Options("run");
        using var model = run.Create(() => new Classifier());
        var options = Small with { Epochs = 7, RestartEpochs = 1, RestartFactor = 2, MinLearningRate = 0.02, Nesterov = true };
        using (var trainer = new Retrainer(model, Objectives.Classification(model), TinyData.Train(), TinyData.Test(), options, run))
            trainer.Train();

        var rates = MetricsWithoutClock(At("run")).Select(l => JsonNode.Parse(l)!["values"]!["learning_rate"]?.GetValue<double>()).OfType<double>().Where((_, i) => i % 2 == 0);
        // Cosines of one, two and four epochs.
        double[] expected = [.. new[] { 1, 2, 4 }.SelectMany(length => Enumerable.Range(0, length).Select(i => 0.02 + 0.04 * (1 + Math.Cos(Math.PI * i / length))))];
        Assert.Equal(expected, rates, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Restarts_of_a_line_are_refused() =>
        Assert.Contains("RestartEpochs is 2", Assert.Throws<ArgumentException>(() => new Retrainer(
            new Classifier(), (_) => throw new InvalidOperationException(), TinyData.Train(), TinyData.Test(), Small with { RestartEpochs = 2, Decay = LearningRateDecay.Linear })).Message);

    public static TheoryData<string> Recipes => [.. RetrainRecipe.All.Select(r => r.Name)];

    // Only what would take days is cut.
    [Theory]
    [MemberData(nameof(Recipes))]
    public void Recipe_trains_a_network(string name)
    {
        var recipe = Assert.Single(RetrainRecipe.All, r => r.Name == name);
        var run = Options("run");
        using var model = run.Create(() => new Classifier());
        using var trainer = new Retrainer(model, Objectives.Classification(model, recipe.LabelSmoothing, recipe.AuxiliaryWeight), TinyData.Train(), TinyData.Test(),
            recipe.Options with { Epochs = 2, BatchSize = 12, Augmentation = ImageAugmentation.None, CutoutLength = Math.Min(2, recipe.Options.CutoutLength) }, run);
        Assert.True(trainer.Train().Test.ContainsKey("accuracy"));
    }

    // The numbers of the scripts, which stand in the recipes' sources.
    [Theory]
    [InlineData("darts", 600, 96, 0.025, 3e-4, 0.2, 0.4)]
    [InlineData("p-darts", 600, 128, 0.025, 3e-4, 0.3, 0.4)]
    [InlineData("pc-darts", 600, 96, 0.025, 3e-4, 0.3, 0.4)]
    [InlineData("gdas", 600, 96, 0.025, 3e-4, 0.2, 0.4)]
    [InlineData("cdarts", 600, 128, 0.025, 3e-4, 0.3, 0.4)]
    [InlineData("enas", 630, 144, 0.05, 4e-4, 0.4, 0.4)]
    [InlineData("enas-macro", 310, 100, 0.05, 4e-4, 0, 0.4)]
    [InlineData("spos", 240, 1024, 0.5, 4e-5, 0, 0)]
    [InlineData("proxyless", 300, 512, 0.1, 5e-5, 0, 0)]
    [InlineData("fbnet", 360, 256, 0.1, 5e-4, 0, 0)]
    [InlineData("textnas", 10, 128, 2e-3, 1e-6, 0, 0)]
    public void Recipe_has_the_authors_values(string name, int epochs, int batch, double rate, double decay, double dropPath, double auxiliary)
    {
        var recipe = RetrainRecipe.All.Single(r => r.Name == name);
        var options = recipe.Options;
        Assert.Equal((epochs, batch, rate, decay, dropPath, auxiliary), (options.Epochs, options.BatchSize, options.LearningRate, options.WeightDecay, options.DropPathProbability, recipe.AuxiliaryWeight));
    }

    [Fact]
    public void Restarts_of_ENAS_end_with_the_training() => Assert.All(
        [RetrainRecipe.Enas, RetrainRecipe.EnasMacro],
        r => Assert.Contains(r.Options.Epochs, Enumerable.Range(1, 8).Select(n => Enumerable.Range(0, n).Sum(i => r.Options.RestartEpochs * (int)Math.Pow(r.Options.RestartFactor, i)))));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(14)]
    public void Train_cancelled_and_resumed_gives_the_same_bytes(long step)
    {
        Retrain(Options("whole")).Model.Dispose();
        var (events, cancel) = CancelAt(step);
        Assert.Throws<TrainingCancelledException>(() => Retrain(Options("cut", events), cancel: cancel.Token));
        Retrain(Options("cut", resume: true)).Model.Dispose();
        Assert.Equal(File.ReadAllBytes(At("whole", "model.safetensors")), File.ReadAllBytes(At("cut", "model.safetensors")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Drop_path_probability_rises_in_a_line_also_when_resumed_inside_an_epoch()
    {
        var (events, cancel) = CancelAt(10);
        Assert.Throws<TrainingCancelledException>(() => Retrain(Options("run", events), cancel: cancel.Token));
        var (_, model) = Retrain(Options("run", resume: true));
        // 4 steps an epoch; steps 11 and 12 are in the third of four epochs.
        Assert.Equal([0.1, 0.1, 0.15, 0.15, 0.15, 0.15], model.Probabilities, (a, b) => Math.Abs(a - b) < 1e-12);
        model.Dispose();
    }

    [Fact]
    public void Auxiliary_head_is_trained_only_when_it_has_a_weight()
    {
        static string Second(Classifier model) => Bits.Of(model.state_dict().Where(t => t.Key.StartsWith("second", StringComparison.Ordinal)));
        using var start = Options("with").Create(() => new Classifier());
        var (_, with) = Retrain(Options("with"));
        var (_, without) = Retrain(Options("without"), auxiliary: 0);
        Assert.NotEqual(Second(start), Second(with));
        Assert.Equal(Second(start), Second(without));
        with.Dispose();
        without.Dispose();
    }

    [Fact]
    public void Auxiliary_weight_for_a_model_without_such_a_head_is_refused()
    {
        using var model = torch.nn.Linear(3, 3);
        Assert.Contains("no auxiliary head", Assert.Throws<ArgumentException>(() => Objectives.Classification(model, auxiliaryWeight: 0.4)).Message);
    }

    [Fact]
    public void Learning_rate_follows_the_cosine_to_its_minimum()
    {
        Retrain(Options("run")).Model.Dispose();
        var rates = MetricsWithoutClock(At("run")).Select(l => JsonNode.Parse(l)!["values"]!["learning_rate"]?.GetValue<double>()).OfType<double>().ToList();
        // A line every two steps, four steps an epoch.
        var expected = Enumerable.Range(0, 8).Select(i => 0.1 * (1 + Math.Cos(Math.PI * (i / 2) / 4)) / 2);
        Assert.Equal(expected, rates, (a, b) => Math.Abs(a - b) < 1e-9);
    }

    [Fact]
    public void Train_of_an_applied_architecture_trains_only_what_is_left()
    {
        var run = Options("run");
        using var model = run.Create(() => new TinySupernet());
        var space = SearchSpace.Of(model);
        FixedArchitecture.Apply(model, new Architecture(space, new Dictionary<string, Decision> { ["node.0"] = Decision.One(0), ["node.1"] = Decision.One(2), ["node.pick"] = Decision.One(0) }));
        using var trainer = new Retrainer(model, Objectives.Classification(model), TinyData.Train(), TinyData.Test(), Small, run);
        Assert.True(trainer.Train().Test.ContainsKey("accuracy"));
    }

    [Fact]
    public void Batch_larger_than_the_training_data_is_named()
    {
        using var model = new Classifier();
        var error = Assert.Throws<ArgumentException>(() => new Retrainer(model, Objectives.Classification(model), TinyData.Train(24), TinyData.Test(), Small with { BatchSize = 96 }));
        Assert.Contains("96", error.Message);
        Assert.Contains("24", error.Message);
    }
}

using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.OneShot.Proxyless;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Proxyless;

[Collection(nameof(ProcessWide))]
public sealed class ProxylessTrainerTests : RunFolderTest
{
    private static readonly double[] Costs = [3, 1.5, 2];

    private static readonly ProxylessOptions Small = new()
    {
        Epochs = 2, WarmupEpochs = 0, BatchSize = 8, ArchitectureEvery = 1, ArchitectureLearningRate = 0.1, LearningRate = 0.01, SamplesPerStep = 4,
    };

    private static HardwareObjective Priced(torch.nn.Module model, HardwarePenalty penalty) =>
        new(new CandidateCosts("latency_ms", SearchSpace.Of(model), new Dictionary<string, IReadOnlyList<double>> { ["c"] = Costs }, 0.5)) { Penalty = penalty };

    private static (TrainSplit Train, ValidationSplit Validation) Data()
    {
        using var scope = torch.NewDisposeScope();
        return new TrainSplit(new TensorDataset(torch.ones([32, 1]), torch.arange(32).remainder(2), ["a", "b"])).SplitOff(0.5, 1);
    }

    private static ProxylessTrainer Make(EqualCandidates model, ProxylessOptions options, RunOptions run)
    {
        var (train, validation) = Data();
        return new ProxylessTrainer(model, Objectives.Of(model, (output, _) => output.pow(2).mean()), train, validation, options, run, measured => -measured["loss"]);
    }

    [Theory]
    [InlineData(ProxylessGradient.Full, PenaltyForm.MultiplyLog)]
    [InlineData(ProxylessGradient.Full, PenaltyForm.AddLinear)]
    [InlineData(ProxylessGradient.TwoPaths, PenaltyForm.MultiplyLog)]
    [InlineData(ProxylessGradient.TwoPaths, PenaltyForm.AddLinear)]
    [InlineData(ProxylessGradient.Reinforce, PenaltyForm.MultiplyPower)]
    [InlineData(ProxylessGradient.Reinforce, PenaltyForm.AddLinear)]
    public void Among_equal_candidates_the_fastest_is_found(ProxylessGradient gradient, PenaltyForm form)
    {
        var penalty = form switch
        {
            PenaltyForm.MultiplyLog => HardwarePenalty.MultiplyLog(0.2, 0.3, 2),
            PenaltyForm.AddLinear => HardwarePenalty.AddLinear(0.5, 2),
            _ => HardwarePenalty.MultiplyPower(0.5, 2),
        };
        for (var seed = 0; seed < 3; seed++)
        {
            using var model = new EqualCandidates();
            var options = Small with { Epochs = 15, Gradient = gradient, Hardware = Priced(model, penalty) };
            using var trainer = Make(model, options, Options("") with { Folder = null, Seed = seed });
            Assert.Equal(Decision.One(1), trainer.Train().Architecture["c"]);
        }
    }

    [Fact]
    public void Warmup_trains_weights_only_and_every_nth_step_trains_the_architecture()
    {
        var run = Options("run") with { LogEverySteps = 1 };
        using var model = new EqualCandidates();
        var options = Small with { Epochs = 3, WarmupEpochs = 1, BatchSize = 4, ArchitectureEvery = 3 };
        using var trainer = Make(model, options, run);
        trainer.Train();
        var learning = File.ReadAllLines(At("run", "metrics.jsonl")).Select(l => JsonNode.Parse(l)!)
            .Where(l => (string)l["phase"]! == "train" && l["values"]!["architecture_loss"] is not null).Select(l => (long)l["step"]!);
        // Four steps an epoch, the first four of them warm-up.
        Assert.Equal([6, 9, 12], learning);
    }

    // Section 3.2.1: of the candidates that were not drawn neither the alphas nor the probabilities change, whatever Adam remembers of them.
    [Fact]
    public void Step_on_two_paths_leaves_the_probability_of_the_third_alone()
    {
        using var model = new EqualCandidates();
        var (train, validation) = Data();
        var (probabilities, loss) = (new List<double[]>(), Objectives.Of(model, (output, _) => output.pow(2).mean()));
        ProxylessTrainer? trainer = null;
        BatchResult Watched(Batch batch)
        {
            // The weights' pass, which comes before the alphas' pass of a step.
            if (trainer!.Mutator.Learning == false)
                probabilities.Add(trainer.Mutator.Weights("c"));
            return loss(batch);
        }
        var options = Small with { Epochs = 2, BatchSize = 4, ArchitectureEvery = 1, Gradient = ProxylessGradient.TwoPaths, Hardware = Priced(model, HardwarePenalty.AddLinear(0.5, 2)), EvaluateEachEpoch = false };
        using (trainer = new ProxylessTrainer(model, Watched, train, validation, options, Options("") with { Folder = null }))
            trainer.Train();
        var steps = probabilities.Zip(probabilities.Skip(1)).Take(7).Select(p => p.First.Zip(p.Second, (a, b) => Math.Abs(a - b)).Order().ToArray()).ToList();
        Assert.Equal(7, steps.Count);
        // Two of three move, by what Adam's rate makes of it; the third by rounding.
        Assert.All(steps, moved => Assert.True(moved[0] < 1e-6 && moved[1] > 1e-4, string.Join(", ", moved)));
    }

    [Fact]
    public void Architecture_learns_on_validation_data_and_weights_on_training_data()
    {
        using var model = new EqualCandidates();
        using var scope = torch.NewDisposeScope();
        var train = new TrainSplit(new TensorDataset(torch.full([8, 1], 1.0), torch.arange(8).remainder(2), ["a", "b"]));
        var validation = new TrainSplit(new TensorDataset(torch.full([8, 1], 2.0), torch.arange(8).remainder(2), ["a", "b"])).SplitOff(0.5, 1).Validation;
        var (seen, loss) = (new List<(bool Learning, double Input)>(), Objectives.Of(model, (output, _) => output.pow(2).mean()));
        ProxylessTrainer? trainer = null;
        BatchResult Watched(Batch batch)
        {
            seen.Add((trainer!.Mutator.Learning, batch.Input.select(0, 0).ToDouble()));
            return loss(batch);
        }
        using (trainer = new ProxylessTrainer(model, Watched, train, validation, Small with { Epochs = 1, BatchSize = 4, ArchitectureEvery = 1, EvaluateEachEpoch = false }, Options("") with { Folder = null }))
            trainer.Train();
        Assert.Equal([(false, 1), (true, 2), (false, 1), (true, 2)], seen.Take(4));
    }

    [Theory]
    [InlineData(0, 0.05)]
    [InlineData(20, 0.025)]
    [InlineData(40, 0.025)]
    [InlineData(100, 0.0125)]
    [InlineData(160, 0)]
    public void Learning_rate_has_a_cosine_for_the_warm_up_and_one_for_the_search(int epoch, double expected) =>
        Assert.Equal(expected, new ProxylessOptions().LearningRateAt(epoch), 1e-12);

    [Fact]
    public void Reinforce_gradient_compares_each_network_with_the_others()
    {
        using var model = new OneChoice([2, 3, 5]);
        using var mutator = new ProxylessMutator(model, new RandomStream(1, "alphas"), new RandomStream(2, "paths"), ProxylessGradient.Reinforce);
        var drawn = new List<int>();
        Objective objective = batch =>
        {
            var before = model.Candidates.Select(c => c.Calls).ToArray();
            var loss = model.call(batch.Input).sum();
            drawn.Add(Enumerable.Range(0, 3).Single(i => model.Candidates[i].Calls > before[i]));
            return new BatchResult(loss, 1);
        };
        var reinforcement = new Reinforcement(mutator, objective, m => -m["loss"], new ForwardPrecision(MixedPrecision.Off, torch.CPU), 4);
        using var loader = new ValidationSplit(new TensorDataset(torch.ones([1, 1]), torch.zeros([1], torch.ScalarType.Int64))).CreateLoader(new LoaderOptions { BatchSize = 1 });
        using var batch = loader.Next();
        var alpha = mutator.Alphas["c"].to_array<float>().Select(a => (double)a).ToArray();
        var mean = reinforcement.Differentiate(batch, r => r);
        double[] factors = [2, 3, 5];
        var rewards = drawn.Select(d => -factors[d]).ToArray();
        Assert.Equal(rewards.Average(), mean, 1e-6);
        var sum = alpha.Sum(Math.Exp);
        var gradient = mutator.Alphas["c"].grad!.to_array<float>();
        for (var i = 0; i < 3; i++)
        {
            var expected = drawn.Select((d, n) => -(rewards[n] - rewards.Where((_, m) => m != n).Average()) * ((d == i ? 1 : 0) - Math.Exp(alpha[i]) / sum)).Average();
            Assert.Equal(expected, gradient[i], 1e-5);
        }
    }

    [Fact]
    public void Step_between_architectures_below_one_is_refused()
    {
        using var model = new EqualCandidates();
        Assert.Contains("ArchitectureEvery is 0", Assert.Throws<ArgumentException>(() => Make(model, Small with { ArchitectureEvery = 0 }, Options("run"))).Message);
    }
}

using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.OneShot.FBNet;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.FBNet;

[Collection(nameof(ProcessWide))]
public sealed class FBNetTrainerTests : RunFolderTest
{
    private static readonly double[] Costs = [3, 1, 2];

    private static LatencyTable Table(torch.nn.Module model, double constant = 0.5) =>
        new(SearchSpace.Of(model), new Dictionary<string, IReadOnlyList<double>> { ["c"] = Costs }, constant);

    // Sixteen samples of one number, half of them for the logits.
    private static (TrainSplit Train, ValidationSplit Validation) Data()
    {
        using var scope = torch.NewDisposeScope();
        return new TrainSplit(new TensorDataset(torch.ones([16, 1]), torch.arange(16).remainder(2), ["a", "b"])).SplitOff(0.5, 1);
    }

    private static readonly FBNetOptions Small = new() { Epochs = 2, WarmupEpochs = 0, BatchSize = 8, ArchitectureLearningRate = 0.1 };

    private static FBNetTrainer Make(EqualCandidates model, FBNetOptions options, RunOptions run, LatencyTable? table)
    {
        var (train, validation) = Data();
        return new FBNetTrainer(model, Objectives.Of(model, (output, _) => output.pow(2).mean()), train, validation, table, options, run);
    }

    [Fact]
    public void Sampled_latency_mixes_the_costs_and_its_gradient_matches_finite_differences()
    {
        using var model = new OneChoice([2, 3, 5]);
        using var mutator = new FBNetMutator(model, new RandomStream(1), new RandomStream(2, "noise"), Table(model)) { Temperature = 0.8 };
        mutator.to(torch.ScalarType.Float64);
        mutator.Reset();
        var latency = mutator.SampledLatency()!;
        latency.backward();
        var stream = new RandomStream(2, "noise");
        double[] noise = [.. Costs.Select(_ => -Math.Log(-Math.Log(stream.NextDouble())))];
        var alpha = mutator.Alphas["c"].to_array<double>();
        double At(double[] logits)
        {
            var exponentials = logits.Zip(noise, (a, g) => Math.Exp((a + g) / 0.8)).ToArray();
            return 0.5 + exponentials.Zip(Costs, (e, c) => e * c).Sum() / exponentials.Sum();
        }
        // The noise passes through single precision.
        Assert.Equal(At(alpha), latency.ToDouble(), 1e-6);
        var gradient = mutator.Alphas["c"].grad!.to_array<double>();
        for (var j = 0; j < 3; j++)
        {
            const double h = 1e-6;
            Assert.Equal((At([.. alpha.Select((a, i) => i == j ? a + h : a)]) - At([.. alpha.Select((a, i) => i == j ? a - h : a)])) / (2 * h), gradient[j], 1e-5);
        }
    }

    [Fact]
    public void Loss_is_the_tasks_times_alpha_log_latency_to_the_beta()
    {
        var run = Options("run") with { LogEverySteps = 1 };
        using var model = new EqualCandidates();
        using var trainer = Make(model, Small with { Epochs = 1 }, run, Table(model));
        trainer.Train();
        var lines = File.ReadAllLines(At("run", "metrics.jsonl")).Select(l => JsonNode.Parse(l)!).ToList();
        foreach (var phase in (string[])["train", "architecture"])
        {
            var values = lines.Single(l => (string)l["phase"]! == phase)["values"]!;
            if (phase == "architecture")
            {
                Assert.True((double)values["loss"]! > 0);
                continue;
            }
            var (loss, task, latency) = ((double)values["loss"]!, (double)values["task_loss"]!, (double)values["latency_ms"]!);
            Assert.InRange(latency, 1.5, 3.5);
            Assert.Equal(task * 0.2 * Math.Pow(Math.Log(latency * 1000), 0.6), loss, 1e-5 * loss);
        }
    }

    [Fact]
    public void Among_equal_candidates_the_fastest_is_found_and_without_latencies_none_is_preferred()
    {
        int Found(bool priced) => Enumerable.Range(0, 5).Count(seed =>
        {
            using var model = new EqualCandidates();
            using var trainer = Make(model, Small with { Epochs = 25 }, Options("") with { Folder = null, Seed = seed }, priced ? Table(model) : null);
            return trainer.Train().Architecture["c"].Equals(Decision.One(1));
        });
        Assert.Equal(5, Found(priced: true));
        Assert.NotEqual(5, Found(priced: false));
    }

    [Fact]
    public void Warmup_trains_weights_only()
    {
        var after = new List<float[]>();
        var callback = new AfterEpoch();
        using var model = new EqualCandidates();
        using var trainer = Make(model, Small with { WarmupEpochs = 1 }, Options("run") with { Callbacks = [callback] }, null);
        var start = trainer.Mutator.Alphas["c"].to_array<float>();
        callback.Do = () => after.Add(trainer.Mutator.Alphas["c"].to_array<float>());
        trainer.Train();
        Assert.Equal(start, after[0]);
        Assert.NotEqual(start, after[1]);
    }

    [Theory]
    [InlineData(0, 5)]
    [InlineData(1, 4.779987)]
    [InlineData(89, 0.091118)]
    public void Temperature_falls_exponentially(int epoch, double expected) => Assert.Equal(expected, new FBNetOptions().TemperatureAt(epoch), 1e-5);

    [Fact]
    public void Unit_in_which_the_logarithm_is_not_positive_is_refused()
    {
        using var model = new EqualCandidates();
        var error = Assert.Throws<ArgumentException>(() => Make(model, Small with { LossUnit = LatencyUnit.Milliseconds }, Options("run"), Table(model, constant: 0)));
        Assert.Contains("LossUnit is Milliseconds, in which the fastest network takes 1", error.Message);
    }

    [Fact]
    public void Table_of_another_space_is_refused()
    {
        using var model = new EqualCandidates();
        using var other = new TinySupernet();
        var rows = SearchSpace.Of(other).Choices.Where(c => c.Kind == ChoiceKind.LayerChoice).ToDictionary(c => c.Key, c => (IReadOnlyList<double>)[1, 1, 1]);
        Assert.Throws<LatencyException>(() => Make(model, Small, Options("run"), new LatencyTable(SearchSpace.Of(other), rows)));
    }

    /// <summary>Three candidates that compute the same.</summary>
    private sealed class EqualCandidates : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice choice = new(Enumerable.Range(0, 3).Select(_ => (torch.nn.Module<torch.Tensor, torch.Tensor>)torch.nn.Identity()), key: "c");
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> head = torch.nn.Linear(1, 1);

        public EqualCandidates()
            : base(nameof(EqualCandidates)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => head.call(choice.call(input)) + 3;
    }

    private sealed class AfterEpoch : TrainerCallback
    {
        public Action Do { get; set; } = () => { };

        public override void OnEpochEnd(TrainerContext context) => Do();
    }
}

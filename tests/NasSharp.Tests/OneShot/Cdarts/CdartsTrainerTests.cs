using System.Text.Json.Nodes;
using NasSharp.OneShot.Cdarts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.Cdarts;

[Collection(nameof(ProcessWide))]
public sealed class CdartsTrainerTests : RunFolderTest
{
    private static readonly CdartsOptions Small = new()
    {
        Epochs = 3,
        WarmupEpochs = 1,
        BatchSize = 8,
        LearningRate = 0.1,
        MinLearningRate = 0.1,
        EvaluationLearningRate = 0.1,
        ArchitectureLearningRate = 0.05,
        Augmentation = ImageAugmentation.None,
        LossWeight = 2,
        RegularizationRatio = 1,
    };

    private static SearchResult Search(RunOptions run, CdartsOptions options, Action<CdartsTrainer>? before = null, CancellationToken cancel = default)
    {
        using var search = run.Create(() => new TinySupernet());
        using var evaluation = run.Create(() => new TinySupernet());
        using var trainer = Make(search, evaluation, run, options);
        before?.Invoke(trainer);
        return new SearchResult(trainer.Train(cancel).Architecture);
    }

    private static CdartsTrainer Make(TinySupernet search, TinySupernet evaluation, RunOptions run, CdartsOptions options)
    {
        var (train, validation) = TinyData.Split();
        return new CdartsTrainer(search, evaluation, m => Objectives.Classification(m), train, validation, options, run);
    }

    private sealed record SearchResult(Architecture Architecture);

    private List<JsonNode> Lines(string run, string phase) =>
        [.. File.ReadAllLines(At(run, "metrics.jsonl")).Select(l => JsonNode.Parse(l)!).Where(l => (string)l["phase"]! == phase)];

    [Fact]
    public void Joint_loss_is_the_weighted_sum_of_its_parts()
    {
        Search(Options("run") with { LogEverySteps = 1 }, Small);
        var joint = Lines("run", "train").Select(l => l["values"]!).Where(v => v["architecture_loss"] is not null).ToList();
        Assert.Equal(8, joint.Count);
        foreach (var values in joint)
        {
            double Of(string name) => (double)values[name]!;
            var expected = (Of("search_loss") + Of("evaluation_loss")) / 2 + 2 * Of("distillation_loss") + Of("regularization_weight") * Of("absolute_alphas");
            Assert.Equal(expected, Of("architecture_loss"), 1e-5 * Math.Abs(expected));
            Assert.True(Of("regularization_weight") > 0 && Of("absolute_alphas") > 0);
        }
    }

    // With a distillation that weighs nothing, the first joint step is one of plain SGD along the evaluation network's own loss / lambda.
    [Fact]
    public void Joint_step_moves_the_evaluation_network_along_its_own_loss()
    {
        using var search = new TinySupernet();
        using var evaluation = new TinySupernet();
        var (train, validation) = TinyData.Split();
        var weights = evaluation.parameters().Cast<torch.Tensor>().ToArray();
        var (seen, gradients) = (new List<float[][]>(), Array.Empty<float[]?>());
        Objective Watched(torch.nn.Module<torch.Tensor, torch.Tensor> network)
        {
            var loss = Objectives.Classification(network);
            return ReferenceEquals(network, search) ? loss : batch =>
            {
                var result = loss(batch);
                if (seen.Count == 0)
                    gradients = [.. torch.autograd.grad([result.Loss], weights, retain_graph: true, allow_unused: true).Select(g => g?.to_array<float>())];
                seen.Add(Array.ConvertAll(weights, w => w.detach().to_array<float>()));
                return result;
            };
        }
        var options = Small with
        {
            Epochs = 1, WarmupEpochs = 0, EvaluationWarmupEpochs = 0, EvaluateEachEpoch = false, GradientClip = 0, Distillation = DistillationLoss.MeanSquare, Temperature = 1e-4,
        };
        using (var trainer = new CdartsTrainer(search, evaluation, Watched, train, validation, options, Options("run") with { Folder = null }))
            trainer.Train();
        Assert.True(gradients.OfType<float[]>().Max(g => g.Max(Math.Abs)) > 1e-2);
        foreach (var (index, gradient) in gradients.Index())
            for (var i = 0; i < seen[0][index].Length; i++)
                Assert.Equal(seen[0][index][i] - 0.1 * (gradient?[i] ?? 0) / 2, seen[1][index][i], 1e-5);
    }

    [Fact]
    public void Distillation_alone_moves_the_alphas()
    {
        using var search = new TinySupernet();
        using var evaluation = new TinySupernet();
        var (train, validation) = TinyData.Split();
        Objective Deaf(torch.nn.Module<torch.Tensor, torch.Tensor> network)
        {
            var loss = Objectives.Classification(network);
            return ReferenceEquals(network, search) ? batch => Silent(loss(batch)) : loss;
        }
        static BatchResult Silent(BatchResult result) => result with { Loss = result.Loss * 0 };
        var options = Small with { Epochs = 1, WarmupEpochs = 0, EvaluateEachEpoch = false, RegularizationCoefficient = 0 };
        using var trainer = new CdartsTrainer(search, evaluation, Deaf, train, validation, options, Options("run") with { Folder = null });
        var before = trainer.Mutator.Alphas["node.0"].to_array<float>();
        trainer.Train();
        Assert.All(before.Zip(trainer.Mutator.Alphas["node.0"].to_array<float>()).Take(3), a => Assert.True(Math.Abs(a.First - a.Second) > 1e-3, $"{a}"));
    }

    [Fact]
    public void Evaluation_network_runs_what_the_alphas_stand_for_when_a_cycle_begins()
    {
        using var search = new TinySupernet();
        using var evaluation = new TinySupernet();
        var (train, validation) = TinyData.Split();
        var weights = evaluation.parameters().Cast<torch.Tensor>().ToArray();
        var used = new List<string>();
        Objective Watched(torch.nn.Module<torch.Tensor, torch.Tensor> network)
        {
            var loss = Objectives.Classification(network);
            return ReferenceEquals(network, search) ? loss : batch =>
            {
                var result = loss(batch);
                used.Add(string.Concat(torch.autograd.grad([result.Loss], weights, retain_graph: true, allow_unused: true).Select(g => g is null ? '-' : 'x')));
                return result;
            };
        }
        CdartsTrainer? trainer = null;
        void Prefer(int candidate)
        {
            using var recording = torch.no_grad();
            var alpha = trainer!.Mutator.Alphas["node.0"];
            alpha.fill_(-5);
            alpha.select(0, candidate).fill_(5);
        }
        var events = new Events(e =>
        {
            if (e is EpochDone)
                Prefer(1);
        });
        var options = Small with { Epochs = 2, WarmupEpochs = 0, EvaluationWarmupEpochs = 0, EvaluateEachEpoch = false, RegularizationCoefficient = 0 };
        using (trainer = new CdartsTrainer(search, evaluation, Watched, train, validation, options, Options("run", events) with { Folder = null }))
        {
            Prefer(0);
            trainer.Train();
        }
        // Four steps in each cycle, the same path in all of them, another one in the second.
        Assert.Equal([4, 4], used.GroupBy(u => u).Select(g => g.Count()));
    }

    [Fact]
    public void Warmup_trains_the_search_network_only()
    {
        using var search = new TinySupernet();
        using var evaluation = new TinySupernet();
        var (before, alphas) = (Bits.Of(evaluation), "");
        using var cancel = new CancellationTokenSource();
        var untouched = Bits.Of(search);
        using var trainer = Make(search, evaluation, Options("run", new Events(e =>
        {
            if (e is EpochDone)
                cancel.Cancel();
        })), Small);
        alphas = Bits.Of(trainer.Mutator);
        Assert.Throws<TrainingCancelledException>(() => trainer.Train(cancel.Token));
        Assert.Equal(before, Bits.Of(evaluation));
        Assert.Equal(alphas, Bits.Of(trainer.Mutator));
        Assert.NotEqual(untouched, Bits.Of(search));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Search_cancelled_while_the_evaluation_network_trains_alone_goes_on_to_the_same_bytes(int warmup)
    {
        var options = Small with { WarmupEpochs = warmup };
        Search(Options("whole"), options);
        using var cancel = new CancellationTokenSource();
        var events = new Events(e =>
        {
            if (e is PhaseProgress { Phase: "evaluation network", Done: 2 })
                cancel.Cancel();
        });
        Assert.Equal(warmup * 4, Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), options, cancel: cancel.Token)).Step);
        Search(Options("cut", resume: true), options);
        foreach (var file in (string[])["supernet.safetensors", "evaluation.safetensors", "alphas.safetensors"])
            Assert.Equal(File.ReadAllBytes(At("whole", file)), File.ReadAllBytes(At("cut", file)));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Search_cancelled_between_two_derivations_keeps_the_derived_architecture()
    {
        var options = Small with { Epochs = 4, WarmupEpochs = 0, JointEpochs = 4, ArchitectureLearningRate = 0.5 };
        Search(Options("whole"), options);
        var (events, cancel) = CancelAt(10);
        Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), options, cancel: cancel.Token));
        Search(Options("cut", resume: true), options);
        Assert.Equal(File.ReadAllBytes(At("whole", "evaluation.safetensors")), File.ReadAllBytes(At("cut", "evaluation.safetensors")));
    }

    [Fact]
    public void Regularization_shrinks_the_alphas_of_the_named_candidates_only()
    {
        float[] After(double coefficient)
        {
            var run = Options($"run{coefficient}");
            using var search = run.Create(() => new TinySupernet());
            using var evaluation = run.Create(() => new TinySupernet());
            using var trainer = Make(search, evaluation, run, Small with { Epochs = 2, RegularizationCoefficient = coefficient, RegularizedCandidates = ["SKIP"] });
            using (torch.no_grad())
                trainer.Mutator.Alphas["node.0"].fill_(1);
            trainer.Train();
            return trainer.Mutator.Alphas["node.0"].to_array<float>();
        }

        var (with, without) = (After(1000), After(0));
        // Four steps of Adam with 0.05: the penalty decides the direction of the third candidate, the skip.
        Assert.Equal(0.8, with[2], 0.02);
        Assert.NotEqual(0.8, with[0], 0.02);
        Assert.NotEqual(0.8, with[1], 0.02);
        Assert.NotEqual(0.8, without[2], 0.02);
    }

    [Fact]
    public void Absolute_alphas_are_summed_over_the_named_candidates()
    {
        using var model = new TinySupernet();
        using var mutator = new CdartsMutator(model, new RandomStream(1));
        using (torch.no_grad())
        {
            mutator.Alphas["node.0"].copy_(torch.tensor([5f, -2f, 3f, 100f]));
            mutator.Alphas["node.1"].copy_(torch.tensor([7f, 0.5f, -4f, 100f]));
        }
        Assert.Equal(9.5, mutator.AbsoluteAlphas(["pool", "Skip"])!.ToDouble(), 1e-6);
        Assert.Equal(12, mutator.AbsoluteAlphas(["conv"])!.ToDouble(), 1e-6);
        Assert.Null(mutator.AbsoluteAlphas(["dil"]));
    }

    [Fact]
    public void Module_that_both_networks_share_is_trained_by_both()
    {
        using var stem = torch.nn.Linear(2, 2);
        using var search = new Sharing(stem);
        using var evaluation = new Sharing(stem);
        using var scope = torch.NewDisposeScope();
        var (train, validation) = new TrainSplit(new TensorDataset(torch.randn([16, 2]), torch.arange(16).remainder(2), ["a", "b"])).SplitOff(0.5, 1);
        using var trainer = new CdartsTrainer(search, evaluation, m => Objectives.Classification(m), train, validation, Small with { Epochs = 2 }, Options("run"));
        var before = Bits.Of(stem);
        trainer.Train();
        Assert.NotEqual(before, Bits.Of(stem));
        Assert.Same(search.Stem, evaluation.Stem);
    }

    [Fact]
    public void Evaluation_network_with_other_choices_is_refused_and_nothing_is_held()
    {
        using var search = new TinySupernet();
        using var evaluation = new OneChoice([1, 2]);
        var (train, validation) = TinyData.Split();
        CdartsTrainer MakeWith(torch.nn.Module<torch.Tensor, torch.Tensor> network) => new(search, network, m => Objectives.Classification(m), train, validation, Small);
        Assert.Contains("has no choice 'node.0'", Assert.Throws<SearchSpaceException>(() => MakeWith(evaluation)).Message);
        Assert.Contains("same object", Assert.Throws<ArgumentException>(() => MakeWith(search)).Message);
        using var free = new RandomMutator(search, new RandomStream(1));
    }

    private sealed class Sharing : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> stem;
        private readonly LayerChoice choice = new([torch.nn.Linear(2, 2), torch.nn.Identity()], key: "c");

        public Sharing(torch.nn.Module<torch.Tensor, torch.Tensor> shared)
            : base(nameof(Sharing))
        {
            stem = shared;
            RegisterComponents();
        }

        public torch.nn.Module<torch.Tensor, torch.Tensor> Stem => stem;

        public override torch.Tensor forward(torch.Tensor input) => choice.call(stem.call(input));
    }
}

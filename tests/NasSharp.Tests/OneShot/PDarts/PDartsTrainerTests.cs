using NasSharp.OneShot;
using NasSharp.OneShot.PDarts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;
using NasSharp.Zoo.Darts;

namespace NasSharp.Tests.OneShot.PDarts;

[Collection(nameof(ProcessWide))]
public sealed class PDartsTrainerTests : RunFolderTest
{
    // 32 training images in batches of 8: 4 steps an epoch, 2 epochs a stage.
    private static readonly PDartsOptions Small = new()
    {
        Epochs = 2,
        WarmupEpochs = 1,
        BatchSize = 8,
        LearningRate = 0.1,
        ArchitectureLearningRate = 0.05,
        Augmentation = ImageAugmentation.None,
        Stages = [new(3, 3, 0), new(4, 1, 0.4), new(5, 0, 0.7)],
    };

    private static PDartsNetwork Cells(PDartsStage stage) =>
        PDartsNetwork.Classifier(new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = stage.Cells, Nodes = 2, ImageSize = 6, Classes = 3 }));

    private static SearchResult Search(RunOptions run, Action<PDartsTrainer>? after = null, Func<PDartsStage, PDartsNetwork>? build = null, CancellationToken cancel = default)
    {
        var (train, validation) = TinyData.Split();
        using var trainer = new PDartsTrainer(build ?? Cells, train, validation, Small, run);
        var result = trainer.Train(cancel);
        after?.Invoke(trainer);
        return result;
    }

    [Fact]
    public void Train_builds_deeper_networks_and_drops_candidates_after_each_stage()
    {
        var (depths, events) = (new List<int>(), new Events());
        var result = Search(Options("run", events), build: stage =>
        {
            depths.Add(stage.Cells);
            return Cells(stage);
        }, after: trainer =>
        {
            Assert.Equal(2, trainer.Stage);
            Assert.Equal(5, ((DartsStackedCells)trainer.Model).Options.Cells);
            foreach (var choice in trainer.Mutator.Space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice))
            {
                // 8 entries with "none": 5 after the first stage, 4 after the second.
                Assert.Equal(4, trainer.Mutator.Open(choice.Key).Count(o => o));
                var weights = trainer.Mutator.Weights(choice.Key);
                Assert.All(choice.Candidates.Index(), c => Assert.Equal(trainer.Mutator.Candidates(choice.Key).Contains(c.Item), weights[c.Index] > 0));
            }
        });
        Assert.Equal([3, 4, 5], depths);
        Assert.Equal((6, 24), (result.Epochs, result.Steps));
        Assert.Equal(2, events.Of<Notice>().Count(n => n.Message.StartsWith("Stage ", StringComparison.Ordinal)));
        Assert.Contains(MetricsWithoutClock(At("run")), l => l.Contains("\"stage\":2", StringComparison.Ordinal));
    }

    [Fact]
    public void Train_leaves_the_alphas_alone_in_the_first_epochs_of_each_stage()
    {
        // Metrics have a line of alphas every two steps, four in a stage: one without learning, and the others with.
        Search(Options("run"));
        var alphas = MetricsWithoutClock(At("run")).Where(l => l.Contains("\"alpha\":{", StringComparison.Ordinal)).Select(l => l[l.IndexOf("\"alpha\":{", StringComparison.Ordinal)..]).ToList();
        Assert.Equal(12, alphas.Count);
        foreach (var stage in Enumerable.Range(0, 3))
        {
            Assert.Equal(alphas[4 * stage], alphas[4 * stage + 1]);
            Assert.NotEqual(alphas[4 * stage + 1], alphas[4 * stage + 2]);
        }
    }

    [Theory]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(9)]
    [InlineData(21)]
    public void Train_cancelled_inside_and_between_stages_and_resumed_gives_the_same_bytes(long step)
    {
        var whole = Search(Options("whole"));
        var (events, cancel) = CancelAt(step);
        Assert.Equal(step, Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), cancel: cancel.Token)).Step);
        Assert.Equal(whole.Architecture, Search(Options("cut", resume: true)).Architecture);
        Assert.Equal(File.ReadAllBytes(At("whole", "supernet.safetensors")), File.ReadAllBytes(At("cut", "supernet.safetensors")));
        Assert.Equal(File.ReadAllBytes(At("whole", "alphas.safetensors")), File.ReadAllBytes(At("cut", "alphas.safetensors")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }

    [Fact]
    public void Train_of_a_finished_run_gives_back_result_and_last_stage()
    {
        var first = Search(Options("run"));
        Search(Options("run", resume: true), after: trainer =>
        {
            Assert.Equal(2, trainer.Stage);
            Assert.Equal(first.Architecture, trainer.Mutator.Export());
        });
    }

    [Fact]
    public void Stage_with_other_keys_is_refused_with_the_difference()
    {
        var error = Assert.Throws<SearchSpaceException>(() => Search(Options("run"), build: stage =>
            PDartsNetwork.Classifier(new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = stage.Cells, Nodes = stage.Cells - 1, ImageSize = 6, Classes = 3 }))));
        Assert.Contains("stage 2 (4 cells)", error.Message);
        Assert.Contains("normal_n4_p0", error.Message);
    }

    [Fact]
    public void Result_has_no_more_skips_in_normal_cells_than_allowed()
    {
        using var scope = torch.NewDisposeScope();
        using var model = new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 3, Nodes = 4, ImageSize = 6, Classes = 3 });
        using var mutator = new PDartsMutator(model, new RandomStream(1), new PDartsOptions());
        using (torch.no_grad())
            foreach (var alpha in mutator.Alphas.Values)
                alpha.select(0, 2).fill_(3);
        var derived = mutator.Export();
        int Skips(string prefix) => derived.Decisions.Count(d => d.Key.StartsWith(prefix, StringComparison.Ordinal) && !d.Key.EndsWith("switch", StringComparison.Ordinal) && d.Value.Selects(2));
        Assert.Equal(2, Skips("normal"));
        Assert.Equal(8, Skips("reduce"));
    }
}

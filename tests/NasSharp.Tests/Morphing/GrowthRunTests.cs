using NasSharp.Morphing;
using NasSharp.Retraining;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Runs;
using NasSharp.Tuners.NetworkMorphism;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Morphing;

[Collection(nameof(ProcessWide))]
public sealed class GrowthRunTests : IDisposable
{
    private static readonly GrowthOptions Options = new()
    {
        Networks = 4,
        Training = new RetrainOptions { Epochs = 2, BatchSize = 16, LearningRate = 0.1, DropPathProbability = 0, CutoutLength = 0, Augmentation = ImageAugmentation.None },
    };

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-growth-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Children_start_from_what_their_parents_have_learnt()
    {
        var (train, validation) = TinyData.Split(96);
        var networks = GrowthRun.Run(Search(), train, validation, Options, At("run"));
        Assert.Equal(4, networks.Count);
        Assert.All(networks, n => Assert.InRange(n.Score!.Value, 0, 1));
        Assert.Null(networks[0].Parent);
        Assert.All(networks.Skip(1), n => Assert.NotNull(n.Parent));
        using var scope = NewDisposeScope();
        using var parent = GrowthRun.Load(networks[networks[1].Parent!.Value]);
        parent.eval();
        var proposal = Repeat(networks);
        using var child = proposal.Build(parent);
        child.eval();
        var images = randn([5, 3, 6, 6], generator: new Generator(4));
        Assert.True(child.call(images).allclose(parent.call(images), 1e-4, 1e-5));
    }

    [Fact]
    public void Run_that_was_cancelled_goes_on_to_the_same_networks_and_scores()
    {
        var (train, validation) = TinyData.Split(96);
        var whole = GrowthRun.Run(Search(), train, validation, Options, At("whole"));
        using var cancel = new CancellationTokenSource();
        var stop = new StopAfter(2, cancel);
        Assert.ThrowsAny<OperationCanceledException>(() => GrowthRun.Run(Search(), train, validation, Options, At("cut") with { Progress = stop }, cancel: cancel.Token));
        var resumed = GrowthRun.Run(Search(), train, validation, Options, At("cut") with { Resume = true });
        Assert.Equal(whole.Select(n => (n.Plan, n.Score, n.Parent)), resumed.Select(n => (n.Plan, n.Score, n.Parent)));
    }

    [Fact]
    public void Folder_with_a_search_is_refused_and_so_is_another_search_in_it()
    {
        var (train, validation) = TinyData.Split(96);
        var one = Options with { Networks = 1 };
        GrowthRun.Run(Search(), train, validation, one, At("run"));
        Assert.Throws<RunFolderException>(() => GrowthRun.Run(Search(), train, validation, one, At("run")));
        var other = new NetworkMorphismSearch(NetworkPlan.Row(3, 3, 5));
        Assert.Throws<RunFolderException>(() => GrowthRun.Run(other, train, validation, one, At("run") with { Resume = true }));
    }

    private static NetworkMorphismSearch Search() => new(NetworkPlan.Row(3, 3, 4, 4), new NetworkMorphismOptions { InitialTrials = 2 }, seed: 3);

    private static NetworkProposal Repeat(IReadOnlyList<GrownNetwork> networks)
    {
        var search = Search();
        search.Tell(search.Ask()!.Id, networks[0].Score);
        return search.Ask()!;
    }

    private RunOptions At(string name) => new() { Folder = Path.Combine(_folder, name), Seed = 7, Device = CPU };

    private sealed class StopAfter(int networks, CancellationTokenSource cancel) : NasSharp.Training.Progress.IProgressSink
    {
        public void Report(NasSharp.Training.Progress.ProgressEvent progress)
        {
            if (progress is NasSharp.Training.Progress.PhaseProgress { Phase: "networks" } p && p.Done == networks)
                cancel.Cancel();
        }
    }
}

using NasSharp.OneShot;
using NasSharp.OneShot.Collapse;
using NasSharp.OneShot.Darts;
using NasSharp.OneShot.Gdas;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.Collapse;

[Collection(nameof(ProcessWide))]
public sealed class CollapseGuardTests : RunFolderTest
{
    // 256 samples in batches of 32: 8 steps an epoch. It has collapsed after epoch 7, and was sound after epoch 5.
    private const int StepsUntilCollapse = 56;
    private const int SoundEpochs = 5;

    private static DartsOptions Short(CollapseOptions guard) => new()
    {
        Epochs = 12,
        BatchSize = 32,
        LearningRate = 0.03,
        ArchitectureLearningRate = 0.01,
        Augmentation = ImageAugmentation.None,
        EvaluateEachEpoch = false,
        CollapseGuard = guard,
    };

    private static DartsResult Search(RunOptions run, DartsOptions options, Action<DartsTrainer>? after = null, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new CollapsingSupernet());
        var (train, validation) = CollapsingSupernet.Data();
        using var trainer = new DartsTrainer(model, Objectives.Classification(model), train, validation, options, run);
        using (torch.no_grad())
            foreach (var alpha in trainer.Mutator.Alphas.Values)
                alpha.copy_(torch.tensor(new float[] { 0.5f, 0, 0 }));
        var result = trainer.Train(cancel);
        after?.Invoke(trainer);
        return result;
    }

    private static int Skips(Architecture found) => found.Decisions.Count(d => d.Value.Equals(Decision.One(1)));

    private RunOptions Seeded(string name, IProgressSink? progress = null, bool resume = false) => Options(name, progress, resume) with { Seed = 1 };

    private RunOptions InMemory(long seed) => Options("") with { Folder = null, Seed = seed };

    [Theory]
    [InlineData(1, CollapseRemedy.Stop)]
    [InlineData(3, CollapseRemedy.Stop)]
    [InlineData(1, CollapseRemedy.AuxiliarySkip)]
    [InlineData(3, CollapseRemedy.AuxiliarySkip)]
    public void Space_that_collapses_without_the_guard_does_not_with_it(long seed, CollapseRemedy remedy)
    {
        var options = Short(new CollapseOptions { Enabled = false }) with { Epochs = 20 };
        Assert.InRange(Skips(Search(InMemory(seed), options).Architecture), 3, 4);
        Assert.InRange(Skips(Search(InMemory(seed), options with { CollapseGuard = new CollapseOptions { Remedy = remedy } }).Architecture), 0, 2);
    }

    [Fact]
    public void Rollback_is_told_and_recorded()
    {
        var events = new Events();
        var result = Search(Seeded("run", events), Short(new CollapseOptions()));
        Assert.Equal((SoundEpochs, SoundEpochs * 8), (result.Epochs, result.Steps));
        var back = Assert.Single(events.Of<RolledBack>());
        Assert.Equal((6, 4), (back.Epoch, back.ToEpoch));
        Assert.Contains("skip connections are 100", back.Reason);
        Assert.Contains(events.Of<Notice>(), n => n.Message.Contains("goes back to the end of epoch 5 and stops there", StringComparison.Ordinal));
        Assert.Contains(events.Of<Notice>(), n => n.Message.Contains("Training ends after epoch 5 of 12: the search collapsed in epoch 7", StringComparison.Ordinal));
        var lines = MetricsWithoutClock(At("run"));
        Assert.Equal(7, lines.Count(l => l.Contains("\"phase\":\"collapse\"", StringComparison.Ordinal)));
        Assert.Contains(lines, l => l.Contains("\"phase\":\"rollback\",\"values\":{\"from_epoch\":6,\"to_epoch\":4,\"rollbacks\":1}", StringComparison.Ordinal));
        Assert.Contains("\"gap_loss\"", lines.First(l => l.Contains("\"phase\":\"collapse\"", StringComparison.Ordinal)));
        Assert.Contains("\"eigenvalue\"", lines.First(l => l.Contains("\"phase\":\"collapse\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Answers_of_epochs_that_were_taken_back_are_gone()
    {
        Search(Seeded("run"), Short(new CollapseOptions()));
        Assert.Equal(Enumerable.Range(0, SoundEpochs).Select(e => $"epoch-{e:D4}.json"), Directory.GetFiles(At("run", "architectures")).Select(Path.GetFileName).Order());
        Assert.Equal(File.ReadAllText(At("run", "architecture.json")), File.ReadAllText(At("run", "architectures", $"epoch-{SoundEpochs - 1:D4}.json")));
    }

    [Theory]
    [InlineData(CollapseRemedy.Stop, StepsUntilCollapse)]
    [InlineData(CollapseRemedy.WeightDecay, StepsUntilCollapse + 1)]
    [InlineData(CollapseRemedy.SkipDropout, StepsUntilCollapse + 3)]
    [InlineData(CollapseRemedy.AuxiliarySkip, StepsUntilCollapse + 8)]
    [InlineData(CollapseRemedy.Perturbation, StepsUntilCollapse + 12)]
    public void Stopped_and_resumed_around_a_rollback_equals_never_stopped(CollapseRemedy remedy, int stepsDone)
    {
        var options = Short(new CollapseOptions { Remedy = remedy });
        var whole = Search(Seeded("whole"), options);
        using var cancel = new CancellationTokenSource();
        var steps = 0;
        var cut = new Events(e =>
        {
            if (e is StepDone && ++steps == stepsDone)
                cancel.Cancel();
        });
        // After the last step of a run there is nothing to stop; then it is resumed as it is.
        try
        {
            Search(Seeded("cut", cut), options, cancel: cancel.Token);
        }
        catch (TrainingCancelledException)
        {
        }
        Assert.Equal(stepsDone, steps);
        AssertSame(whole, Search(Seeded("cut", resume: true), options));
    }

    [Theory]
    [InlineData(CollapseRemedy.Stop)]
    [InlineData(CollapseRemedy.Perturbation)]
    public void Crash_in_the_middle_of_a_rollback_is_resumed_as_if_it_had_not_been(CollapseRemedy remedy)
    {
        var options = Short(new CollapseOptions { Remedy = remedy });
        var whole = Search(Seeded("whole"), options);
        var crash = new Events(e =>
        {
            if (e is RolledBack)
                throw new InvalidOperationException("crash");
        });
        Assert.Throws<InvalidOperationException>(() => Search(Seeded("cut", crash), options));
        AssertSame(whole, Search(Seeded("cut", resume: true), options));
    }

    [Fact]
    public void States_kept_in_memory_and_in_files_lead_to_the_same()
    {
        var options = Short(new CollapseOptions { Remedy = CollapseRemedy.AuxiliarySkip });
        float[] Alphas(RunOptions run)
        {
            float[] alphas = [];
            Search(run, options, trainer => alphas = [.. trainer.Mutator.Alphas.Values.SelectMany(a => a.to_array<float>())]);
            return alphas;
        }
        Assert.Equal(Alphas(Seeded("run")), Alphas(InMemory(1)));
    }

    [Fact]
    public void Guard_changes_nothing_of_a_search_that_it_leaves_alone()
    {
        void Run(string name, CollapseOptions guard)
        {
            var run = Options(name);
            using var model = run.Create(() => new TinySupernet());
            var (train, validation) = TinyData.Split();
            var options = new DartsOptions { Epochs = 3, BatchSize = 8, LearningRate = 0.1, ArchitectureLearningRate = 0.05, Augmentation = ImageAugmentation.None, CollapseGuard = guard };
            using var trainer = new DartsTrainer(model, Objectives.Classification(model), train, validation, options, run);
            trainer.Train();
        }
        Run("with", new CollapseOptions());
        Run("without", new CollapseOptions { Enabled = false });
        // Dropout, batch norms and alphas: all are looked at between the steps.
        foreach (var file in (string[])["supernet.safetensors", "alphas.safetensors", "architecture.json"])
            Assert.Equal(File.ReadAllBytes(At("without", file)), File.ReadAllBytes(At("with", file)));
        Assert.Equal(MetricsWithoutClock(At("without")), MetricsWithoutClock(At("with")).Where(l => !l.Contains("\"phase\":\"collapse\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void Report_says_it_once_and_goes_on()
    {
        var events = new Events();
        var result = Search(Seeded("run", events), Short(new CollapseOptions { Remedy = CollapseRemedy.Report }));
        Assert.Equal(12, result.Epochs);
        Assert.Contains("looks collapsed in epoch 7", Assert.Single(events.Of<Notice>()).Message);
        Assert.Empty(events.Of<RolledBack>());
        Assert.Equal(Search(InMemory(1), Short(new CollapseOptions { Enabled = false })).Architecture, result.Architecture);
        Assert.False(Directory.Exists(At("run", "collapse")));
    }

    [Fact]
    public void Weight_decay_grows_with_every_rollback_until_there_were_enough()
    {
        var events = new Events();
        Search(Seeded("run", events), Short(new CollapseOptions { Remedy = CollapseRemedy.WeightDecay, MaxRollbacks = 2 }));
        Assert.Equal(["goes on with a weight decay of 0.0009", "goes on with a weight decay of 0.0027"], events.Of<RolledBack>().Select(r => r.Remedy));
        Assert.Contains(events.Of<Notice>(), n => n.Message.Contains("it has gone back 2 times already", StringComparison.Ordinal));
    }

    [Fact]
    public void Perturbation_decides_every_choice_by_the_end()
    {
        Search(Seeded("run"), Short(new CollapseOptions { Remedy = CollapseRemedy.Perturbation }), trainer =>
        {
            var derived = trainer.Mutator.Export();
            foreach (var key in trainer.Mutator.Space.Keys)
            {
                var open = trainer.Mutator.Open(key);
                Assert.Single(open, o => o);
                Assert.Equal(Decision.One(open.Index().First(o => o.Item).Index), derived[key]);
            }
        });
        // The alphas stand still from the rollback on.
        var alphas = MetricsWithoutClock(At("run")).Where(l => l.Contains("\"phase\":\"alpha\"", StringComparison.Ordinal)).ToList();
        Assert.NotEqual(alphas[0][alphas[0].IndexOf("\"alpha\":{", StringComparison.Ordinal)..], alphas[^1][alphas[^1].IndexOf("\"alpha\":{", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Options_out_of_range_and_remedies_that_a_method_cannot_take_are_named()
    {
        static string Message(CollapseOptions options) => Assert.Throws<ArgumentException>(() => new DartsOptions { CollapseGuard = options }.Validate()).Message;
        Assert.Contains("CollapseGuard.SkipShare is 2", Message(new CollapseOptions { SkipShare = 2 }));
        Assert.Contains("CollapseGuard.EigenvalueRatio is 1", Message(new CollapseOptions { EigenvalueRatio = 1 }));
        Assert.Contains("CollapseGuard.SkipDropout is 1", Message(new CollapseOptions { SkipDropout = 1 }));
        using var model = new TinySupernet();
        var (train, validation) = TinyData.Split();
        var options = new GdasOptions { BatchSize = 8, CollapseGuard = new CollapseOptions { Remedy = CollapseRemedy.Perturbation } };
        Assert.Contains("gdas runs one path", Assert.Throws<ArgumentException>(() => new GdasTrainer(model, Objectives.Classification(model), train, validation, options)).Message);
    }

    private void AssertSame(DartsResult whole, DartsResult cut)
    {
        Assert.Equal(whole.Architecture, cut.Architecture);
        Assert.Equal(File.ReadAllBytes(At("whole", "supernet.safetensors")), File.ReadAllBytes(At("cut", "supernet.safetensors")));
        Assert.Equal(File.ReadAllBytes(At("whole", "alphas.safetensors")), File.ReadAllBytes(At("cut", "alphas.safetensors")));
        Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(At("cut")));
    }
}

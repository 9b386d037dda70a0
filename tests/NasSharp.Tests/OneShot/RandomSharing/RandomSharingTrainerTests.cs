using NasSharp.OneShot;
using NasSharp.OneShot.RandomSharing;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.OneShot.RandomSharing;

[Collection(nameof(ProcessWide))]
public sealed class RandomSharingTrainerTests : RunFolderTest
{
    private static readonly RandomSharingOptions Small = new()
    {
        Epochs = 1,
        BatchSize = 8,
        LearningRate = 0.1,
        Augmentation = ImageAugmentation.None,
        Screened = 5,
        ScreeningBatches = 1,
        Finalists = 2,
        RecalibrationBatches = 1,
        PathsEachEpoch = 0,
    };

    private static RankedSearchResult Search(RunOptions run, RandomSharingOptions options, CancellationToken cancel = default)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var trainer = new RandomSharingTrainer(model, Objectives.Classification(model), train, validation, options, run);
        return trainer.Train(cancel);
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(9_999, 1)]
    [InlineData(20_000, 2)]
    [InlineData(59_999, 5)]
    public void Rounds_are_one_for_every_ten_thousand_steps_and_at_least_one(long steps, int rounds) => Assert.Equal(rounds, new RandomSharingOptions().RoundsAfter(steps));

    [Fact]
    public void Finalists_of_all_rounds_are_compared_on_all_validation_data()
    {
        var events = new Events();
        var result = Search(Options("run", events), Small with { Rounds = 3 });
        Assert.Equal(3, events.Of<PhaseProgress>().Count(p => p is { Phase: "screening", Done: 5, Total: 5 }));
        Assert.InRange(result.Candidates.Count, 2, 6);
        Assert.Equal(result.Candidates.Count, result.Candidates.Select(c => c.Architecture.Hash).Distinct().Count());
        Assert.Equal(result.Candidates.Select(c => c.Score).OrderDescending(), result.Candidates.Select(c => c.Score));
        // Accuracy on all 32 samples, not on the 8 of a batch.
        Assert.All(result.Candidates, c => Assert.Equal(0, c.Score * 32 % 1, 1e-5));
        using var model = new TinySupernet();
        Assert.Equal(result.Architecture, ArchitectureFile.Read(At("run", "architecture.json"), SearchSpace.Of(model)));
    }

    [Fact]
    public void Finished_run_gives_its_ranking_again()
    {
        var first = Search(Options("run"), Small);
        var again = Search(Options("run", resume: true), Small);
        Assert.Equal(first.Candidates.Select(c => (c.Architecture, c.Score)), again.Candidates.Select(c => (c.Architecture, c.Score)));
    }

    [Theory]
    [InlineData("screening", 3, "screening.jsonl")]
    [InlineData("candidates", 1, "scores.jsonl")]
    public void Comparison_that_was_cancelled_reads_what_it_had_measured(string phase, int done, string journal)
    {
        var whole = Search(Options("whole"), Small);
        using var cancel = new CancellationTokenSource();
        var events = new Events(e =>
        {
            if (e is PhaseProgress p && p.Phase == phase && p.Done == done)
                cancel.Cancel();
        });
        Assert.Throws<TrainingCancelledException>(() => Search(Options("cut", events), Small, cancel.Token));
        var lines = File.ReadAllLines(At("cut", journal));
        Assert.Equal(done + 1, lines.Length);
        Assert.Equal(whole.Candidates.Select(c => (c.Architecture, c.Score)), Search(Options("cut", resume: true), Small).Candidates.Select(c => (c.Architecture, c.Score)));
        Assert.Equal(lines, File.ReadAllLines(At("cut", journal))[..lines.Length]);
    }

    [Fact]
    public void Screening_measures_every_architecture_on_the_same_few_batches()
    {
        using var model = new TinySupernet();
        using var mutator = new RandomMutator(model, new RandomStream(1));
        var (train, validation) = TinyData.Split();
        var seen = new List<string>();
        var inner = Objectives.Classification(model);
        Objective probe = batch =>
        {
            // Recalibration runs with batch norms in training mode.
            if (!model.modules().OfType<NasSharp.Torch.Modules.BatchNorm>().First().training)
                seen.Add(string.Join(",", batch.Indices));
            return inner(batch);
        };
        using var evaluation = new SupernetEvaluation(mutator, probe, train, validation, new LoaderOptions { BatchSize = 8, Workers = 0 }, 1, screeningBatches: 4);
        evaluation.Screen(mutator.Space.Sample(new RandomStream(2)));
        evaluation.Screen(mutator.Space.Sample(new RandomStream(3)));
        Assert.Equal(8, seen.Count);
        Assert.Equal(seen[..4], seen[4..]);
        Assert.Equal(4, seen.Distinct().Count());
    }

    [Fact]
    public void Option_out_of_range_is_named()
    {
        Assert.Contains("ScreeningBatches is 0", Assert.Throws<ArgumentException>(() => Search(Options("run"), Small with { ScreeningBatches = 0 })).Message);
        Assert.Contains("Rounds is 0", Assert.Throws<ArgumentException>(() => Search(Options("run"), Small with { Rounds = 0 })).Message);
    }
}

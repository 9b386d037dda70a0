using NasSharp.OneShot;
using NasSharp.OneShot.UnderstandingOneShot;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.UnderstandingOneShot;

[Collection(nameof(ProcessWide))]
public sealed class PathDropoutTests : RunFolderTest
{
    private static readonly PathDropoutOptions Small = new()
    {
        Epochs = 2,
        BatchSize = 8,
        LearningRate = 0.1,
        Augmentation = ImageAugmentation.None,
        Candidates = 5,
        StandAlone = 3,
        RecalibrationBatches = 1,
        PathsEachEpoch = 0,
    };

    [Theory]
    [InlineData(1, 0.01)]
    [InlineData(2, 0.1)]
    [InlineData(4, 0.316228)]
    [InlineData(7, 0.517947)]
    public void Paths_are_dropped_with_r_to_the_one_over_k(int paths, double expected)
    {
        var options = new PathDropoutOptions();
        Assert.Equal(expected, options.DropProbability(paths, 1), 1e-6);
        // All together with r.
        Assert.Equal(0.01, Math.Pow(options.DropProbability(paths, 1), paths), 1e-12);
    }

    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 0.5, 0.05)]
    [InlineData(1, 1, 0.1)]
    [InlineData(0.25, 0.125, 0.05)]
    [InlineData(0.25, 0.5, 0.1)]
    public void Probability_rises_in_a_line_and_then_stays(double ramp, double done, double expected) =>
        Assert.Equal(expected, new PathDropoutOptions { RampFraction = ramp }.DropProbability(2, done), 1e-12);

    [Fact]
    public void Each_path_is_dropped_for_itself_with_its_probability_but_never_all_that_a_choice_must_give()
    {
        using var model = new OneChoice([1, 2, 3, 4], [5, 6]);
        using var mutator = new PathDropoutMutator(model, new RandomStream(1)) { DropProbability = paths => paths == 4 ? 0.5 : 0.7 };
        const int Draws = 4000;
        var (kept, both, none) = (new int[4], 0, 0);
        for (var i = 0; i < Draws; i++)
        {
            mutator.Reset();
            var (choice, inputs) = (mutator.Current[0]!.Mask, mutator.Current[1]!.Mask);
            Assert.Contains(true, choice);
            for (var c = 0; c < 4; c++)
                kept[c] += choice[c] ? 1 : 0;
            both += inputs[0] && inputs[1] ? 1 : 0;
            none += inputs.Contains(true) ? 0 : 1;
        }
        // 1/2, and a quarter of the 1/16 in which all were dropped; within four standard deviations.
        Assert.All(kept, k => Assert.Equal(0.5 + 1.0 / 64, k / (double)Draws, 4 * Math.Sqrt(0.25 / Draws)));
        Assert.Equal(0.09, both / (double)Draws, 4 * Math.Sqrt(0.09 * 0.91 / Draws));
        Assert.Equal(0.49, none / (double)Draws, 4 * Math.Sqrt(0.49 * 0.51 / Draws));
    }

    [Fact]
    public void Without_dropout_all_paths_run()
    {
        using var model = new OneChoice([1, 2, 3], [5, 6]);
        using var mutator = new PathDropoutMutator(model, new RandomStream(1));
        Assert.Equal(17, model.call(torch.ones([1])).ToDouble());
    }

    [Fact]
    public void Best_candidates_stand_in_files_to_be_trained_alone()
    {
        var result = Search(Options("run"), Small);
        Assert.Equal(5, result.Candidates.Count);
        using var model = new TinySupernet();
        var space = SearchSpace.Of(model);
        Assert.Equal(result.Candidates.Take(3).Select(c => c.Architecture),
            Enumerable.Range(1, 3).Select(i => ArchitectureFile.Read(At("run", "candidates", $"{i}.json"), space)));
        Assert.False(File.Exists(At("run", "candidates", "4.json")));
    }

    [Fact]
    public void Ghost_batches_have_statistics_and_paths_of_their_own_and_one_step_together()
    {
        using var model = new TinySupernet(dropout: 0);
        var (train, validation) = TinyData.Split();
        var sizes = new List<int>();
        var masks = new List<string>();
        PathDropoutTrainer? trainer = null;
        var inner = Objectives.Classification(model);
        Objective probe = batch =>
        {
            if (torch.is_grad_enabled())
            {
                sizes.Add(batch.Size);
                masks.Add(string.Join(" ", trainer!.Mutator.Current.Select(e => string.Join(",", e!.Mask))));
            }
            return inner(batch);
        };
        using (trainer = new PathDropoutTrainer(model, probe, train, validation, Small with { Epochs = 6, GhostBatches = 4, DropRate = 0.5 }, Options("run")))
            Assert.Equal(24, trainer.Train().Steps);
        Assert.Equal(Enumerable.Repeat(2, 96), sizes);
        // In the last epoch about every second path is dropped; that four parts agree in all steps is out of the question.
        Assert.Contains(masks.Chunk(4).TakeLast(4), step => step.Distinct().Count() > 1);
    }

    [Fact]
    public void Ghost_batches_that_do_not_divide_the_batch_are_refused() =>
        Assert.Contains("GhostBatches is 3", Assert.Throws<ArgumentException>(() => Search(Options("run"), Small with { GhostBatches = 3 })).Message);

    private static RankedSearchResult Search(RunOptions run, PathDropoutOptions options)
    {
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        using var trainer = new PathDropoutTrainer(model, Objectives.Classification(model), train, validation, options, run);
        return trainer.Train();
    }
}

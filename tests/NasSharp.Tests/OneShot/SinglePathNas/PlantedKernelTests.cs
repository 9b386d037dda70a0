using NasSharp.Hardware;
using NasSharp.OneShot.SinglePathNas;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.SinglePathNas;

/// <summary>The planted task of the one-shot contract, on a superkernel.</summary>
[Collection(nameof(ProcessWide))]
public sealed class PlantedKernelTests
{
    [Fact]
    public void Planted_kernel_is_found_in_18_of_20_seeds()
    {
        var solved = Enumerable.Range(0, 20).Count(seed =>
        {
            var run = new RunOptions { Seed = seed };
            using var model = run.Create(() => new LagTask());
            var (train, validation) = LagTask.Data(seed);
            var costs = new CandidateCosts("ms", SearchSpace.Of(model), new Dictionary<string, IReadOnlyList<double>> { [LagTask.Key] = [1, 1, 4, 4] });
            using var trainer = new SinglePathNasTrainer(model, Objectives.Classification(model), train, validation, costs, new SinglePathNasOptions
            {
                Epochs = 30, WarmupEpochs = 8, BatchSize = 32, LearningRate = 0.1, ThresholdLearningRate = 0.03, RuntimeWeight = 0.05, WarmupKeepProbability = 0.8,
                RecalibrationBatches = 1, EvaluateEachEpoch = false, Augmentation = ImageAugmentation.None,
            }, run);
            return LagTask.IsPlanted(trainer.Train().Architecture, seed);
        });
        Assert.True(solved >= 18, $"{solved} of 20 seeds");
    }

    [Fact]
    public void Random_selection_does_not_find_the_planted_kernel()
    {
        using var model = new LagTask();
        var space = SearchSpace.Of(model);
        // One of two kernels: 18 or more of 20 come with a probability of 0.0002.
        Assert.InRange(Enumerable.Range(0, 20).Count(seed => LagTask.IsPlanted(space.Sample(new RandomStream(seed, "selection")), seed)), 0, 17);
    }
}

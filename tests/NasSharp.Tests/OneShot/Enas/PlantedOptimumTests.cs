using NasSharp.OneShot.Enas;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Enas;

public class PlantedOptimumTests
{
    private const int Seeds = 20;
    private const int Candidates = 3;

    private static readonly EnasOptions Options = new()
    {
        Epochs = 2,
        BatchSize = 64,
        LearningRate = 0.1,
        Controller = new EnasControllerOptions { HiddenSize = 16, Temperature = 1 },
        ControllerSteps = 100,
        ControllerLearningRate = 0.015,
        BaselineDecay = 0.9,
        EntropyWeight = 0.05,
        SkipWeight = 0.02,
        Candidates = Candidates,
        RecalibrationBatches = 1,
    };

    [Fact]
    public void Search_finds_the_planted_architecture_and_random_selection_does_not()
    {
        var (found, byChance) = (0, 0);
        for (var seed = 0; seed < Seeds; seed++)
        {
            var run = new RunOptions { Seed = seed, Device = torch.CPU, LoaderWorkers = 0 };
            using var model = run.Create(() => new PlantedSupernet());
            var (train, validation) = PlantedSupernet.Data(seed);
            using var trainer = new EnasTrainer(model, Objectives.Classification(model), train, validation, Options, run);
            found += PlantedSupernet.IsRight(trainer.Train().Architecture) ? 1 : 0;
            var random = new RandomStream(seed);
            byChance += Enumerable.Range(0, Candidates).Any(_ => PlantedSupernet.IsRight(trainer.Mutator.Space.Sample(random))) ? 1 : 0;
        }
        Assert.InRange(found, 18, Seeds);
        // 3 of 24 architectures, for each of 20 seeds.
        Assert.InRange(byChance, 0, 10);
    }
}

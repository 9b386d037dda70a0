using NasSharp.OneShot;
using NasSharp.OneShot.Collapse;
using NasSharp.OneShot.FBNet;
using NasSharp.OneShot.Gdas;
using NasSharp.OneShot.Snas;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot;

/// <summary>What the methods that sample with a temperature compute in a step, and at which temperature.</summary>
[Collection(nameof(ProcessWide))]
public sealed class TemperaturePassesTests : RunFolderTest
{
    private const int Epochs = 3;

    private static readonly CollapseOptions Unguarded = new() { Enabled = false };

    public static TheoryData<string> Methods => ["gdas", "snas", "fbnet"];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_loss_of_an_epoch_is_computed_at_its_temperature(string method)
    {
        var seen = new List<double>();
        var schedule = Train(method, seen.Add);
        Assert.Equal(Enumerable.Range(0, Epochs).Select(schedule), seen.Distinct());
        Assert.Equal(seen.Order().Reverse(), seen);
    }

    [Fact]
    public void Snas_learns_alphas_in_the_pass_of_the_weights()
    {
        var seen = new List<string>();
        var run = Options("run") with { Folder = null };
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var loss = Objectives.Classification(model);
        double[] before = [], after = [];
        SnasTrainer? trainer = null;
        BatchResult Watched(Batch batch)
        {
            after = Alphas(trainer!.Mutator);
            if (before.Length == 0)
                before = after;
            seen.Add(model.training ? "train" : "validation");
            return loss(batch);
        }
        using (trainer = new SnasTrainer(model, Watched, train, validation,
            new SnasOptions { Epochs = 1, BatchSize = 16, Augmentation = ImageAugmentation.None, ArchitectureLearningRate = 0.01, CollapseGuard = Unguarded }, run))
            trainer.Train();
        // Two steps with one pass each, then the evaluation.
        Assert.Equal(["train", "train", "validation"], seen.Take(3));
        // Adam's first steps are as long as its rate, whatever the gradient.
        Assert.All(before.Zip(after), p => Assert.InRange(Math.Abs(p.First - p.Second), 1e-4, 0.021));
    }

    private Func<int, double> Train(string method, Action<double> seen)
    {
        var run = Options("run") with { Folder = null };
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var loss = Objectives.Classification(model);
        GumbelMutator? mutator = null;
        BatchResult Watched(Batch batch)
        {
            seen(mutator!.Temperature);
            return loss(batch);
        }
        switch (method)
        {
            case "gdas":
                var gdas = new GdasOptions { Epochs = Epochs, BatchSize = 16, Augmentation = ImageAugmentation.None, CollapseGuard = Unguarded };
                using (var trainer = new GdasTrainer(model, Watched, train, validation, gdas, run))
                {
                    mutator = trainer.Mutator;
                    trainer.Train();
                }
                return gdas.TemperatureAt;
            case "snas":
                var snas = new SnasOptions { Epochs = Epochs, BatchSize = 16, Augmentation = ImageAugmentation.None, CollapseGuard = Unguarded };
                using (var trainer = new SnasTrainer(model, Watched, train, validation, snas, run))
                {
                    mutator = trainer.Mutator;
                    trainer.Train();
                }
                return snas.TemperatureAt;
            default:
                var fbnet = new FBNetOptions { Epochs = Epochs, WarmupEpochs = 1, BatchSize = 16, Augmentation = ImageAugmentation.None, CollapseGuard = Unguarded };
                using (var trainer = new FBNetTrainer(model, Watched, train, validation, null, fbnet, run))
                {
                    mutator = trainer.Mutator;
                    trainer.Train();
                }
                return fbnet.TemperatureAt;
        }
    }

    private static double[] Alphas(DifferentiableMutator mutator) => [.. mutator.Alphas.Values.SelectMany(a => a.detach().to_array<float>()).Select(a => (double)a)];
}

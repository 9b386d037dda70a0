using NasSharp.OneShot.Darts;
using NasSharp.OneShot.SinglePath;
using NasSharp.Retraining;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.Training.Process;

/// <summary>A run that begins or goes on in a folder and prints a line for every step; meant to be killed.</summary>
internal static class KillableRun
{
    public const int Steps = 36;

    public static readonly string[] Kinds = [DartsTrainer.Name, SinglePathTrainer.Name, Retrainer.Name];

    public static int Train(string kind, string folder)
    {
        torch.set_num_threads(1);
        var device = torch.cuda.is_available() ? torch.CUDA : torch.CPU;
        var run = new RunOptions
        {
            Folder = folder,
            Resume = true,
            Seed = 11,
            Device = device,
            CheckpointEverySteps = 2,
            // On a GPU a step is told of only when its numbers are fetched.
            LogEverySteps = device.type == DeviceType.CPU ? 3 : 1,
            Progress = new Events(e =>
            {
                if (e is StepDone step)
                    Console.Out.WriteLine($"step {step.Step}");
            }),
        };
        using var model = run.Create(() => new TinySupernet());
        var (train, validation) = TinyData.Split();
        var objective = Objectives.Classification(model);
        switch (kind)
        {
            case DartsTrainer.Name:
                var darts = new DartsOptions { Epochs = 9, BatchSize = 8, SecondOrder = true, Augmentation = ImageAugmentation.None };
                using (var trainer = new DartsTrainer(model, objective, train, validation, darts, run))
                    trainer.Train();
                break;
            case SinglePathTrainer.Name:
                var paths = new SinglePathOptions { Epochs = 9, BatchSize = 8, LearningRate = 0.1, Candidates = 3, RecalibrationBatches = 2, Augmentation = ImageAugmentation.None };
                using (var trainer = new SinglePathTrainer(model, objective, train, validation, paths, run))
                    trainer.Train();
                break;
            default:
                FixedArchitecture.Apply(model, SearchSpace.Of(model).First());
                var options = new RetrainOptions { Epochs = 9, BatchSize = 8, Augmentation = ImageAugmentation.None, CutoutLength = 0 };
                using (var trainer = new Retrainer(model, objective, train, TinyData.Test(), options, run, validation))
                    trainer.Train();
                break;
        }
        return 0;
    }

    /// <summary>The file with the final weights.</summary>
    public static string WeightsOf(string kind, string folder) => Path.Combine(folder, kind == Retrainer.Name ? "model.safetensors" : "supernet.safetensors");
}

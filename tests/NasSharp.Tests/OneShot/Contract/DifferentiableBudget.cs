using NasSharp.OneShot;
using NasSharp.OneShot.Collapse;
using NasSharp.Torch.Data;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>A method's options cut down to a budget.</summary>
internal static class DifferentiableBudget
{
    public static T Of<T>(T defaults, SearchBudget budget)
        where T : DifferentiableOptions => defaults with
        {
            Epochs = budget switch { SearchBudget.Tiny => 3, SearchBudget.OneEpoch => 1, SearchBudget.Long => 50, _ => 20 },
            WarmupEpochs = 0,
            BatchSize = budget == SearchBudget.Planted ? 32 : 8,
            LearningRate = 0.1,
            ArchitectureLearningRate = budget == SearchBudget.Planted ? 0.1 : 0.05,
            Augmentation = ImageAugmentation.None,
            // 50 epochs on 32 images are overfitted: the guard would rightly end them.
            CollapseGuard = defaults.CollapseGuard with { Remedy = budget == SearchBudget.Long ? CollapseRemedy.Report : defaults.CollapseGuard.Remedy },
            EvaluateEachEpoch = budget is SearchBudget.Tiny or SearchBudget.OneEpoch,
        };
}

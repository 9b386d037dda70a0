using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Contract;

/// <summary>What a method is to search.</summary>
internal sealed record SearchTask(torch.nn.Module<torch.Tensor, torch.Tensor> Model, TrainSplit Train, ValidationSplit Validation)
{
    /// <summary>The classification loss of the model.</summary>
    public Objective Objective => Objectives.Classification(Model);
}

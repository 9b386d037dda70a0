using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.PDarts;

/// <summary>The supernet of one stage and the loss that closes over it. The trainer disposes the model when the next stage begins, or with itself.</summary>
/// <param name="Model">The supernet; its choices have the same keys and candidates in every stage.</param>
/// <param name="Objective">The loss of this model, of weights and architecture alike.</param>
public sealed record PDartsNetwork(torch.nn.Module Model, Objective Objective)
{
    /// <summary>A classifier with its cross entropy.</summary>
    public static PDartsNetwork Classifier(torch.nn.Module<torch.Tensor, torch.Tensor> model) => new(model, Objectives.Classification(model));
}

using NasSharp.Torch;
using NasSharp.Torch.Data;

namespace NasSharp.Training;

/// <summary>
/// What a run minimises: it runs the model on a batch and returns the loss. Write one for any model and any task; <see cref="Objectives"/> has the
/// common ones. It is called in training mode and in evaluation mode, and may look at the model's <c>training</c>.
/// </summary>
public delegate BatchResult Objective(Batch batch);

/// <summary>What a model made of one batch.</summary>
/// <param name="Loss">The loss, one number; gradients flow from it.</param>
/// <param name="Count">Samples in the batch; means over several batches are weighted with it.</param>
public sealed record BatchResult(torch.Tensor Loss, int Count)
{
    /// <summary>Further numbers by name, each a tensor with one element, the mean over the batch, e.g. <c>accuracy</c>. <c>loss</c> is taken.</summary>
    public IReadOnlyList<KeyValuePair<string, torch.Tensor>> Metrics { get; init; } = [];
}

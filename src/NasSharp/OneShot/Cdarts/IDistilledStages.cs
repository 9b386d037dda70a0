using NasSharp.Torch;

namespace NasSharp.OneShot.Cdarts;

/// <summary>
/// A network with heads in its middle whose logits CDARTS distils beside the output. Search and evaluation network must have equally many; a network
/// without this interface is distilled at its output only.
/// </summary>
public interface IDistilledStages
{
    /// <summary>The logits of the heads in the last forward, [N, classes] each, first stage first; without the output of the network.</summary>
    IReadOnlyList<torch.Tensor> StageLogits { get; }
}

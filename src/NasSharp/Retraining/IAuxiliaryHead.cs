using NasSharp.Torch;

namespace NasSharp.Retraining;

/// <summary>A classifier with a second head in its middle, which helps the first layers to learn and is left out after training.</summary>
public interface IAuxiliaryHead
{
    /// <summary>The logits of both heads, [N, classes] each; the second is null where the model has none now, e.g. in evaluation.</summary>
    (torch.Tensor logits, torch.Tensor? auxiliary) forward_auxiliary(torch.Tensor input);
}

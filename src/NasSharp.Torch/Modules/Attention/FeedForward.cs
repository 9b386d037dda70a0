using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules;

/// <summary>What follows attention in a transformer layer: a non-linearity between two linear layers.</summary>
internal static class FeedForward
{
    internal static Tensor Activate(Tensor input, nn.Activations activation) => activation switch
    {
        nn.Activations.ReLU => nn.functional.relu(input),
        nn.Activations.GELU => nn.functional.gelu(input),
        _ => throw new ArgumentOutOfRangeException(nameof(activation), activation, "unknown activation"),
    };
}

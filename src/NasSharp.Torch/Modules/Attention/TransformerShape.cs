using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules;

/// <summary>The sizes of a transformer layer, from which copies of it are made.</summary>
internal sealed record TransformerShape(long Features, long Heads, long FeedForward, double Dropout, nn.Activations Activation, double NormEpsilon,
    bool BatchFirst, bool NormFirst, Device? Device, ScalarType? Type)
{
    internal MultiheadAttention Attention() => nn.MultiheadAttention(Features, Heads, Dropout, batch_first: BatchFirst, device: Device, dtype: Type);

    internal LayerNorm Norm() => nn.LayerNorm(Features, NormEpsilon, device: Device, dtype: Type);
}

using NasSharp.Torch;

namespace NasSharp.Training;

/// <summary>Decides whether tensors lie channels-last, the faster layout wherever two-dimensional convolutions run.</summary>
internal static class MemoryLayout
{
    /// <summary>Whether the model has weights of two-dimensional convolutions.</summary>
    public static bool Suits(torch.nn.Module model) => model.parameters().Any(p => p.ndim == 4);
}

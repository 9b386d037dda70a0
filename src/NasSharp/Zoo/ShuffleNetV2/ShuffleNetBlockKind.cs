namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>One of the four candidates of a block.</summary>
/// <param name="Name">Its name in architectures and in tables of FLOPs.</param>
/// <param name="Kernel">Side of the depthwise kernel; null: the Xception branch with three depthwise 3x3 convolutions.</param>
internal sealed record ShuffleNetBlockKind(string Name, int? Kernel)
{
    /// <summary>The candidates in the order of the authors' architectures, from 0 to 3.</summary>
    public static IReadOnlyList<ShuffleNetBlockKind> All { get; } =
        [new("shufflenet_3x3", 3), new("shufflenet_5x5", 5), new("shufflenet_7x7", 7), new("xception_3x3", null)];
}

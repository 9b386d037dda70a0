using NasSharp.Torch;
using NasSharp.Torch.Data;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>Random images whose class is the channel with the largest mean, so that there is something to learn.</summary>
internal static class TinyData
{
    public static TrainSplit Train(int count = 48, long seed = 1) => new(Images(count, seed));

    public static (TrainSplit Train, ValidationSplit Validation) Split(int count = 64, long seed = 1) => Train(count, seed).SplitOff(0.5, seed);

    public static TestSplit Test(int count = 30, long seed = 2) => new(Images(count, seed));

    private static TensorDataset Images(int count, long seed)
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator((ulong)seed);
        var images = torch.randn([count, 3, 6, 6], generator: generator);
        var labels = torch.arange(count).remainder(3);
        for (var i = 0; i < count; i++)
            images.select(0, i).select(0, i % 3).add_(1.5);
        return new TensorDataset(images, labels, ["red", "green", "blue"]);
    }
}

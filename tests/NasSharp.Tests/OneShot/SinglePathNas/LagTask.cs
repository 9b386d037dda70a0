using NasSharp.Spaces;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Tests.OneShot.SinglePathNas;

/// <summary>
/// A task whose best superkernel is known. Images are noise whose pixels are correlated, or anticorrelated, with those a few columns away; that is the class. A distance of 4 is seen by a 5x5
/// kernel only, a distance of 1 by a 3x3 kernel as well, which is cheaper. Which distance it is changes with the seed.
/// </summary>
internal sealed class LagTask : Module<Tensor, Tensor>
{
    public const string Key = "block";

    private const int Rows = 3;
    private const int Columns = 16;
    private const int Channels = 6;
    private const double Correlation = 0.8;

    private readonly SuperKernelBlock block = new(1, Channels, expansion: 12, key: Key);
    private readonly Module<Tensor, Tensor> head = Linear(Channels, 2);

    public LagTask()
        : base(nameof(LagTask)) => RegisterComponents();

    /// <summary>Whether the architecture has the kernel that the data need; the expansion is free.</summary>
    public static bool IsPlanted(Architecture found, int seed) => found[Key].Selected[0] >= 2 == NeedsLarge(seed);

    public static (TrainSplit Train, ValidationSplit Validation) Data(int seed, int count = 512)
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed + 500);
        var labels = arange(count).remainder(2);
        var sign = (labels.to(ScalarType.Float32) * 2 - 1).view(-1, 1);
        var lag = NeedsLarge(seed) ? 4 : 1;
        var columns = new List<Tensor>();
        for (var column = 0; column < Columns; column++)
        {
            var noise = randn([count, Rows], generator: generator);
            columns.Add(column < lag ? noise : columns[column - lag] * sign * Correlation + noise * Math.Sqrt(1 - Correlation * Correlation));
        }
        return new TrainSplit(new TensorDataset(stack([.. columns], 2).view(count, 1, Rows, Columns), labels, ["away", "alike"])).SplitOff(0.5, seed);
    }

    public override Tensor forward(Tensor input) => head.call(block.call(input).mean([2, 3]));

    private static bool NeedsLarge(int seed) => seed % 2 == 0;
}

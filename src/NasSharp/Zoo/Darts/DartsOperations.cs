using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts;

/// <summary>The seven operations of a DARTS edge, in NNI's order and under its names. The paper's "none" is implicit in the weights.</summary>
internal static class DartsOperations
{
    public const string MaxPool = "maxpool";
    public const string AvgPool = "avgpool";
    public const string SkipConnect = "skipconnect";
    public const string SepConv3 = "sepconv3x3";
    public const string SepConv5 = "sepconv5x5";
    public const string DilConv3 = "dilconv3x3";
    public const string DilConv5 = "dilconv5x5";

    public static IReadOnlyList<(string Name, nn.Module<Tensor, Tensor> Module)> Make(int channels, int stride, DartsPhase phase)
    {
        var affine = phase == DartsPhase.Retraining;
        return
        [
            (MaxPool, Normed(nn.MaxPool2d(3, stride, padding: 1), channels, phase)),
            (AvgPool, Normed(nn.AvgPool2d(3, stride, padding: 1, count_include_pad: false), channels, phase)),
            (SkipConnect, stride == 1 ? nn.Identity() : new FactorizedReduce(channels, channels, affine)),
            (SepConv3, new SepConv(channels, channels, kernel: 3, stride, padding: 1, affine)),
            (SepConv5, new SepConv(channels, channels, kernel: 5, stride, padding: 2, affine)),
            (DilConv3, new DilConv(channels, channels, kernel: 3, stride, padding: 2, dilation: 2, affine)),
            (DilConv5, new DilConv(channels, channels, kernel: 5, stride, padding: 4, dilation: 2, affine)),
        ];
    }

    private static nn.Module<Tensor, Tensor> Normed(nn.Module<Tensor, Tensor> pool, int channels, DartsPhase phase)
        => phase == DartsPhase.Search ? new NormedPool(pool, channels) : pool;
}

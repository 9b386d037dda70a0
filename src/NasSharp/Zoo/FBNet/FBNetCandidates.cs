using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.FBNet;

/// <summary>The nine candidates of a layer (Wu et al. 2019, table 2), in the order of HW-NAS-Bench's tables.</summary>
internal static class FBNetCandidates
{
    public const string Skip = "skip";

    private static readonly (string Name, int Kernel, int Expansion, int Groups)[] Blocks =
    [
        ("k3_e1", 3, 1, 1), ("k3_e1_g2", 3, 1, 2), ("k3_e3", 3, 3, 1), ("k3_e6", 3, 6, 1),
        ("k5_e1", 5, 1, 1), ("k5_e1_g2", 5, 1, 2), ("k5_e3", 5, 3, 1), ("k5_e6", 5, 6, 1),
    ];

    public static IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Make(int inChannels, int outChannels, int stride, bool expandsByOne)
    {
        foreach (var (name, kernel, expansion, groups) in Blocks)
            yield return (name, new FBNetBlock(inChannels, outChannels, kernel, expansion, groups, stride, expandsByOne));
        // Where the shape changes, there is nothing to skip to: the cheapest way there is a 1x1 convolution.
        yield return (Skip, stride == 1 && inChannels == outChannels ? nn.Identity() : new FBNetConvolution(inChannels, outChannels, 1, stride));
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>
/// A block of ShuffleNetV2 (Ma et al. 2018) as in the single path one-shot space. Where it keeps the shape, every other channel passes unchanged and the
/// rest goes through the main branch, which shuffles and splits in one; where it changes the shape, both branches see the whole input. The main branch adds what is missing
/// to <c>out</c> channels. [N, in, H, W] to [N, out, H', W'].
/// </summary>
internal sealed class ShuffleNetBlock : nn.Module<Tensor, Tensor>
{
    private readonly Sequential main;
    private readonly Sequential? projection;

    public ShuffleNetBlock(int inChannels, int outChannels, ShuffleNetBlockKind kind, int stride, bool affine)
        : base(nameof(ShuffleNetBlock))
    {
        var splits = stride == 1 && inChannels == outChannels;
        var (before, middle) = (splits ? inChannels / 2 : inChannels, outChannels / 2);
        var after = outChannels - before;
        main = nn.Sequential(kind.Kernel is { } kernel
            ?
            [
                .. ShuffleNetLayers.Pointwise(before, middle, affine),
                .. ShuffleNetLayers.Depthwise(middle, kernel, stride, affine),
                .. ShuffleNetLayers.Pointwise(middle, after, affine),
            ]
            :
            [
                .. ShuffleNetLayers.Depthwise(before, 3, stride, affine),
                .. ShuffleNetLayers.Pointwise(before, middle, affine),
                .. ShuffleNetLayers.Depthwise(middle, 3, 1, affine),
                .. ShuffleNetLayers.Pointwise(middle, middle, affine),
                .. ShuffleNetLayers.Depthwise(middle, 3, 1, affine),
                .. ShuffleNetLayers.Pointwise(middle, after, affine),
            ]);
        if (!splits)
            projection = nn.Sequential([.. ShuffleNetLayers.Depthwise(before, kind.Kernel ?? 3, stride, affine), .. ShuffleNetLayers.Pointwise(before, before, affine)]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        if (projection is not null)
            return cat([projection.call(input), main.call(input)], 1).MoveToOuterDisposeScope();
        var shape = input.shape;
        var pairs = input.reshape([shape[0], shape[1] / 2, 2, shape[2], shape[3]]);
        return cat([pairs.select(2, 0), main.call(pairs.select(2, 1))], 1).MoveToOuterDisposeScope();
    }
}

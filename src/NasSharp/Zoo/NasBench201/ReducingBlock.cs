using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>The residual block between two stages: two 3x3 convolutions, the first of stride 2, beside a 2x2 average pooling with a 1x1 convolution: [N, in, H, W] to [N, out, ceil(H/2), ceil(W/2)].</summary>
internal sealed class ReducingBlock : nn.Module<Tensor, Tensor>
{
    private readonly StdConv conv1;
    private readonly StdConv conv2;
    private readonly Conv2d shortcut;

    public ReducingBlock(int inChannels, int outChannels)
        : base(nameof(ReducingBlock))
    {
        conv1 = new StdConv(inChannels, outChannels, kernel: 3, stride: 2, padding: 1, affine: true);
        conv2 = new StdConv(outChannels, outChannels, kernel: 3, stride: 1, padding: 1, affine: true);
        shortcut = nn.Conv2d(inChannels, outChannels, 1, bias: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        // Rounded up, for images of odd size.
        var pooled = nn.functional.avg_pool2d(input, 2, stride: 2, ceil_mode: true);
        return (conv2.call(conv1.call(input)) + shortcut.call(pooled)).MoveToOuterDisposeScope();
    }
}

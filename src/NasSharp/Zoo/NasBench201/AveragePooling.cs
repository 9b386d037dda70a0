using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>3x3 average pooling whose padding does not count; a 1x1 convolution comes first where the channels change: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class AveragePooling : nn.Module<Tensor, Tensor>
{
    private readonly StdConv? preprocess;
    private readonly int _stride;

    public AveragePooling(int inChannels, int outChannels, int stride, bool affine)
        : base(nameof(AveragePooling))
    {
        preprocess = inChannels == outChannels ? null : new StdConv(inChannels, outChannels, kernel: 1, stride: 1, padding: 0, affine);
        _stride = stride;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var fitting = preprocess?.call(input) ?? input.alias();
        return nn.functional.avg_pool2d(fitting, 3, _stride, padding: 1, count_include_pad: false);
    }
}

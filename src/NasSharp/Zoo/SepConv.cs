using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>Two depthwise-separable convolutions; the first one has the stride: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class SepConv : nn.Module<Tensor, Tensor>
{
    private readonly DilConv first;
    private readonly DilConv second;

    public SepConv(int inChannels, int outChannels, int kernel, int stride, int padding, bool affine)
        : base(nameof(SepConv))
    {
        first = new DilConv(inChannels, inChannels, kernel, stride, padding, dilation: 1, affine);
        second = new DilConv(inChannels, outChannels, kernel, stride: 1, padding, dilation: 1, affine);
        RegisterComponents();
    }

    public DilConv First => first;

    public DilConv Second => second;

    public override Tensor forward(Tensor input)
    {
        using var half = first.call(input);
        return second.call(half);
    }
}

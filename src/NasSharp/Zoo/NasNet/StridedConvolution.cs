using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>A convolution without bias that keeps height and width, or halves them: [N, in, H, W] to [N, out, H', W'].</summary>
internal sealed class StridedConvolution : nn.Module<Tensor, Tensor>, IStrided
{
    private readonly Conv2d conv;
    private readonly long[] _padding;
    private readonly long _dilation;
    private readonly long _groups;
    private readonly (bool Rows, bool Columns) _strided;

    /// <summary>Makes a convolution with a kernel of height and width; only sides longer than 1 take the stride, and of a 1x1 kernel both.</summary>
    public StridedConvolution(int inChannels, int outChannels, (int Height, int Width) kernel, int dilation = 1, bool depthwise = false)
        : base(nameof(StridedConvolution))
    {
        _padding = [dilation * (kernel.Height / 2), dilation * (kernel.Width / 2)];
        (_dilation, _groups) = (dilation, depthwise ? inChannels : 1);
        var point = kernel is (1, 1);
        _strided = (point || kernel.Height > 1, point || kernel.Width > 1);
        conv = nn.Conv2d(inChannels, outChannels, kernel, padding: (_padding[0], _padding[1]), dilation: (dilation, dilation), groups: _groups, bias: false);
        RegisterComponents();
    }

    public int Stride { get; set; } = 1;

    public override Tensor forward(Tensor input) => Stride == 1
        ? conv.call(input)
        : nn.functional.conv2d(input, conv.weight, strides: [_strided.Rows ? Stride : 1, _strided.Columns ? Stride : 1], padding: _padding, dilation: [_dilation, _dilation], groups: _groups);
}

using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>Two units of the same kind; the first one takes the stride: [N, C, H, W] to [N, C, H', W'].</summary>
internal sealed class ConvolutionPair : nn.Module<Tensor, Tensor>, IStrided
{
    private readonly ConvolutionUnit first;
    private readonly ConvolutionUnit second;

    public ConvolutionPair(Func<ConvolutionUnit> unit)
        : base(nameof(ConvolutionPair))
    {
        (first, second) = (unit(), unit());
        RegisterComponents();
    }

    public int Stride
    {
        get => first.Stride;
        set => first.Stride = value;
    }

    public override Tensor forward(Tensor input)
    {
        using var half = first.call(input);
        return second.call(half);
    }
}

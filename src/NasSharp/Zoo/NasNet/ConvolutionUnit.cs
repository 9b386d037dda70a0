using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>ReLU, convolutions one after the other, batch norm: [N, C, H, W] to [N, C, H', W'].</summary>
internal sealed class ConvolutionUnit : nn.Module<Tensor, Tensor>, IStrided
{
    private readonly ModuleList<StridedConvolution> convs;
    private readonly BatchNorm2d norm;
    private readonly IStrided[] _strided;

    /// <summary>Makes a unit; the first <paramref name="strided"/> convolutions take the stride.</summary>
    public ConvolutionUnit(int channels, bool affine, int strided, params StridedConvolution[] convolutions)
        : base(nameof(ConvolutionUnit))
    {
        convs = nn.ModuleList(convolutions);
        norm = nn.BatchNorm2d(channels, affine: affine);
        _strided = convolutions[..strided];
        RegisterComponents();
    }

    public int Stride
    {
        get => _strided[0].Stride;
        set
        {
            foreach (var conv in _strided)
                conv.Stride = value;
        }
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = nn.functional.relu(input);
        foreach (var conv in convs)
            x = conv.call(x);
        return norm.call(x).MoveToOuterDisposeScope();
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>One 3x3 convolution and a batch norm, at full resolution; both inputs of the first cell are its output.</summary>
internal sealed class CifarStem : nn.Module<Tensor, (Tensor, Tensor)>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public CifarStem(int inChannels, int outChannels)
        : base(nameof(CifarStem))
    {
        conv = nn.Conv2d(inChannels, outChannels, 3, padding: 1, bias: false);
        norm = nn.BatchNorm2d(outChannels);
        RegisterComponents();
    }

    public override (Tensor, Tensor) forward(Tensor input)
    {
        using var convolved = conv.call(input);
        var x = norm.call(convolved);
        return (x, x.alias());
    }
}

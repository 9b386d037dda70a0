using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>Three 3x3 convolutions of stride 2; the first cell gets the images at a quarter and at an eighth of their size.</summary>
internal sealed class ImageNetStem : nn.Module<Tensor, (Tensor, Tensor)>
{
    private readonly Conv2d conv0;
    private readonly BatchNorm2d norm0;
    private readonly Conv2d conv1;
    private readonly BatchNorm2d norm1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d norm2;

    public ImageNetStem(int inChannels, int outChannels)
        : base(nameof(ImageNetStem))
    {
        conv0 = nn.Conv2d(inChannels, outChannels / 2, 3, stride: 2, padding: 1, bias: false);
        norm0 = nn.BatchNorm2d(outChannels / 2);
        conv1 = nn.Conv2d(outChannels / 2, outChannels, 3, stride: 2, padding: 1, bias: false);
        norm1 = nn.BatchNorm2d(outChannels);
        conv2 = nn.Conv2d(outChannels, outChannels, 3, stride: 2, padding: 1, bias: false);
        norm2 = nn.BatchNorm2d(outChannels);
        RegisterComponents();
    }

    public override (Tensor, Tensor) forward(Tensor input)
    {
        using var half = conv0.call(input);
        using var halfNormed = norm0.call(half);
        using var halfActive = nn.functional.relu(halfNormed);
        using var quarter = conv1.call(halfActive);
        var quarterNormed = norm1.call(quarter);
        using var quarterActive = nn.functional.relu(quarterNormed);
        using var eighth = conv2.call(quarterActive);
        return (quarterNormed, norm2.call(eighth));
    }
}

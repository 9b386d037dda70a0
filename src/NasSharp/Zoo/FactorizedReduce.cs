using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>
/// ReLU, two 1x1 convolutions of stride 2, the second on the image shifted by one pixel, joined, batch norm: [N, in, H, W] to
/// [N, out, ceil(H/2), ceil(W/2)].
/// </summary>
internal sealed class FactorizedReduce : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv1;
    private readonly Conv2d conv2;
    private readonly BatchNorm2d norm;

    public FactorizedReduce(int inChannels, int outChannels, bool affine)
        : base(nameof(FactorizedReduce))
    {
        conv1 = nn.Conv2d(inChannels, outChannels / 2, 1, stride: 2, bias: false);
        conv2 = nn.Conv2d(inChannels, outChannels - outChannels / 2, 1, stride: 2, bias: false);
        norm = nn.BatchNorm2d(outChannels, affine: affine);
        RegisterComponents();
    }

    public Conv2d First => conv1;

    public Conv2d Second => conv2;

    public BatchNorm2d Norm => norm;

    public override Tensor forward(Tensor input)
    {
        using var active = nn.functional.relu(input);
        using var shifted = Shifted(active);
        using var even = conv1.call(active);
        using var odd = conv2.call(shifted);
        using var joined = cat([even, odd], 1);
        return norm.call(joined);
    }

    // An odd size leaves the shifted image one step short: a border of zeros makes up for it.
    private static Tensor Shifted(Tensor x)
    {
        var (height, width) = (x.size(2), x.size(3));
        var shifted = x.slice(2, 1, height).slice(3, 1, width);
        return height % 2 == 0 && width % 2 == 0 ? shifted : nn.functional.pad(shifted, [0, width % 2, 0, height % 2]);
    }
}

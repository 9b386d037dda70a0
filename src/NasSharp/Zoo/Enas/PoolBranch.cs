using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>1x1 convolution with norm and ReLU, pooling, batch norm without weights: [N, C, H, W] to the same shape.</summary>
internal sealed class PoolBranch : nn.Module<Tensor, Tensor>
{
    private readonly ConvNormRelu prepare;
    private readonly nn.Module<Tensor, Tensor> pool;
    private readonly BatchNorm2d norm;

    public PoolBranch(int channels, nn.Module<Tensor, Tensor> pool)
        : base(nameof(PoolBranch))
    {
        prepare = new ConvNormRelu(channels, channels);
        this.pool = pool;
        norm = nn.BatchNorm2d(channels, affine: false);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var prepared = prepare.call(input);
        using var pooled = pool.call(prepared);
        return norm.call(pooled);
    }
}

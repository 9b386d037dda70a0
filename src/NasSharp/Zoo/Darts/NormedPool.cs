using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts;

/// <summary>A pooling followed by a batch norm without weights, so that a search compares operations of the same scale.</summary>
internal sealed class NormedPool : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> pool;
    private readonly BatchNorm2d norm;

    public NormedPool(nn.Module<Tensor, Tensor> pool, int channels)
        : base(nameof(NormedPool))
    {
        this.pool = pool;
        norm = nn.BatchNorm2d(channels, affine: false);
        RegisterComponents();
    }

    public nn.Module<Tensor, Tensor> Pool => pool;

    public BatchNorm2d Norm => norm;

    public override Tensor forward(Tensor input)
    {
        using var pooled = pool.call(input);
        return norm.call(pooled);
    }
}

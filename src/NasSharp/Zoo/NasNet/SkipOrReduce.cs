using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>The identity, or of a state twice as large a reduction: [N, C, H, W] to [N, C, H', W'].</summary>
internal sealed class SkipOrReduce : nn.Module<Tensor, Tensor>, IStrided
{
    private readonly FactorizedReduce? reduce;

    public SkipOrReduce(int channels, bool affine, bool reduces)
        : base(nameof(SkipOrReduce))
    {
        reduce = reduces ? new FactorizedReduce(channels, channels, affine) : null;
        RegisterComponents();
    }

    public int Stride { get; set; } = 1;

    public override Tensor forward(Tensor input) => Stride == 1 ? input.alias() : reduce!.call(input);

    /// <summary>Drops the reduction, where an applied architecture has no use for it.</summary>
    public void DropReduction() => Unregister(nameof(reduce));
}

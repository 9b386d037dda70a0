using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>Batch norm over the tokens alone: padding counts neither in the mean nor in the variance, and is zero afterwards. [N, C, L] to the same.</summary>
internal sealed class MaskedNorm : nn.Module<Tensor, TextMask, Tensor>
{
    private readonly BatchNorm1d norm;

    public MaskedNorm(int features) : base(nameof(MaskedNorm))
    {
        norm = nn.BatchNorm1d(features);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, TextMask mask)
    {
        if (mask.Positions is not { } positions)
            return norm.call(input);
        using var scope = NewDisposeScope();
        var (count, features, length) = (input.size(0), input.size(1), input.size(2));
        var rows = input.transpose(1, 2).reshape(count * length, features);
        var normed = norm.call(rows.index_select(0, positions));
        return zeros_like(rows).index_copy(0, positions, normed).view(count, length, features).transpose(1, 2).MoveToOuterDisposeScope();
    }
}

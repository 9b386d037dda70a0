using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>
/// Pooling over three neighbouring positions, of which padding is none: a mean is divided by the number of tokens under the window, so that a text gives
/// the same whether or not padding follows. [N, C, L] to the same, zero at padding.
/// </summary>
internal sealed class TextPool(bool average) : nn.Module<Tensor, TextMask, Tensor>(nameof(TextPool))
{
    private const int Window = 3;

    public override Tensor forward(Tensor input, TextMask mask)
    {
        using var scope = NewDisposeScope();
        return (average ? Average(input, mask) : Max(input, mask)).MoveToOuterDisposeScope();
    }

    private static Tensor Average(Tensor input, TextMask mask)
    {
        // The input is zero at padding, and both means have the same divisor.
        var share = nn.functional.avg_pool1d(mask.Weights, Window, 1, Window / 2, count_include_pad: true);
        var mean = nn.functional.avg_pool1d(input, Window, 1, Window / 2, count_include_pad: true);
        return mask.Clear(mean / share.clamp_min(0.5 / Window));
    }

    private static Tensor Max(Tensor input, TextMask mask)
    {
        var visible = mask.Full ? input : input.masked_fill(mask.Padding, double.NegativeInfinity);
        return mask.Clear(nn.functional.max_pool1d(visible, Window, 1, Window / 2));
    }
}

using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>
/// A gated recurrent unit in both directions, the two added, and dropout. The backward direction starts at a text's last token, not at the end of the
/// batch. [N, C, L] to the same, zero at padding.
/// </summary>
internal sealed class TextRecurrence : nn.Module<Tensor, TextMask, Tensor>
{
    private readonly GRU unit;
    private readonly Dropout dropout;

    public TextRecurrence(int features, double dropProbability) : base(nameof(TextRecurrence))
    {
        unit = nn.GRU(features, features, batchFirst: true, bidirectional: true);
        dropout = nn.Dropout(dropProbability);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, TextMask mask)
    {
        using var scope = NewDisposeScope();
        var both = Run(input.transpose(1, 2), mask).chunk(2, 2);
        return dropout.call((both[0] + both[1]).transpose(1, 2)).MoveToOuterDisposeScope();
    }

    private Tensor Run(Tensor texts, TextMask mask)
    {
        if (mask.Full)
            return unit.call(texts).Item1;
        var (output, _) = unit.call(nn.utils.rnn.pack_padded_sequence(texts, mask.Lengths, batch_first: true, enforce_sorted: false));
        return nn.utils.rnn.pad_packed_sequence(output, batch_first: true, total_length: texts.size(1)).Item1;
    }
}

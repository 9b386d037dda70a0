using NasSharp.Torch;
using NasSharp.Torch.Data.Text;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>
/// Where a batch of texts has tokens, in the forms that the layers need. The tensors live as long as the dispose scope in which the mask was made. On the
/// meta device, where contents do not exist, every position counts as a token.
/// </summary>
internal sealed class TextMask
{
    private TextMask(Tensor tokens, bool full)
    {
        var shape = tokens.shape;
        Full = full;
        if (full)
        {
            Lengths = torch.full([shape[0]], shape[1], dtype: ScalarType.Int64);
            Valid = ones(shape[0], shape[1], dtype: ScalarType.Bool, device: tokens.device);
        }
        else
        {
            Valid = tokens.ne(Vocabulary.Pad);
            // A text without a token has one unknown position: a mean over nothing does not exist.
            Valid.narrow(1, 0, 1).logical_or_(Valid.any(1, keepdim: true).logical_not());
            Lengths = Valid.sum(1).cpu();
            Positions = Valid.flatten().nonzero().squeeze(1);
        }
        Padding = Valid.logical_not().unsqueeze(1);
        Weights = Valid.to(ScalarType.Float32).unsqueeze(1);
    }

    /// <summary>Whether no position is padding.</summary>
    public bool Full { get; }

    /// <summary>True at tokens, [N, L] bool.</summary>
    public Tensor Valid { get; }

    /// <summary>True at padding, [N, 1, L] bool.</summary>
    public Tensor Padding { get; }

    /// <summary>1 at tokens and 0 at padding, [N, 1, L] float32.</summary>
    public Tensor Weights { get; }

    /// <summary>Tokens of each text, [N] int64 on the CPU, at least 1.</summary>
    public Tensor Lengths { get; }

    /// <summary>The places of the tokens in the batch laid out as [N * L], int64; null when there is no padding.</summary>
    public Tensor? Positions { get; }

    /// <summary>The mask of a batch of token numbers.</summary>
    /// <param name="tokens">[N, L] int64; <see cref="Vocabulary.Pad"/> stands behind the tokens of a text, never between them.</param>
    public static TextMask Of(Tensor tokens) =>
        new(tokens, tokens.device.type == DeviceType.META || tokens.ne(Vocabulary.Pad).all().ToBoolean());

    /// <summary>Sets what stands at padding to zero; [N, C, L] to the same.</summary>
    public Tensor Clear(Tensor input) => Full ? input : input.masked_fill(Padding, 0);
}

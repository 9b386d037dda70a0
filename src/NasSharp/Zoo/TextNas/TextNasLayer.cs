using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>
/// One searched layer: which of the last layers it reads, one of eight operations, which earlier layers are added, then batch norm. The first layer reads the
/// stem and adds nothing.
/// </summary>
internal sealed class TextNasLayer : nn.Module<IReadOnlyList<Tensor>, TextMask, Tensor>, IMutableScope
{
    private readonly InputChoice? input;
    private readonly LayerChoice<Tensor, TextMask> op;
    private readonly InputChoice? skip;
    private readonly MaskedNorm norm;

    /// <summary>Makes a layer.</summary>
    /// <param name="key">The layer's name, which later layers give as a source.</param>
    /// <param name="earlier">The names of the layers before it.</param>
    /// <param name="options">Sizes.</param>
    public TextNasLayer(string key, IReadOnlyList<string> earlier, TextNasOptions options) : base(nameof(TextNasLayer))
    {
        Key = key;
        var features = options.Hidden;
        input = earlier.Count > 0 ? new InputChoice(earlier.TakeLast(options.Window), chosen: 1) : null;
        op = new LayerChoice<Tensor, TextMask>(
        [
            ("conv1", new TextConvolution(features, features, 1, options.ConvolutionDropout)),
            ("conv3", new TextConvolution(features, features, 3, options.ConvolutionDropout)),
            ("conv5", new TextConvolution(features, features, 5, options.ConvolutionDropout)),
            ("conv7", new TextConvolution(features, features, 7, options.ConvolutionDropout)),
            ("avgpool3", new TextPool(average: true)),
            ("maxpool3", new TextPool(average: false)),
            ("gru", new TextRecurrence(features, options.RecurrentDropout)),
            ("attention", new TextAttention(features, options.Heads, options.AttentionDropout)),
        ]);
        skip = earlier.Count > 0 ? new InputChoice(earlier) : null;
        norm = new MaskedNorm(features);
        RegisterComponents();
    }

    public string Key { get; }

    /// <summary>Runs the layer.</summary>
    /// <param name="before">The outputs of the layers before it, [N, C, L] each; for the first layer that of the stem alone.</param>
    /// <param name="mask">Where tokens are.</param>
    public override Tensor forward(IReadOnlyList<Tensor> before, TextMask mask)
    {
        using var scope = NewDisposeScope();
        var read = input is null ? before[0] : input.call([.. before.TakeLast(input.Count)])!;
        var output = op.call(read, mask);
        if (skip?.call([.. before]) is { } added)
            output = output + added;
        return norm.call(output, mask).MoveToOuterDisposeScope();
    }
}

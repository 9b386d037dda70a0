using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>
/// One layer of the ENAS macro space: one of six operations on the tensor before it, plus the sum of any number of earlier tensors, then batch norm
/// without weights. From tensors [N, C, H, W] to one of the same shape.
/// </summary>
public sealed class EnasMacroLayer : nn.Module<IReadOnlyList<Tensor?>, Tensor>, IMutableScope
{
    private readonly LayerChoice op;
    private readonly InputChoice? skip;
    private readonly BatchNorm2d norm;

    /// <summary>Makes a layer.</summary>
    /// <param name="key">The layer's name, which later layers give as a source.</param>
    /// <param name="sources">For each optional tensor the key of the layer it enters; empty: the layer has no optional inputs.</param>
    /// <param name="inChannels">Channels of the tensors before it; equal to <paramref name="outChannels"/>.</param>
    /// <param name="outChannels">Channels of the layer; at least 1.</param>
    /// <exception cref="ArgumentException">The key is empty, or the channels differ: optional inputs are added to the output.</exception>
    public EnasMacroLayer(string key, IReadOnlyList<string> sources, int inChannels, int outChannels)
        : base(nameof(EnasMacroLayer))
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(sources);
        EnasSize.AtLeast(inChannels, 1, nameof(inChannels));
        EnasSize.AtLeast(outChannels, 1, nameof(outChannels));
        if (inChannels != outChannels)
            throw new ArgumentException($"The layer '{key}' has {nameof(inChannels)} = {inChannels} and {nameof(outChannels)} = {outChannels}; they must be equal, because earlier tensors are added to the layer's output.");
        Key = key;
        op = new LayerChoice(
        [
            new ConvBranch(outChannels, 3, separable: false),
            new ConvBranch(outChannels, 3, separable: true),
            new ConvBranch(outChannels, 5, separable: false),
            new ConvBranch(outChannels, 5, separable: true),
            new PoolBranch(outChannels, EnasPools.Average()),
            new PoolBranch(outChannels, EnasPools.Max()),
        ]);
        skip = sources.Count > 0 ? new InputChoice(sources) : null;
        norm = nn.BatchNorm2d(outChannels, affine: false);
        RegisterComponents();
    }

    /// <inheritdoc/>
    public string Key { get; }

    /// <summary>For each tensor before the last, whether the layer adds it now.</summary>
    internal IReadOnlyList<bool> Added => skip?.CurrentMask ?? [];

    /// <summary>Runs the layer.</summary>
    /// <param name="input">All tensors so far, the one before this layer last; null where a tensor is not added and was not computed.</param>
    /// <exception cref="ArgumentException">There are not as many tensors as sources and one more.</exception>
    public override Tensor forward(IReadOnlyList<Tensor?> input)
    {
        ArgumentNullException.ThrowIfNull(input);
        if (input.Count == 0 || input[^1] is not { } last)
            throw new ArgumentException($"The layer '{Key}' needs the tensor before it as the last of its inputs.", nameof(input));
        using var scope = NewDisposeScope();
        var output = op.call(last);
        if (skip?.call([.. input.SkipLast(1)]) is { } added)
            output = output + added;
        return norm.call(output).MoveToOuterDisposeScope();
    }
}

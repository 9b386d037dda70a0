using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>
/// The ENAS macro space (Pham et al. 2018, section 2.3): every layer chooses its operation and which earlier tensors it adds. Images
/// [N, channels, H, W] to logits [N, classes]. As in NNI and the authors' code, the source <c>layer_j</c> of a layer is the tensor that enters
/// layer j (so <c>layer_0</c> is the stem's output). Tensors that no later layer adds are not reduced along.
/// </summary>
public sealed class EnasMacroModel : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d stem;
    private readonly BatchNorm2d stemNorm;
    private readonly ModuleList<EnasMacroLayer> layers;
    private readonly FactorizedReduce reduce1;
    private readonly FactorizedReduce reduce2;
    private readonly Dropout dropout;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options that of NNI: 12 layers of 24 channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public EnasMacroModel(EnasMacroOptions? options = null)
        : base(nameof(EnasMacroModel))
    {
        Options = options ?? new EnasMacroOptions();
        Options.Validate();
        var channels = Options.Channels;
        stem = nn.Conv2d(Options.InputChannels, channels, 3, padding: 1, bias: false);
        stemNorm = nn.BatchNorm2d(channels);
        layers = nn.ModuleList<EnasMacroLayer>();
        var keys = Enumerable.Range(0, Options.Layers).Select(i => $"layer_{i}").ToArray();
        foreach (var (index, key) in keys.Index())
            layers.append(new EnasMacroLayer(key, keys[..index], channels, channels));
        reduce1 = new FactorizedReduce(channels, channels, affine: false);
        reduce2 = new FactorizedReduce(channels, channels, affine: false);
        dropout = nn.Dropout(Options.Dropout);
        classifier = nn.Linear(channels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public EnasMacroOptions Options { get; }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<EnasMacroLayer> Layers => [.. layers];

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var tensors = new List<Tensor?> { stemNorm.call(stem.call(input)) };
        for (var i = 0; i < Options.Layers; i++)
        {
            tensors.Add(layers[i].call(tensors));
            var reduce = i == Options.Layers / 3 - 1 ? reduce1 : i == 2 * Options.Layers / 3 - 1 ? reduce2 : null;
            DropUnused(tensors, i);
            for (var t = 0; reduce is not null && t < tensors.Count; t++)
                tensors[t] = tensors[t] is { } tensor ? reduce.call(tensor) : null;
        }
        var pooled = nn.functional.adaptive_avg_pool2d(tensors[^1]!, 1).flatten(1);
        return classifier.call(dropout.call(pooled)).MoveToOuterDisposeScope();
    }

    // Autograd keeps what it needs of a tensor that no later layer adds.
    private void DropUnused(List<Tensor?> tensors, int done)
    {
        for (var t = 0; t < tensors.Count - 1; t++)
        {
            var used = false;
            for (var later = done + 1; !used && later < Options.Layers; later++)
                used = layers[later].Added[t];
            if (used || tensors[t] is not { } unused)
                continue;
            unused.Dispose();
            tensors[t] = null;
        }
    }
}

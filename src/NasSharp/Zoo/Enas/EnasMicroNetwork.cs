using NasSharp.Retraining;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>
/// The ENAS micro space (Pham et al. 2018, section 2.4): a stem, normal cells with a reducing cell after each third, and a classifier; images
/// [N, channels, H, W] to logits [N, classes].
/// </summary>
public sealed class EnasMicroNetwork : nn.Module<Tensor, Tensor>, IAuxiliaryHead, IDropPath
{
    private readonly Conv2d stem;
    private readonly BatchNorm2d stemNorm;
    private readonly ModuleList<EnasMicroLayer> cells;
    private readonly EnasAuxiliaryHead? auxiliary;
    private readonly Dropout dropout;
    private readonly Linear classifier;
    private readonly int _auxiliaryAfter;

    /// <summary>Makes the network; without options 6 normal cells of 5 nodes and 20 channels.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public EnasMicroNetwork(EnasMicroOptions? options = null)
        : base(nameof(EnasMicroNetwork))
    {
        Options = options ?? new EnasMicroOptions();
        Options.Validate();
        var (beforePrevious, previous, channels) = (Options.Channels * Options.StemMultiplier, Options.Channels * Options.StemMultiplier, Options.Channels);
        stem = nn.Conv2d(Options.InputChannels, previous, 3, padding: 1, bias: false);
        stemNorm = nn.BatchNorm2d(previous);
        cells = nn.ModuleList<EnasMicroLayer>();
        var third = Options.Layers / 3;
        _auxiliaryAfter = 2 * third + 1;
        for (var i = 0; i < Options.Layers + 2; i++)
        {
            var reduction = i == third || i == _auxiliaryAfter;
            if (reduction)
                channels *= 2;
            cells.append(new EnasMicroLayer(Options.Nodes, beforePrevious, previous, channels, reduction));
            // A reducing cell hands on its second input reduced, with its own channels.
            (beforePrevious, previous) = (reduction ? channels : previous, channels);
            if (Options.AuxiliaryHead && i == _auxiliaryAfter)
                auxiliary = new EnasAuxiliaryHead(channels, Options.Classes);
        }
        dropout = nn.Dropout(Options.Dropout);
        classifier = nn.Linear(channels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public EnasMicroOptions Options { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<EnasMicroLayer> Cells => [.. cells];

    /// <inheritdoc/>
    public double DropPathProbability
    {
        get => cells[0].DropPathProbability;
        set
        {
            EnasSize.Probability(value, nameof(DropPathProbability));
            foreach (var cell in cells)
                cell.DropPathProbability = value;
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(input, withAuxiliary: false).Logits;

    /// <summary>The logits of both heads, [N, classes] each; the second is null outside of training and when the network has no second head.</summary>
    public (Tensor logits, Tensor? auxiliary) forward_auxiliary(Tensor input) => Run(input, withAuxiliary: training);

    private (Tensor Logits, Tensor? Auxiliary) Run(Tensor input, bool withAuxiliary)
    {
        using var scope = NewDisposeScope();
        var previous = stemNorm.call(stem.call(input));
        var beforePrevious = previous;
        Tensor? auxiliaryLogits = null;
        for (var i = 0; i < cells.Count; i++)
        {
            (beforePrevious, previous) = cells[i].call(beforePrevious, previous);
            if (withAuxiliary && i == _auxiliaryAfter)
                auxiliaryLogits = auxiliary?.call(previous);
        }
        var active = nn.functional.relu(previous);
        var pooled = nn.functional.adaptive_avg_pool2d(active, 1).flatten(1);
        return (classifier.call(dropout.call(pooled)).MoveToOuterDisposeScope(), auxiliaryLogits?.MoveToOuterDisposeScope());
    }
}

using NasSharp.Retraining;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts;

/// <summary>
/// The network of DARTS (Liu et al. 2019): a stem, cells of which those at one third and two thirds reduce, global pooling, a linear classifier; images
/// [N, channels, H, W] to logits [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one architecture of it.
/// </summary>
public sealed class DartsStackedCells : nn.Module<Tensor, Tensor>, IAuxiliaryHead, IDropPath
{
    private readonly nn.Module<Tensor, (Tensor, Tensor)> stem;
    private readonly ModuleList<DartsCell> cells;
    private readonly AuxiliaryHead? auxiliary;
    private readonly Linear classifier;
    private readonly int _auxiliaryAfter;

    /// <summary>Makes the network; without options the paper's search network.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public DartsStackedCells(DartsNetworkOptions? options = null)
        : base(nameof(DartsStackedCells))
    {
        Options = options ?? DartsNetworkOptions.Search;
        Options.Validate();
        var forImageNet = Options.Stem == DartsStem.ImageNet;
        var stemChannels = forImageNet ? Options.Channels : Options.Channels * Options.StemMultiplier;
        stem = forImageNet ? new ImageNetStem(Options.InputChannels, stemChannels) : new CifarStem(Options.InputChannels, stemChannels);
        cells = nn.ModuleList<DartsCell>();
        var (beforePrevious, previous, channels, reductionPrevious) = (stemChannels, stemChannels, Options.Channels, forImageNet);
        _auxiliaryAfter = 2 * Options.Cells / 3;
        for (var i = 0; i < Options.Cells; i++)
        {
            var reduction = i == Options.Cells / 3 || i == _auxiliaryAfter;
            if (reduction)
                channels *= 2;
            var cell = new DartsCell(Options.Nodes, beforePrevious, previous, channels, reductionPrevious, reduction, Options.Phase, Options.PartialChannels);
            cells.append(cell);
            (beforePrevious, previous, reductionPrevious) = (previous, cell.OutChannels, reduction);
            if (Options.AuxiliaryHead && i == _auxiliaryAfter)
                auxiliary = new AuxiliaryHead(previous, Options.Classes, normsFeatures: Options.Stem == DartsStem.Cifar);
        }
        classifier = nn.Linear(previous, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public DartsNetworkOptions Options { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<DartsCell> Cells => [.. cells];

    /// <inheritdoc/>
    public double DropPathProbability
    {
        get => cells[0].DropPathProbability;
        set
        {
            if (value is not (>= 0 and < 1))
                throw new ArgumentOutOfRangeException(nameof(value), value, "A drop-path probability is at least 0 and less than 1.");
            foreach (var cell in cells)
                cell.DropPathProbability = value;
        }
    }

    /// <summary>
    /// Whether edges that leave one state run as one operator, several times faster, where that computes the same: float32 on the CPU, batch norms without
    /// weights, no hooks, no dropped paths. Default true. That operator cannot be differentiated twice; set this to false for <c>create_graph</c>.
    /// </summary>
    public bool FuseEdges
    {
        get => cells[0].FuseEdges;
        set
        {
            foreach (var cell in cells)
                cell.FuseEdges = value;
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(input, withAuxiliary: false).Logits;

    /// <summary>The logits of both heads, [N, classes] each; the second is null outside of training and when the network has no second head.</summary>
    public (Tensor logits, Tensor? auxiliary) forward_auxiliary(Tensor input) => Run(input, withAuxiliary: training);

    private (Tensor Logits, Tensor? Auxiliary) Run(Tensor input, bool withAuxiliary)
    {
        var (beforePrevious, previous) = stem.call(input);
        Tensor? auxiliaryLogits = null;
        for (var i = 0; i < cells.Count; i++)
        {
            var next = cells[i].call(beforePrevious, previous);
            beforePrevious.Dispose();
            (beforePrevious, previous) = (previous, next);
            if (withAuxiliary && i == _auxiliaryAfter)
                auxiliaryLogits = auxiliary?.call(previous);
        }
        using var pooled = nn.functional.adaptive_avg_pool2d(previous, 1);
        using var flat = pooled.flatten(1);
        beforePrevious.Dispose();
        previous.Dispose();
        return (classifier.call(flat), auxiliaryLogits);
    }
}

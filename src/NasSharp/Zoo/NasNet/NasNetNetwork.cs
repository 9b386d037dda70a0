using NasSharp.Retraining;
using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>
/// A network of NASNet cells (Zoph et al. 2018, arXiv 1707.07012), with the operations of NASNet, AmoebaNet or PNAS: a stem, cells of which those at one third and two thirds
/// reduce, global pooling, a linear classifier; images [N, channels, H, W] to logits [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one
/// architecture of it, without the channels that cells do not give out.
/// </summary>
public sealed class NasNetNetwork : nn.Module<Tensor, Tensor>, IAuxiliaryHead, IDropPath, IKeepsParts
{
    private readonly nn.Module<Tensor, (Tensor, Tensor)> stem;
    private readonly ModuleList<NasNetCell> cells;
    private readonly AuxiliaryHead? auxiliary;
    private readonly Linear classifier;
    private readonly int _auxiliaryAfter;
    private readonly InputChannels _channels = new();

    /// <summary>Makes the network; without options 8 cells of 16 channels with NASNet's operations.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public NasNetNetwork(NasNetOptions? options = null)
        : base(nameof(NasNetNetwork))
    {
        Options = options ?? new NasNetOptions();
        Options.Validate();
        var stemChannels = Options.LargeImages ? Options.Channels : Options.Channels * Options.StemMultiplier;
        stem = Options.LargeImages ? new ImageNetStem(Options.InputChannels, stemChannels) : new CifarStem(Options.InputChannels, stemChannels);
        cells = nn.ModuleList<NasNetCell>();
        var (beforePrevious, previous, channels, reductionPrevious) = (stemChannels, stemChannels, Options.Channels, Options.LargeImages);
        _auxiliaryAfter = 2 * Options.Cells / 3;
        for (var i = 0; i < Options.Cells; i++)
        {
            var reduction = i == Options.Cells / 3 || i == _auxiliaryAfter;
            if (reduction)
                channels *= 2;
            var cell = new NasNetCell(Options.Operations, Options.Nodes, beforePrevious, previous, channels, reductionPrevious, reduction, Options.Output, Options.Affine);
            cells.append(cell);
            (beforePrevious, previous, reductionPrevious) = (previous, cell.OutChannels, reduction);
            if (Options.AuxiliaryHead && i == _auxiliaryAfter)
                auxiliary = new AuxiliaryHead(previous, Options.Classes, normsFeatures: !Options.LargeImages);
        }
        classifier = nn.Linear(previous, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public NasNetOptions Options { get; }

    /// <summary>The cells in order.</summary>
    public IReadOnlyList<NasNetCell> Cells => [.. cells];

    /// <inheritdoc/>
    public double DropPathProbability
    {
        get => cells[0].DropPathProbability;
        set
        {
            new OptionRange(nameof(NasNetNetwork)).Probability(value, nameof(DropPathProbability));
            foreach (var cell in cells)
                cell.DropPathProbability = value;
        }
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Run(input, withAuxiliary: false).Logits;

    /// <summary>The logits of both heads, [N, classes] each; the second is null outside of training and when the network has no second head.</summary>
    public (Tensor logits, Tensor? auxiliary) forward_auxiliary(Tensor input) => Run(input, withAuxiliary: training);

    // Whoever sees the output of a cell that leaves nodes out has weights for them that nothing reaches any more.
    void IPrunesItself.Prune()
    {
        for (var i = 0; i < cells.Count; i++)
        {
            var joined = cells[i].Joined();
            if (joined.Length == Options.Nodes)
                continue;
            cells[i].DropUsed();
            if (i + 1 < cells.Count)
                _channels.Keep(this, cells[i + 1].OnSecondInput, joined, Options.Nodes);
            if (i + 2 < cells.Count)
                foreach (var conv in cells[i + 2].OnFirstInput)
                    _channels.Keep(this, conv, joined, Options.Nodes);
            if (i == _auxiliaryAfter && auxiliary is not null)
                _channels.Keep(this, auxiliary.First, joined, Options.Nodes);
            if (i == cells.Count - 1)
                _channels.Keep(this, classifier, joined, Options.Nodes);
        }
    }

    Tensor IKeepsParts.Part(string name, Tensor tensor) => _channels.Part(name, tensor);

    private (Tensor Logits, Tensor? Auxiliary) Run(Tensor input, bool withAuxiliary)
    {
        using var scope = NewDisposeScope();
        var (beforePrevious, previous) = stem.call(input);
        Tensor? auxiliaryLogits = null;
        for (var i = 0; i < cells.Count; i++)
        {
            (beforePrevious, previous) = (previous, cells[i].call(beforePrevious, previous));
            if (withAuxiliary && i == _auxiliaryAfter)
                auxiliaryLogits = auxiliary?.call(previous);
        }
        var pooled = nn.functional.adaptive_avg_pool2d(previous, 1).flatten(1);
        return (classifier.call(pooled).MoveToOuterDisposeScope(), auxiliaryLogits?.MoveToOuterDisposeScope());
    }
}

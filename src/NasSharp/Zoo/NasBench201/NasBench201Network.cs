using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>
/// The network of NAS-Bench-201 (Dong and Yang 2020, arXiv 2001.00326): a 3x3 convolution, stages of equal cells with a residual block of stride 2 between them, global
/// pooling, a linear classifier; images [N, channels, H, W] to logits [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one architecture, for
/// which the tables of <c>NasSharp.Benchmarks.NasBench201</c> have the results of training.
/// </summary>
public sealed class NasBench201Network : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d stem;
    private readonly BatchNorm2d stemNorm;
    private readonly ModuleList<nn.Module<Tensor, Tensor>> cells;
    private readonly BatchNorm2d norm;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options the benchmark's for CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public NasBench201Network(NasBench201Options? options = null)
        : base(nameof(NasBench201Network))
    {
        Options = options ?? new NasBench201Options();
        Options.Validate();
        var channels = Options.Channels;
        stem = nn.Conv2d(Options.InputChannels, channels, 3, padding: 1, bias: false);
        stemNorm = nn.BatchNorm2d(channels);
        cells = nn.ModuleList<nn.Module<Tensor, Tensor>>();
        for (var stage = 0; stage < Options.Stages; stage++)
        {
            if (stage > 0)
            {
                cells.append(new ReducingBlock(channels, 2 * channels));
                channels *= 2;
            }
            for (var i = 0; i < Options.CellsPerStage; i++)
                cells.append(new NasBench201Cell(channels, channels, stride: 1, Options.Affine, Options.Nodes));
        }
        norm = nn.BatchNorm2d(channels);
        classifier = nn.Linear(channels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public NasBench201Options Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = stemNorm.call(stem.call(input));
        foreach (var cell in cells)
            x = cell.call(x);
        var active = nn.functional.relu(norm.call(x));
        return classifier.call(active.mean([2, 3])).MoveToOuterDisposeScope();
    }
}

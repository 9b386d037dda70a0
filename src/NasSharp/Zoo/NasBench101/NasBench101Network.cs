using NasSharp.Benchmarks.NasBench101;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench101;

/// <summary>
/// The network of NAS-Bench-101 (Ying et al. 2019, arXiv 1902.09635): a 3x3 convolution, stacks of equal cells with a pooling between them, global pooling, a linear classifier;
/// images [N, channels, H, W] to logits [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one architecture, and
/// <see cref="NasBench101Space.Cell"/> the cell to look up in the table.
/// </summary>
public sealed class NasBench101Network : nn.Module<Tensor, Tensor>
{
    private readonly SlicedConvolution stem;
    private readonly ModuleList<NasBench101Module> cells;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options the benchmark's for CIFAR-10.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public NasBench101Network(NasBench101Options? options = null)
        : base(nameof(NasBench101Network))
    {
        Options = options ?? new NasBench101Options();
        Options.Validate();
        var (inChannels, channels) = (Options.Channels, Options.Channels);
        stem = new SlicedConvolution(Options.InputChannels, channels, 3, Options.NormMomentum);
        cells = nn.ModuleList<NasBench101Module>();
        for (var stack = 0; stack < Options.Stacks; stack++, channels *= 2)
            for (var i = 0; i < Options.CellsPerStack; i++)
            {
                cells.append(new NasBench101Module(inChannels, channels, Options.Vertices, Options.NormMomentum));
                inChannels = channels;
            }
        classifier = nn.Linear(inChannels, Options.Classes);
        RegisterComponents();
    }

    /// <summary>The size of the network.</summary>
    public NasBench101Options Options { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = stem.Run(input, Options.Channels);
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0 && i % Options.CellsPerStack == 0)
                x = nn.functional.max_pool2d(x, 2, stride: 2, ceil_mode: true);
            x = cells[i].call(x);
        }
        return classifier.call(x.mean([2, 3])).MoveToOuterDisposeScope();
    }
}

using NasSharp.Benchmarks.NasBench101;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench101;

/// <summary>
/// The network of NAS-Bench-101 (Ying et al. 2019, arXiv 1902.09635): a 3x3 convolution, stacks of equal cells with a pooling between them, global pooling, a linear classifier;
/// images [N, channels, H, W] to logits [N, classes]. Built as a supernet; <c>FixedArchitecture.Apply</c> makes the network of one architecture, and <see cref="CellOf"/> finds its cell
/// in the table of <c>NasSharp.Benchmarks.NasBench101</c>.
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

    /// <summary>The cell of an architecture as the benchmark knows it: vertices that lie on no path from the input to the output are left out.</summary>
    /// <exception cref="ArgumentException">The cell has more than the benchmark's 9 edges, or more than its 7 vertices.</exception>
    /// <exception cref="ArchitectureException">The architecture is of another space, or has not one operation for each vertex.</exception>
    public static NasBench101Cell CellOf(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var inputs = new List<IReadOnlyList<bool>>();
        while (architecture.TryGet($"input{inputs.Count + 1}", out var decision))
            inputs.Add(decision.ToMask(inputs.Count + 1));
        if (inputs.Count == 0)
            throw new ArchitectureException("The architecture has no decision for 'input1'; a cell of NAS-Bench-101 has op1, op2, ... and input1, input2, ...");
        var graph = new ModuleGraph(inputs, 1 << 10);
        var last = graph.Vertices - 1;
        int[] live = [0, .. Enumerable.Range(1, last - 1).Where(v => graph.Channels[v] > 0), last];
        return new NasBench101Cell(
            [.. live[1..^1].Select(v => architecture[$"op{v}"].Selected is [var operation] ? architecture.Space[$"op{v}"].Candidates[operation]
                : throw new ArchitectureException($"Key 'op{v}': {architecture[$"op{v}"].Selected.Count} operations are selected; a cell of NAS-Bench-101 has one for each vertex."))],
            [.. Enumerable.Range(1, live.Length - 1).Select(to => (IReadOnlyList<int>)[.. Enumerable.Range(0, to).Where(from => graph.Has(live[from], live[to]))])]);
    }

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

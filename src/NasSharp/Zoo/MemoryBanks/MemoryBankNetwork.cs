using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.MemoryBanks;

/// <summary>
/// The memory-bank space of SMASH (Brock et al. 2018): images [N, channels, H, W] to logits [N, classes]. Connectivity is a pattern of reads
/// and writes: a bank that is read right after it was written is a chain, one that is added to is a residual connection, banks that are kept and read by all
/// that follow make a dense block. The 1x1 convolutions at the start of the operations are what a hypernetwork generates; everything else is learned as usual.
/// </summary>
public sealed class MemoryBankNetwork : nn.Module<Tensor, Tensor>, IGeneratedWeights
{
    private readonly Conv2d stem;
    private readonly BatchNorm2d stemNorm;
    private readonly ModuleList<MemoryBankBlock> blocks;
    private readonly Linear classifier;

    /// <summary>Makes the network; without options one of 3 blocks with 4 operations on 4 banks.</summary>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of range.</exception>
    public MemoryBankNetwork(MemoryBankOptions? options = null)
        : base(nameof(MemoryBankNetwork))
    {
        Options = options ?? new MemoryBankOptions();
        Options.Validate();
        var width = Options.Banks * Options.Channels;
        stem = nn.Conv2d(Options.InputChannels, width, 3, padding: 1, bias: false);
        stemNorm = nn.BatchNorm2d(width);
        blocks = nn.ModuleList<MemoryBankBlock>();
        for (var i = 0; i < Options.Blocks; i++)
            blocks.append(new MemoryBankBlock($"block{i}", width, Options));
        classifier = nn.Linear(width, Options.Classes);
        RegisterComponents();
        GeneratedWeights = [.. blocks.SelectMany((block, b) => block.Operations.Select((operation, o) => new GeneratedWeight($"blocks.{b}.operations.{o}.squeeze", operation.Keys)))];
    }

    /// <summary>The size of the network.</summary>
    public MemoryBankOptions Options { get; }

    /// <inheritdoc/>
    public IReadOnlyList<GeneratedWeight> GeneratedWeights { get; }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        ArgumentNullException.ThrowIfNull(input);
        using var scope = NewDisposeScope();
        var x = stemNorm.call(stem.call(input)).relu();
        for (var i = 0; i < Options.Blocks; i++)
        {
            if (i > 0)
                x = nn.functional.avg_pool2d(x, 2, ceil_mode: true, count_include_pad: false);
            x = blocks[i].call(x);
        }
        return classifier.call(nn.functional.adaptive_avg_pool2d(x, 1).flatten(1)).MoveToOuterDisposeScope();
    }
}

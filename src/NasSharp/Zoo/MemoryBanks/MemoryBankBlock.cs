using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.MemoryBanks;

/// <summary>
/// A block: a 1x1 convolution writes into the first bank, the operations read and write, and all banks side by side are the output. [N, C, H, W] to
/// [N, banks * channels, H, W].
/// </summary>
internal sealed class MemoryBankBlock : nn.Module<Tensor, Tensor>
{
    private readonly int _banks;
    private readonly Conv2d entry;
    private readonly ModuleList<MemoryBankOperation> operations;
    private readonly BatchNorm2d norm;

    public MemoryBankBlock(string key, int inChannels, MemoryBankOptions options) : base(nameof(MemoryBankBlock))
    {
        _banks = options.Banks;
        entry = nn.Conv2d(inChannels, options.Channels, 1, bias: false);
        operations = nn.ModuleList<MemoryBankOperation>();
        for (var i = 0; i < options.Operations; i++)
            operations.append(new MemoryBankOperation($"{key}.op{i}", options));
        norm = nn.BatchNorm2d(options.Banks * options.Channels);
        RegisterComponents();
    }

    /// <summary>The operations in order.</summary>
    public IReadOnlyList<MemoryBankOperation> Operations => [.. operations];

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        IReadOnlyList<Tensor?> banks = [entry.call(input), .. Enumerable.Repeat<Tensor?>(null, _banks - 1)];
        foreach (var operation in operations)
            banks = operation.call(banks);
        var empty = zeros_like(banks[0]!);
        return norm.call(cat([.. banks.Select(b => b ?? empty)], 1)).relu().MoveToOuterDisposeScope();
    }
}

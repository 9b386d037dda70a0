using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.MemoryBanks;

/// <summary>
/// One operation: it reads any of a block's banks, brings them to a few channels with a 1x1 convolution, runs one of four bodies and adds the result to any
/// of the banks; to an empty bank it thereby writes. What reads nothing or writes nothing does nothing, so the depth is a part of the decision.
/// </summary>
internal sealed class MemoryBankOperation : nn.Module<IReadOnlyList<Tensor?>, IReadOnlyList<Tensor?>>
{
    private readonly int _channels;
    private readonly InputChoice read;
    private readonly InputChoice write;
    private readonly Parameter squeeze;
    private readonly BatchNorm2d norm;
    private readonly LayerChoice body;

    /// <summary>Makes an operation.</summary>
    /// <param name="key">The start of the keys of its decisions, such as <c>block0.op1</c>.</param>
    /// <param name="options">Sizes.</param>
    public MemoryBankOperation(string key, MemoryBankOptions options) : base(nameof(MemoryBankOperation))
    {
        _channels = options.Channels;
        read = new InputChoice(options.Banks, key: key + ".read");
        body = new LayerChoice(
        [
            ("conv3", Convolution(options, 3, 1)),
            ("conv3d2", Convolution(options, 3, 2)),
            ("conv5", Convolution(options, 5, 1)),
            ("conv3x2", nn.Sequential(
                ("first", nn.Conv2d(options.Bottleneck, options.Channels, 3, padding: 1, bias: false)), ("norm", nn.BatchNorm2d(options.Channels)), ("relu", nn.ReLU()),
                ("second", nn.Conv2d(options.Channels, options.Channels, 3, padding: 1, bias: false)))),
        ], key: key + ".body");
        write = new InputChoice(options.Banks, key: key + ".write");
        squeeze = new Parameter(empty([options.Bottleneck, options.Banks * options.Channels, 1, 1]));
        nn.init.kaiming_uniform_(squeeze, a: Math.Sqrt(5));
        norm = nn.BatchNorm2d(options.Bottleneck);
        RegisterComponents();
        Keys = [key + ".read", key + ".body", key + ".write"];
    }

    /// <summary>The keys of its decisions: what it reads, how it computes, where it writes.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>Runs the operation.</summary>
    /// <param name="banks">The banks, [N, C, H, W] each; null where nothing was written yet.</param>
    /// <returns>The banks afterwards.</returns>
    public override IReadOnlyList<Tensor?> forward(IReadOnlyList<Tensor?> banks)
    {
        if (!write.CurrentMask.Contains(true) || Read(banks) is not { } squeezed)
            return banks;
        using var scope = NewDisposeScope();
        var result = body.call(norm.call(squeezed).relu());
        var written = banks.ToArray();
        var outputs = new Queue<Tensor>(write.ForwardList([.. banks.Select(_ => result)]));
        for (var bank = 0; bank < written.Length; bank++)
            if (write.CurrentMask[bank])
                written[bank] = Sum(written[bank], outputs.Dequeue()).MoveToOuterDisposeScope();
        return written;
    }

    // The convolution of the banks side by side is the sum of their convolutions; an empty bank counts as zeros.
    private Tensor? Read(IReadOnlyList<Tensor?> banks)
    {
        var mask = read.CurrentMask;
        if (!mask.Zip(banks).Any(b => b.First && b.Second is not null))
            return null;
        var like = banks.First(b => b is not null)!;
        using var scope = NewDisposeScope();
        return read.call([.. banks.Select((bank, i) => !mask[i] ? null : bank is null
            ? zeros([like.size(0), squeeze.size(0), like.size(2), like.size(3)], like.dtype, like.device)
            : nn.functional.conv2d(bank, squeeze.narrow(1, i * _channels, _channels)))])!.MoveToOuterDisposeScope();
    }

    // Never the same tensor in two banks: each is freed for itself.
    private static Tensor Sum(Tensor? bank, Tensor output) => bank is null ? output.clone() : bank + output;

    private static Conv2d Convolution(MemoryBankOptions options, int kernel, int dilation) =>
        nn.Conv2d(options.Bottleneck, options.Channels, kernel, padding: kernel / 2 * dilation, dilation: dilation, bias: false);
}

using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo;

/// <summary>
/// Partial channel connection (PC-DARTS, Xu et al. 2020, section 3.2): the first C/K channels go through an operation, the others bypass it; where the
/// operation halves the image, they pass a 2x2 max pooling. A channel shuffle with K groups follows, so that the next operation sees other channels.
/// From [N, C, H, W] to [N, C, H', W'].
/// </summary>
public sealed class PartialChannels : nn.Module<Tensor, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> operation;
    private readonly int _part;

    /// <summary>Wraps an operation, such as a layer choice.</summary>
    /// <param name="operation">From C/K channels to C/K channels, with stride 1 or 2.</param>
    /// <param name="part">K, at least 1; 4 in the paper's CIFAR-10 search. 1 hands everything to the operation.</param>
    public PartialChannels(nn.Module<Tensor, Tensor> operation, int part = 4)
        : base(nameof(PartialChannels))
    {
        ArgumentNullException.ThrowIfNull(operation);
        ArgumentOutOfRangeException.ThrowIfLessThan(part, 1);
        this.operation = operation;
        _part = part;
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input)
    {
        if (_part == 1)
            return operation.call(input);
        var (seen, bypass) = Split(input, _part);
        return Join(operation.call(seen), bypass, _part);
    }

    /// <summary>The channels that the operation sees, and those that bypass it.</summary>
    internal static (Tensor Seen, Tensor Bypass) Split(Tensor input, int part)
    {
        var channels = input.size(1);
        if (channels % part != 0)
            throw new ArgumentException($"Of {channels} channels one in {part} cannot be taken; their number must be a multiple of {part}.", nameof(input));
        return (input.narrow(1, 0, channels / part), input.narrow(1, channels / part, channels - channels / part));
    }

    /// <summary>Joins the operation's output with the bypassing channels and shuffles.</summary>
    internal static Tensor Join(Tensor output, Tensor bypass, int part)
    {
        using var fitting = output.size(2) == bypass.size(2) ? bypass.alias() : nn.functional.max_pool2d(bypass, 2, stride: 2, ceil_mode: true);
        using var joined = cat([output, fitting], 1);
        return nn.functional.channel_shuffle(joined, part);
    }
}

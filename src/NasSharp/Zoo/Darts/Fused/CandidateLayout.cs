using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts.Fused;

/// <summary>
/// Describes candidates to the native operator: five numbers each (kind, kernel, padding, dilation, stages), their weights, and the running statistics
/// of their batch norms, all in the same order. What the candidates must agree on (stride, channels, momentum) is collected on the way.
/// </summary>
internal sealed class CandidateLayout(bool training)
{
    // native/kernels/mixed_edges.h, CandidateKind.
    private const long MaxPooling = 0, AvgPooling = 1, Skip = 2, Reduction = 3, Pointwise = 4, Depthwise = 5;

    public List<Tensor> Parameters { get; } = [];

    /// <summary>Mean, variance and count of batches of every batch norm.</summary>
    public List<Tensor> Running { get; } = [];

    public long? Stride { get; private set; }

    public long? Channels { get; private set; }

    public double? Momentum { get; private set; }

    public double? Epsilon { get; private set; }

    /// <summary>Whether a candidate joins the even and the odd pixels of its input.</summary>
    public bool NeedsEvenSize { get; private set; }

    /// <summary>The numbers of a candidate, or null when the operator cannot express it; then this layout is of no more use.</summary>
    public long[]? TryAdd(nn.Module candidate)
    {
        if (candidate.HasHooks)
            return null;
        switch (candidate)
        {
            case Identity:
                return Agree(1) ? [Skip, 0, 0, 0, 0] : null;
            case NormedPool { Pool: MaxPool2d pool } normed:
                return IsUsual(pool) && Agree(pool.stride[0]) && Add(normed.Norm) ? [MaxPooling, 3, 1, 1, 1] : null;
            case NormedPool { Pool: AvgPool2d pool } normed:
                return IsUsual(pool) && Agree(pool.stride[0]) && Add(normed.Norm) ? [AvgPooling, 3, 1, 1, 1] : null;
            case FactorizedReduce reduce:
                NeedsEvenSize = true;
                return Agree(2) && Add(reduce.First) && Add(reduce.Second) && Add(reduce.Norm) ? [Reduction, 1, 0, 1, 1] : null;
            case StdConv { Conv: var conv } block:
                return IsPointwise(conv) && Agree(conv.stride[0]) && Add(conv) && Add(block.Norm) ? [Pointwise, 1, 0, 1, 1] : null;
            case DilConv block:
                return Agree(block.Depthwise.stride[0]) && Add(block) ? Numbers(block.Depthwise, 1) : null;
            case SepConv { First: var first, Second: var second } block:
                return !first.HasHooks && !second.HasHooks && SameWindow(first.Depthwise, second.Depthwise) && second.Depthwise.stride[0] == 1
                    && Agree(first.Depthwise.stride[0]) && Add(first) && Add(second) ? Numbers(first.Depthwise, 2) : null;
            default:
                return null;
        }
    }

    private static long[] Numbers(Conv2d depthwise, long stages) => [Depthwise, depthwise.kernel_size[0], depthwise.padding[0], depthwise.dilation[0], stages];

    private static bool SameWindow(Conv2d a, Conv2d b) =>
        a.kernel_size[0] == b.kernel_size[0] && a.padding[0] == b.padding[0] && a.dilation[0] == b.dilation[0];

    private static bool IsPointwise(Conv2d conv) => conv.kernel_size is [1, 1] && conv.padding is [0, 0] && conv.groups == 1;

    // Pools can be changed after they were made.
    private static bool IsUsual(MaxPool2d pool) => !pool.HasHooks && pool is { kernel_size: [3, 3], padding: [1, 1], dilation: [1, 1], ceil_mode: false };

    private static bool IsUsual(AvgPool2d pool) => !pool.HasHooks
        && pool is { kernel_size: [3, 3], padding: [1, 1], ceil_mode: false, count_include_pad: false, divisor_override: null };

    private bool Agree(long stride) => stride is 1 or 2 && (Stride ??= stride) == stride;

    private bool Add(DilConv block) => Add(block.Depthwise) && Add(block.Pointwise) && Add(block.Norm);

    private bool Add(Conv2d conv)
    {
        Parameters.Add(conv.weight);
        return !conv.HasHooks && conv.bias is null;
    }

    private bool Add(BatchNorm2d norm)
    {
        if (norm.HasHooks || norm.affine || norm.training != training || norm.momentum is not { } momentum || norm.running_mean is not { } mean)
            return false;
        Running.AddRange([mean, norm.running_var!, norm.num_batches_tracked!]);
        return (Channels ??= norm.num_features) == norm.num_features && (Momentum ??= momentum) == momentum && (Epsilon ??= norm.eps) == norm.eps;
    }
}

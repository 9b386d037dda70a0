namespace NasSharp.Torch.Modules;

/// <summary>Average pooling; the lists have one entry per spatial dimension.</summary>
public abstract class AvgPool : BuiltInModule
{
    private readonly Operator pool;

    private protected AvgPool(string name, Operator pool, int dimensions, long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode,
        bool count_include_pad, long? divisor_override) : base(name)
    {
        this.pool = pool;
        this.kernel_size = Sizes.Expand(kernel_size, dimensions, 1, nameof(kernel_size));
        this.stride = stride is null ? this.kernel_size : Sizes.Expand(stride, dimensions, 1, nameof(stride));
        this.padding = Sizes.Expand(padding, dimensions, 0, nameof(padding));
        this.ceil_mode = ceil_mode;
        this.count_include_pad = count_include_pad;
        this.divisor_override = divisor_override;
    }

    /// <summary>Size of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Step of the window.</summary>
    public long[] stride { get; set; }

    /// <summary>Padding with zeros on both sides, at most half the window.</summary>
    public long[] padding { get; set; }

    /// <summary>Whether the output's size is rounded up.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>Whether padded zeros count in the average.</summary>
    public bool count_include_pad { get; set; }

    /// <summary>The divisor, when it is not the size of the window.</summary>
    public long? divisor_override { get; set; }

    // The 1-d operator has no divisor_override.
    private protected override torch.Tensor Compute(torch.Tensor input) => kernel_size.Length == 1
        ? pool.Call(input, kernel_size, stride, padding, ceil_mode, count_include_pad)
        : pool.Call(input, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override);
}

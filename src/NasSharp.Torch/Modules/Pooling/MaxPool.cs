namespace NasSharp.Torch.Modules;

/// <summary>Max pooling; the lists have one entry per spatial dimension.</summary>
public abstract class MaxPool : BuiltInModule
{
    private readonly Operator pool;
    private readonly Operator poolWithIndices;

    private protected MaxPool(string name, Operator pool, Operator poolWithIndices, int dimensions, long[] kernel_size, long[]? stride, long[]? padding,
        long[]? dilation, bool ceil_mode) : base(name)
    {
        this.pool = pool;
        this.poolWithIndices = poolWithIndices;
        this.kernel_size = Sizes.Expand(kernel_size, dimensions, 1, nameof(kernel_size));
        this.stride = stride is null ? this.kernel_size : Sizes.Expand(stride, dimensions, 1, nameof(stride));
        this.padding = Sizes.Expand(padding, dimensions, 0, nameof(padding));
        this.dilation = Sizes.Expand(dilation, dimensions, 1, nameof(dilation));
        this.ceil_mode = ceil_mode;
    }

    /// <summary>Size of the window.</summary>
    public long[] kernel_size { get; set; }

    /// <summary>Step of the window.</summary>
    public long[] stride { get; set; }

    /// <summary>Padding with negative infinity on both sides, at most half the window.</summary>
    public long[] padding { get; set; }

    /// <summary>Distance between the elements of the window.</summary>
    public long[] dilation { get; set; }

    /// <summary>Whether the output's size is rounded up.</summary>
    public bool ceil_mode { get; set; }

    /// <summary>The maxima and their positions within each plane.</summary>
    public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input) =>
        poolWithIndices.Call2(input, kernel_size, stride, padding, dilation, ceil_mode);

    private protected override torch.Tensor Compute(torch.Tensor input) => pool.Call(input, kernel_size, stride, padding, dilation, ceil_mode);
}

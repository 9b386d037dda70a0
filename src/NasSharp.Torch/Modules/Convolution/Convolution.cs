namespace NasSharp.Torch.Modules;

/// <summary>What all convolutions have: sizes, padding, weight and bias. The lists have one entry per spatial dimension.</summary>
public abstract class Convolution : BuiltInModule
{
    private protected Convolution(string name, in ConvolutionShape shape, bool transposed, torch.Device? device, torch.ScalarType? dtype) : base(name)
    {
        if (shape.InChannels % shape.Groups != 0 || shape.OutChannels % shape.Groups != 0)
        {
            throw new ArgumentException(
                $"{name}: in_channels {shape.InChannels} and out_channels {shape.OutChannels} must both be divisible by groups {shape.Groups}");
        }
        in_channels = shape.InChannels;
        out_channels = shape.OutChannels;
        kernel_size = shape.Kernel;
        stride = shape.Stride;
        padding = shape.Padding;
        padding_type = shape.PaddingRule;
        dilation = shape.Dilation;
        output_padding = shape.OutputPadding;
        groups = shape.Groups;
        padding_mode = shape.PaddingMode;
        weight = NewParameter(
            transposed ? [in_channels, out_channels / groups, .. kernel_size] : [out_channels, in_channels / groups, .. kernel_size], device, dtype);
        bias = shape.Bias ? NewParameter([out_channels], device, dtype) : null;
        reset_parameters();
    }

    /// <summary>Channels of the input.</summary>
    public long in_channels { get; }

    /// <summary>Channels of the output.</summary>
    public long out_channels { get; }

    /// <summary>Size of the kernel.</summary>
    public long[] kernel_size { get; }

    /// <summary>Step of the kernel.</summary>
    public long[] stride { get; }

    /// <summary>Padding on both sides; not used when <see cref="padding_type"/> is set.</summary>
    public long[] padding { get; }

    /// <summary>The rule that decides the padding, or null when <see cref="padding"/> does.</summary>
    public Padding? padding_type { get; }

    /// <summary>Distance between the elements of the kernel.</summary>
    public long[] dilation { get; }

    /// <summary>Size added to one side of the output of a transposed convolution.</summary>
    public long[] output_padding { get; }

    /// <summary>Number of groups of channels that do not see each other.</summary>
    public long groups { get; }

    /// <summary>What the padding consists of.</summary>
    public PaddingModes padding_mode { get; }

    /// <summary>The weight: [out, in / groups, kernel...], transposed [in, out / groups, kernel...].</summary>
    public Parameter weight
    {
        get;
        set => field = Keep(nameof(weight), value)!;
    }

    /// <summary>The bias, [out], or null.</summary>
    public Parameter? bias
    {
        get;
        set => field = Keep(nameof(bias), value);
    }

    /// <summary>Draws the weight and bias anew, uniform within 1 / √(fan in).</summary>
    public void reset_parameters() => torch.nn.init.LayerDefaults(weight, bias);
}

/// <summary>The sizes of a convolution, as its factories collect them.</summary>
internal readonly record struct ConvolutionShape(long InChannels, long OutChannels, long[] Kernel, long[] Stride, long[] Padding, Padding? PaddingRule,
    long[] Dilation, long[] OutputPadding, PaddingModes PaddingMode, long Groups, bool Bias)
{
    /// <summary>The same number in all of a convolution's dimensions.</summary>
    internal static ConvolutionShape Uniform(int dimensions, long inChannels, long outChannels, long kernel, long stride, long padding, Padding? rule,
        long dilation, PaddingModes mode, long groups, bool bias, long outputPadding = 0) =>
        new(inChannels, outChannels, Sizes.Repeat(kernel, dimensions), Sizes.Repeat(stride, dimensions), Sizes.Repeat(padding, dimensions), rule,
            Sizes.Repeat(dilation, dimensions), Sizes.Repeat(outputPadding, dimensions), mode, groups, bias);
}

namespace NasSharp.Torch.Modules;

/// <summary>A convolution that is not transposed: pads if zeros are not what is wanted, then calls one operator.</summary>
public abstract class DirectConvolution : Convolution
{
    private readonly Operator convolve;
    private readonly Operator convolveByRule;
    private readonly long[] noPadding;

    private protected DirectConvolution(string name, in ConvolutionShape shape, Operator convolve, Operator convolveByRule, torch.Device? device,
        torch.ScalarType? dtype) : base(name, shape, transposed: false, device, dtype)
    {
        this.convolve = convolve;
        this.convolveByRule = convolveByRule;
        noPadding = new long[kernel_size.Length];
    }

    private protected override torch.Tensor Compute(torch.Tensor input)
    {
        if (padding_mode != PaddingModes.Zeros)
        {
            using var padded = torch.nn.functional.pad(input, Borders(), padding_mode);
            return convolve.Call(padded, weight, bias, stride, noPadding, dilation, groups);
        }
        return padding_type is { } rule
            ? convolveByRule.Call(input, weight, bias, stride, rule == Padding.Same ? "same" : "valid", dilation, groups)
            : convolve.Call(input, weight, bias, stride, padding, dilation, groups);
    }

    // pad() wants the last dimension first, before and after.
    private long[] Borders()
    {
        var dimensions = kernel_size.Length;
        var borders = new long[2 * dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            var total = padding_type switch
            {
                Padding.Same => dilation[d] * (kernel_size[d] - 1),
                Padding.Valid => 0,
                _ => 2 * padding[d],
            };
            var at = 2 * (dimensions - 1 - d);
            borders[at] = total / 2;
            borders[at + 1] = total - total / 2;
        }
        return borders;
    }
}

namespace NasSharp.Torch.Modules;

/// <summary>A transposed convolution: the gradient of a convolution with respect to its input, as a layer.</summary>
public abstract class TransposedConvolution : Convolution
{
    private readonly Operator convolve;

    private protected TransposedConvolution(string name, in ConvolutionShape shape, Operator convolve, torch.Device? device, torch.ScalarType? dtype)
        : base(name, shape, transposed: true, device, dtype)
    {
        if (shape.PaddingMode != PaddingModes.Zeros)
            throw new ArgumentException($"{name} pads with zeros only, found padding_mode {shape.PaddingMode}");
        this.convolve = convolve;
    }

    /// <summary>Computes an output of a given spatial size, one of the up to stride many sizes that fit.</summary>
    /// <exception cref="ArgumentException">No such output fits the input.</exception>
    public torch.Tensor forward(torch.Tensor input, long[] output_size)
    {
        var dimensions = kernel_size.Length;
        var wanted = output_size.Length == dimensions ? output_size : output_size[^dimensions..];
        var size = input.shape;
        var extra = new long[dimensions];
        for (var d = 0; d < dimensions; d++)
        {
            var smallest = (size[size.Length - dimensions + d] - 1) * stride[d] - 2 * padding[d] + dilation[d] * (kernel_size[d] - 1) + 1;
            extra[d] = wanted[d] - smallest;
            if (extra[d] < 0 || extra[d] >= stride[d])
            {
                throw new ArgumentException(
                    $"{GetName()}: output size {wanted[d]} of dimension {d} does not fit, {smallest} to {smallest + stride[d] - 1} are possible");
            }
        }
        return convolve.Call(input, weight, bias, stride, padding, extra, groups, dilation);
    }

    private protected override torch.Tensor Compute(torch.Tensor input) => convolve.Call(input, weight, bias, stride, padding, output_padding, groups,
        dilation);
}

using System.Runtime.CompilerServices;
using NasSharp.Torch.Modules;
using NasSharp.Torch.Observation;

namespace NasSharp.Torch.Modules
{
    /// <summary>A 2-d convolution of [N, C, H, W].</summary>
    public sealed class Conv2d : DirectConvolution
    {
        private static readonly Operator Depthwise = new("nassharp::depthwise_conv2d");

        internal Conv2d(in ConvolutionShape shape, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Conv2d), shape, torch.nn.functional.Aten.Conv2d, torch.nn.functional.Aten.Conv2dPadding, device, dtype)
        {
        }

        // The operator of our own is several times faster on channels-last CPU images and passes everything else on to libtorch.
        // Observers are shown the operator that other tools know.
        private protected override torch.Tensor Compute(torch.Tensor input) =>
            groups == in_channels && groups == out_channels && bias is null && padding_type is null && padding_mode == PaddingModes.Zeros
            && Observers.Current is null
                ? Depthwise.Call(input, weight, stride, padding, dilation)
                : base.Compute(input);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A 2-d convolution of [N, C, H, W].</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the output.</param>
            /// <param name="kernel_size">Size of the kernel.</param>
            /// <param name="stride">Step of the kernel.</param>
            /// <param name="padding">Padding on both sides.</param>
            /// <param name="dilation">Distance between the elements of the kernel.</param>
            /// <param name="padding_mode">What the padding consists of.</param>
            /// <param name="groups">Groups of channels that do not see each other; divides both channel counts.</param>
            /// <param name="bias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            [OverloadResolutionPriority(1)]
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(2, in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias), device,
                    dtype);

            /// <summary>A 2-d convolution with padding by rule; with <see cref="Padding.Same"/> the size stays (stride 1 only).</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(2, in_channels, out_channels, kernel_size, stride, 0, padding, dilation, padding_mode, groups, bias), device,
                    dtype);

            /// <summary>A 2-d convolution with sizes per dimension (H, W); stride and dilation 1 and padding 0 when null.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new ConvolutionShape(in_channels, out_channels, Sizes.Of(kernel_size), Sizes.Of(stride ?? (1, 1)), Sizes.Of(padding ?? (0, 0)), null,
                    Sizes.Of(dilation ?? (1, 1)), new long[2], padding_mode, groups, bias), device, dtype);

            /// <summary>A 2-d convolution with sizes per dimension (H, W) and padding by rule.</summary>
            public static Conv2d Conv2d(long in_channels, long out_channels, (long, long) kernel_size, Padding padding, (long, long)? stride = null,
                (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new ConvolutionShape(in_channels, out_channels, Sizes.Of(kernel_size), Sizes.Of(stride ?? (1, 1)), new long[2], padding,
                    Sizes.Of(dilation ?? (1, 1)), new long[2], padding_mode, groups, bias), device, dtype);
        }
    }
}

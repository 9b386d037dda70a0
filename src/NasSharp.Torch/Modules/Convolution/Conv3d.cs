using System.Runtime.CompilerServices;
using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>A 3-d convolution of [N, C, D, H, W].</summary>
    public sealed class Conv3d : DirectConvolution
    {
        internal Conv3d(in ConvolutionShape shape, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Conv3d), shape, torch.nn.functional.Aten.Conv3d, torch.nn.functional.Aten.Conv3dPadding, device, dtype)
        {
        }
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A 3-d convolution of [N, C, D, H, W].</summary>
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
            public static Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(3, in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias), device,
                    dtype);

            /// <summary>A 3-d convolution with padding by rule; with <see cref="Padding.Same"/> the size stays (stride 1 only).</summary>
            public static Conv3d Conv3d(long in_channels, long out_channels, long kernel_size, Padding padding, long stride = 1, long dilation = 1,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(3, in_channels, out_channels, kernel_size, stride, 0, padding, dilation, padding_mode, groups, bias), device,
                    dtype);

            /// <summary>A 3-d convolution with sizes per dimension (D, H, W); stride and dilation 1 and padding 0 when null.</summary>
            public static Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, (long, long, long)? stride = null,
                (long, long, long)? padding = null, (long, long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new ConvolutionShape(in_channels, out_channels, Sizes.Of(kernel_size), Sizes.Of(stride ?? (1, 1, 1)), Sizes.Of(padding ?? (0, 0, 0)), null,
                    Sizes.Of(dilation ?? (1, 1, 1)), new long[3], padding_mode, groups, bias), device, dtype);

            /// <summary>A 3-d convolution with sizes per dimension (D, H, W) and padding by rule.</summary>
            public static Conv3d Conv3d(long in_channels, long out_channels, (long, long, long) kernel_size, Padding padding,
                (long, long, long)? stride = null, (long, long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new ConvolutionShape(in_channels, out_channels, Sizes.Of(kernel_size), Sizes.Of(stride ?? (1, 1, 1)), new long[3], padding,
                    Sizes.Of(dilation ?? (1, 1, 1)), new long[3], padding_mode, groups, bias), device, dtype);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>A 1-d transposed convolution of [N, C, L].</summary>
    public sealed class ConvTranspose1d : TransposedConvolution
    {
        internal ConvTranspose1d(in ConvolutionShape shape, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose1d), shape, torch.nn.functional.Aten.ConvTranspose1d, device, dtype)
        {
        }
    }

    /// <summary>A 2-d transposed convolution of [N, C, H, W].</summary>
    public sealed class ConvTranspose2d : TransposedConvolution
    {
        internal ConvTranspose2d(in ConvolutionShape shape, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose2d), shape, torch.nn.functional.Aten.ConvTranspose2d, device, dtype)
        {
        }
    }

    /// <summary>A 3-d transposed convolution of [N, C, D, H, W].</summary>
    public sealed class ConvTranspose3d : TransposedConvolution
    {
        internal ConvTranspose3d(in ConvolutionShape shape, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(ConvTranspose3d), shape, torch.nn.functional.Aten.ConvTranspose3d, device, dtype)
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
            /// <summary>A 1-d transposed convolution of [N, C, L].</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the output.</param>
            /// <param name="kernel_size">Size of the kernel.</param>
            /// <param name="stride">Step of the kernel.</param>
            /// <param name="padding">Takes dilation · (kernel - 1) - padding off the padding of the input on both sides.</param>
            /// <param name="output_padding">Size added to one side of the output.</param>
            /// <param name="dilation">Distance between the elements of the kernel.</param>
            /// <param name="padding_mode">Zeros only.</param>
            /// <param name="groups">Groups of channels that do not see each other; divides both channel counts.</param>
            /// <param name="bias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static ConvTranspose1d ConvTranspose1d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(1, in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias,
                    output_padding),
                    device, dtype);

            /// <summary>A 2-d transposed convolution of [N, C, H, W].</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the output.</param>
            /// <param name="kernel_size">Size of the kernel.</param>
            /// <param name="stride">Step of the kernel.</param>
            /// <param name="padding">Takes dilation · (kernel - 1) - padding off the padding of the input on both sides.</param>
            /// <param name="output_padding">Size added to one side of the output.</param>
            /// <param name="dilation">Distance between the elements of the kernel.</param>
            /// <param name="padding_mode">Zeros only.</param>
            /// <param name="groups">Groups of channels that do not see each other; divides both channel counts.</param>
            /// <param name="bias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(2, in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias,
                    output_padding),
                    device, dtype);

            /// <summary>A 2-d transposed convolution with sizes per dimension (H, W).</summary>
            public static ConvTranspose2d ConvTranspose2d(long in_channels, long out_channels, (long, long) kernel_size, (long, long)? stride = null,
                (long, long)? padding = null, (long, long)? output_padding = null, (long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new ConvolutionShape(in_channels, out_channels, Sizes.Of(kernel_size), Sizes.Of(stride ?? (1, 1)), Sizes.Of(padding ?? (0, 0)), null,
                    Sizes.Of(dilation ?? (1, 1)), Sizes.Of(output_padding ?? (0, 0)), padding_mode, groups, bias), device, dtype);

            /// <summary>A 3-d transposed convolution of [N, C, D, H, W].</summary>
            /// <param name="in_channels">Channels of the input.</param>
            /// <param name="out_channels">Channels of the output.</param>
            /// <param name="kernel_size">Size of the kernel.</param>
            /// <param name="stride">Step of the kernel.</param>
            /// <param name="padding">Takes dilation · (kernel - 1) - padding off the padding of the input on both sides.</param>
            /// <param name="output_padding">Size added to one side of the output.</param>
            /// <param name="dilation">Distance between the elements of the kernel.</param>
            /// <param name="padding_mode">Zeros only.</param>
            /// <param name="groups">Groups of channels that do not see each other; divides both channel counts.</param>
            /// <param name="bias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, long kernel_size, long stride = 1, long padding = 0,
                long output_padding = 0, long dilation = 1, PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true,
                Device? device = null, ScalarType? dtype = null) =>
                new(ConvolutionShape.Uniform(3, in_channels, out_channels, kernel_size, stride, padding, null, dilation, padding_mode, groups, bias,
                    output_padding),
                    device, dtype);

            /// <summary>A 3-d transposed convolution with sizes per dimension (D, H, W).</summary>
            public static ConvTranspose3d ConvTranspose3d(long in_channels, long out_channels, (long, long, long) kernel_size,
                (long, long, long)? stride = null,
                (long, long, long)? padding = null, (long, long, long)? output_padding = null, (long, long, long)? dilation = null,
                PaddingModes padding_mode = PaddingModes.Zeros, long groups = 1, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(new ConvolutionShape(in_channels, out_channels, Sizes.Of(kernel_size), Sizes.Of(stride ?? (1, 1, 1)), Sizes.Of(padding ?? (0, 0, 0)), null,
                    Sizes.Of(dilation ?? (1, 1, 1)), Sizes.Of(output_padding ?? (0, 0, 0)), padding_mode, groups, bias), device, dtype);
        }
    }
}

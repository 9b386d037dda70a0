using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Average pooling of [N, C, L].</summary>
    public sealed class AvgPool1d : AvgPool
    {
        internal AvgPool1d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad)
            : base(nameof(AvgPool1d), torch.nn.functional.Aten.AvgPool1d, 1, kernel_size, stride, padding, ceil_mode, count_include_pad, null)
        {
        }
    }

    /// <summary>Average pooling of [N, C, H, W].</summary>
    public sealed class AvgPool2d : AvgPool
    {
        internal AvgPool2d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
            : base(nameof(AvgPool2d), torch.nn.functional.Aten.AvgPool2d, 2, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)
        {
        }
    }

    /// <summary>Average pooling of [N, C, D, H, W].</summary>
    public sealed class AvgPool3d : AvgPool
    {
        internal AvgPool3d(long[] kernel_size, long[]? stride, long[]? padding, bool ceil_mode, bool count_include_pad, long? divisor_override)
            : base(nameof(AvgPool3d), torch.nn.functional.Aten.AvgPool3d, 3, kernel_size, stride, padding, ceil_mode, count_include_pad, divisor_override)
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
            /// <summary>Average pooling of [N, C, L].</summary>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step of the window; its size when null.</param>
            /// <param name="padding">Padding with zeros on both sides, at most half the window; 0 when null.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            /// <param name="count_include_pad">Whether padded zeros count in the average.</param>
            public static AvgPool1d AvgPool1d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                new([kernel_size], Sizes.Of(stride), Sizes.Of(padding), ceil_mode, count_include_pad);

            /// <summary>Average pooling of [N, C, H, W].</summary>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step of the window; its size when null.</param>
            /// <param name="padding">Padding with zeros on both sides, at most half the window; 0 when null.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            /// <param name="count_include_pad">Whether padded zeros count in the average.</param>
            /// <param name="divisor_override">The divisor, when it is not the size of the window.</param>
            public static AvgPool2d AvgPool2d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new([kernel_size], Sizes.Of(stride), Sizes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Average pooling of [N, C, H, W] with sizes per dimension (H, W).</summary>
            public static AvgPool2d AvgPool2d((long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new(Sizes.Of(kernel_size), Sizes.Of(stride), Sizes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Average pooling of [N, C, H, W] with sizes per dimension (H, W).</summary>
            public static AvgPool2d AvgPool2d(long[] kernel_size, long[]? strides = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new(kernel_size, strides, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>Average pooling of [N, C, D, H, W].</summary>
            /// <param name="kernel_size">Size of the window.</param>
            /// <param name="stride">Step of the window; its size when null.</param>
            /// <param name="padding">Padding with zeros on both sides, at most half the window; 0 when null.</param>
            /// <param name="ceil_mode">Whether the output's size is rounded up.</param>
            /// <param name="count_include_pad">Whether padded zeros count in the average.</param>
            /// <param name="divisor_override">The divisor, when it is not the size of the window.</param>
            public static AvgPool3d AvgPool3d(long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new([kernel_size], Sizes.Of(stride), Sizes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Average pooling of [N, C, D, H, W] with sizes per dimension (D, H, W).</summary>
            public static AvgPool3d AvgPool3d((long, long, long) kernel_size, (long, long, long)? stride = null, (long, long, long)? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new(Sizes.Of(kernel_size), Sizes.Of(stride), Sizes.Of(padding), ceil_mode, count_include_pad, divisor_override);

            /// <summary>Average pooling of [N, C, D, H, W] with sizes per dimension (D, H, W).</summary>
            public static AvgPool3d AvgPool3d(long[] kernel_size, long[]? strides = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                new(kernel_size, strides, padding, ceil_mode, count_include_pad, divisor_override);
        }
    }
}

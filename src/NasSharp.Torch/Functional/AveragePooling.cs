namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>1-d average pooling of [N, C, L]; the stride is the kernel size unless given.</summary>
            public static Tensor avg_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, bool ceil_mode = false,
                bool count_include_pad = true) =>
                Aten.AvgPool1d.Call(input, new[] { kernel_size }, new[] { stride ?? kernel_size }, new[] { padding ?? 0 }, ceil_mode, count_include_pad);

            /// <summary>2-d average pooling of [N, C, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor avg_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool(Aten.AvgPool2d, 2, input, kernel_size, strides, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>2-d average pooling of [N, C, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor avg_pool2d(Tensor input, long kernel_size, long? stride = null, long padding = 0, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.AvgPool2d.Call(input, Sizes.Repeat(kernel_size, 2), Sizes.Repeat(stride ?? kernel_size, 2), Sizes.Repeat(padding, 2),
                    ceil_mode, count_include_pad, divisor_override);

            /// <summary>2-d average pooling of [N, C, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor avg_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                Aten.AvgPool2d.Call(input, Sizes.Of(kernel_size), Sizes.Of(stride ?? kernel_size), Sizes.Of(padding ?? (0, 0)), ceil_mode, count_include_pad,
                    divisor_override);

            /// <summary>3-d average pooling of [N, C, D, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor avg_pool3d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, bool ceil_mode = false,
                bool count_include_pad = true, long? divisor_override = null) =>
                AvgPool(Aten.AvgPool3d, 3, input, kernel_size, strides, padding, ceil_mode, count_include_pad, divisor_override);

            /// <summary>Average pooling of [N, C, L] to a given length.</summary>
            public static Tensor adaptive_avg_pool1d(Tensor input, long output_size) => Aten.AdaptiveAvgPool1d.Call(input, new[] { output_size });

            /// <summary>Average pooling of [N, C, H, W] to a given height and width.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long[] output_size) =>
                Aten.AdaptiveAvgPool2d.Call(input, Sizes.Expand(output_size, 2, 1, "output_size"));

            /// <summary>Average pooling of [N, C, H, W] to a given height and width.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, (long, long) output_size) => Aten.AdaptiveAvgPool2d.Call(input, Sizes.Of(output_size));

            /// <summary>Average pooling of [N, C, H, W] to a square.</summary>
            public static Tensor adaptive_avg_pool2d(Tensor input, long output_size) => Aten.AdaptiveAvgPool2d.Call(input, Sizes.Repeat(output_size, 2));

            /// <summary>Average pooling of [N, C, D, H, W] to a given depth, height and width.</summary>
            public static Tensor adaptive_avg_pool3d(Tensor input, long[] output_size) =>
                Aten.AdaptiveAvgPool3d.Call(input, Sizes.Expand(output_size, 3, 1, "output_size"));

            internal static Tensor AvgPool(Operator op, int dimensions, Tensor input, long[] kernel, long[]? strides, long[]? padding, bool ceilMode,
                bool countIncludePad, long? divisorOverride)
            {
                var window = Sizes.Expand(kernel, dimensions, 1, "kernel_size");
                return op.Call(input, window, strides is null ? window : Sizes.Expand(strides, dimensions, 1, "strides"),
                    Sizes.Expand(padding, dimensions, 0, "padding"), ceilMode, countIncludePad, divisorOverride);
            }

            internal static partial class Aten
            {
                internal static readonly Operator AvgPool1d = new("aten::avg_pool1d");
                internal static readonly Operator AvgPool2d = new("aten::avg_pool2d");
                internal static readonly Operator AvgPool3d = new("aten::avg_pool3d");
                internal static readonly Operator AdaptiveAvgPool1d = new("aten::adaptive_avg_pool1d");
                internal static readonly Operator AdaptiveAvgPool2d = new("aten::adaptive_avg_pool2d");
                internal static readonly Operator AdaptiveAvgPool3d = new("aten::adaptive_avg_pool3d");
            }
        }
    }
}

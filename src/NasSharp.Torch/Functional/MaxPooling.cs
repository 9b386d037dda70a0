namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>1-d max pooling of [N, C, L]; the stride is the kernel size unless given.</summary>
            public static Tensor max_pool1d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                Aten.MaxPool1d.Call(input, new[] { kernel_size }, new[] { stride ?? kernel_size }, new[] { padding ?? 0 }, new[] { dilation ?? 1 }, ceil_mode);

            /// <summary>2-d max pooling of [N, C, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor max_pool2d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                MaxPool(Aten.MaxPool2d, 2, input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>2-d max pooling of [N, C, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor max_pool2d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                Aten.MaxPool2d.Call(input, Sizes.Repeat(kernel_size, 2), Sizes.Repeat(stride ?? kernel_size, 2), Sizes.Repeat(padding ?? 0, 2),
                    Sizes.Repeat(dilation ?? 1, 2), ceil_mode);

            /// <summary>2-d max pooling of [N, C, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor max_pool2d(Tensor input, (long, long) kernel_size, (long, long)? stride = null, (long, long)? padding = null,
                (long, long)? dilation = null,
                bool ceil_mode = false) =>
                Aten.MaxPool2d.Call(input, Sizes.Of(kernel_size), Sizes.Of(stride ?? kernel_size), Sizes.Of(padding ?? (0, 0)), Sizes.Of(dilation ?? (1, 1)),
                    ceil_mode);

            /// <summary>3-d max pooling of [N, C, D, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor max_pool3d(Tensor input, long[] kernel_size, long[]? strides = null, long[]? padding = null, long[]? dilation = null,
                bool ceil_mode = false) =>
                MaxPool(Aten.MaxPool3d, 3, input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>3-d max pooling of [N, C, D, H, W]; the stride is the kernel size unless given.</summary>
            public static Tensor max_pool3d(Tensor input, long kernel_size, long? stride = null, long? padding = null, long? dilation = null,
                bool ceil_mode = false) =>
                max_pool3d(input, [kernel_size], stride is { } s ? [s] : null, padding is { } p ? [p] : null, dilation is { } d ? [d] : null, ceil_mode);

            /// <summary>2-d max pooling and the positions of the maxima within each plane.</summary>
            public static (Tensor output, Tensor indices) max_pool2d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null, bool ceil_mode = false) =>
                MaxPoolWithIndices(Aten.MaxPool2dWithIndices, 2, input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>1-d max pooling and the positions of the maxima.</summary>
            public static (Tensor output, Tensor indices) max_pool1d_with_indices(Tensor input, long kernel_size, long? stride = null, long? padding = null,
                long? dilation = null, bool ceil_mode = false) =>
                MaxPoolWithIndices(Aten.MaxPool1dWithIndices, 1, input, [kernel_size], [stride ?? kernel_size], [padding ?? 0], [dilation ?? 1], ceil_mode);

            /// <summary>3-d max pooling and the positions of the maxima within each volume.</summary>
            public static (Tensor output, Tensor indices) max_pool3d_with_indices(Tensor input, long[] kernel_size, long[]? strides = null,
                long[]? padding = null,
                long[]? dilation = null, bool ceil_mode = false) =>
                MaxPoolWithIndices(Aten.MaxPool3dWithIndices, 3, input, kernel_size, strides, padding, dilation, ceil_mode);

            /// <summary>Max pooling of [N, C, L] to a given length.</summary>
            public static Tensor adaptive_max_pool1d(Tensor input, long output_size) => First(Aten.AdaptiveMaxPool1d.Call2(input, new[] { output_size }));

            /// <summary>Max pooling of [N, C, H, W] to a given height and width.</summary>
            public static Tensor adaptive_max_pool2d(Tensor input, long[] output_size) =>
                First(Aten.AdaptiveMaxPool2d.Call2(input, Sizes.Expand(output_size, 2, 1, "output_size")));

            /// <summary>Max pooling of [N, C, D, H, W] to a given depth, height and width.</summary>
            public static Tensor adaptive_max_pool3d(Tensor input, long[] output_size) =>
                First(Aten.AdaptiveMaxPool3d.Call2(input, Sizes.Expand(output_size, 3, 1, "output_size")));

            internal static Tensor MaxPool(Operator op, int dimensions, Tensor input, long[] kernel, long[]? strides, long[]? padding, long[]? dilation,
                bool ceilMode)
            {
                var window = Sizes.Expand(kernel, dimensions, 1, "kernel_size");
                return op.Call(input, window, strides is null ? window : Sizes.Expand(strides, dimensions, 1, "strides"),
                    Sizes.Expand(padding, dimensions, 0, "padding"), Sizes.Expand(dilation, dimensions, 1, "dilation"), ceilMode);
            }

            internal static (Tensor, Tensor) MaxPoolWithIndices(Operator op, int dimensions, Tensor input, long[] kernel, long[]? strides, long[]? padding,
                long[]? dilation, bool ceilMode)
            {
                var window = Sizes.Expand(kernel, dimensions, 1, "kernel_size");
                return op.Call2(input, window, strides is null ? window : Sizes.Expand(strides, dimensions, 1, "strides"),
                    Sizes.Expand(padding, dimensions, 0, "padding"), Sizes.Expand(dilation, dimensions, 1, "dilation"), ceilMode);
            }

            private static Tensor First((Tensor, Tensor) pair)
            {
                pair.Item2.Dispose();
                return pair.Item1;
            }

            internal static partial class Aten
            {
                internal static readonly Operator MaxPool1d = new("aten::max_pool1d");
                internal static readonly Operator MaxPool2d = new("aten::max_pool2d");
                internal static readonly Operator MaxPool3d = new("aten::max_pool3d");
                internal static readonly Operator MaxPool1dWithIndices = new("aten::max_pool1d_with_indices");
                internal static readonly Operator MaxPool2dWithIndices = new("aten::max_pool2d_with_indices");
                internal static readonly Operator MaxPool3dWithIndices = new("aten::max_pool3d_with_indices");
                internal static readonly Operator AdaptiveMaxPool1d = new("aten::adaptive_max_pool1d");
                internal static readonly Operator AdaptiveMaxPool2d = new("aten::adaptive_max_pool2d");
                internal static readonly Operator AdaptiveMaxPool3d = new("aten::adaptive_max_pool3d");
            }
        }
    }
}

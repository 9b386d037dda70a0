namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Resizes the spatial dimensions of [N, C, ...].</summary>
            /// <param name="x">[N, C, L], [N, C, H, W] or [N, C, D, H, W].</param>
            /// <param name="size">The spatial size of the output, or null.</param>
            /// <param name="scale_factor">The factor of each spatial dimension, one for all, or null.</param>
            /// <param name="mode">How values between elements are found; the linear ones are chosen by the number of dimensions.</param>
            /// <param name="align_corners">Whether the centres of the corner elements of input and output meet.</param>
            /// <param name="recompute_scale_factor">Whether positions follow from the rounded size instead of the factor.</param>
            /// <exception cref="ArgumentException">Not exactly one of size and factor is given, or their number is wrong.</exception>
            public static Tensor interpolate(Tensor x, long[]? size = null, double[]? scale_factor = null, InterpolationMode mode = InterpolationMode.Nearest,
                bool? align_corners = null, bool recompute_scale_factor = false)
            {
                var spatial = x.ndim - 2;
                if (spatial is < 1 or > 3 || size is null == scale_factor is null)
                    throw new ArgumentException($"interpolate takes 3 to 5 dimensions and either a size or a factor, found {x.Describe()}");
                var output = size is null ? null : Sizes.Expand(size, spatial, 1, nameof(size));
                var factors = scale_factor?.Length == 1 ? [.. Enumerable.Repeat(scale_factor[0], spatial)] : scale_factor;
                if (factors is not null && factors.Length != spatial)
                    throw new ArgumentException($"interpolate: {factors.Length} factors were given for {spatial} spatial dimensions");
                if (factors is not null && (recompute_scale_factor || mode == InterpolationMode.Area))
                {
                    output = [.. factors.Select((factor, d) => (long)Math.Floor(x.size(d + 2) * factor))];
                    factors = null;
                }
                var corners = align_corners ?? false;
                return (mode, spatial) switch
                {
                    (InterpolationMode.Nearest, 1) => Aten.UpsampleNearest1d.Call(x, output, factors),
                    (InterpolationMode.Nearest, 2) => Aten.UpsampleNearest2d.Call(x, output, factors),
                    (InterpolationMode.Nearest, 3) => Aten.UpsampleNearest3d.Call(x, output, factors),
                    (InterpolationMode.Linear, 1) => Aten.UpsampleLinear1d.Call(x, output, corners, factors),
                    (InterpolationMode.Bilinear, 2) => Aten.UpsampleBilinear2d.Call(x, output, corners, factors),
                    (InterpolationMode.Trilinear, 3) => Aten.UpsampleTrilinear3d.Call(x, output, corners, factors),
                    (InterpolationMode.Bicubic, 2) => Aten.UpsampleBicubic2d.Call(x, output, corners, factors),
                    (InterpolationMode.Area, 1) => adaptive_avg_pool1d(x, output![0]),
                    (InterpolationMode.Area, 2) => adaptive_avg_pool2d(x, output!),
                    (InterpolationMode.Area, 3) => adaptive_avg_pool3d(x, output!),
                    _ => throw new ArgumentException($"interpolate: mode {mode} is not for {spatial} spatial dimensions ({x.Describe()})"),
                };
            }

            /// <summary>Enlarges the spatial dimensions of [N, C, ...].</summary>
            public static Tensor upsample(Tensor x, long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest,
                bool alignCorners = false) =>
                interpolate(x, size, scale_factor, (InterpolationMode)mode, alignCorners);

            /// <summary>Enlarges [N, C, H, W] by linear interpolation.</summary>
            public static Tensor upsample_bilinear(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor, InterpolationMode.Bilinear, align_corners);

            /// <summary>Enlarges the spatial dimensions of [N, C, ...] by repeating the nearest value.</summary>
            public static Tensor upsample_nearest(Tensor x, long[]? size = null, double[]? scale_factor = null, bool align_corners = false) =>
                interpolate(x, size, scale_factor, InterpolationMode.Nearest, align_corners);

            /// <summary>Samples [N, C, H, W] (or with depth) at positions in [-1, 1], grid: [N, H', W', 2], x before y.</summary>
            public static Tensor grid_sample(Tensor input, Tensor grid, GridSampleMode mode = GridSampleMode.Bilinear,
                GridSamplePaddingMode padding_mode = GridSamplePaddingMode.Zeros, bool? align_corners = null) =>
                Aten.GridSampler.Call(input, grid, mode == GridSampleMode.Nearest ? 1 : 0,
                    padding_mode switch { GridSamplePaddingMode.Border => 1, GridSamplePaddingMode.Reflection => 2, _ => 0 }, align_corners ?? false);

            /// <summary>The positions that an affine map [N, 2, 3] (or [N, 3, 4]) gives to the elements of an output of the given size [N, C, H, W].</summary>
            public static Tensor affine_grid(Tensor theta, long[] size, bool align_corners = false) => Aten.AffineGrid.Call(theta, size, align_corners);

            /// <summary>[N, C · r², H, W] to [N, C, H · r, W · r].</summary>
            public static Tensor pixel_shuffle(Tensor x, long upscale_factor) => Aten.PixelShuffle.Call(x, upscale_factor);

            /// <summary>[N, C, H · r, W · r] to [N, C · r², H, W].</summary>
            public static Tensor pixel_unshuffle(Tensor x, long downscale_factor) => Aten.PixelUnshuffle.Call(x, downscale_factor);

            /// <summary>Interleaves the channels of groups.</summary>
            public static Tensor channel_shuffle(Tensor x, long groups)
            {
                var shape = x.shape;
                if (shape.Length < 3 || groups <= 0 || shape[1] % groups != 0)
                    throw new ArgumentException($"channel_shuffle takes [N, C, ...] with C divisible by {groups}, found {x.Describe()}");
                // libtorch's own operator has no gradient.
                using var scope = NewDisposeScope();
                return x.reshape([shape[0], groups, shape[1] / groups, .. shape[2..]]).transpose(1, 2).reshape(shape).MoveToOuterDisposeScope();
            }

            /// <summary>Cuts sliding windows out of [N, C, H, W] and lays each out as a column: [N, C · kH · kW, windows].</summary>
            public static Tensor unfold(Tensor input, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
                (long, long)? stride = null) =>
                Aten.Im2Col.Call(input, Sizes.Of(kernel_size), Sizes.Of(dilation ?? (1, 1)), Sizes.Of(padding ?? (0, 0)), Sizes.Of(stride ?? (1, 1)));

            /// <summary>Cuts square sliding windows out of [N, C, H, W] and lays each out as a column.</summary>
            public static Tensor unfold(Tensor input, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                unfold(input, (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>Adds columns of windows [N, C · kH · kW, windows] up to an image [N, C, H, W].</summary>
            public static Tensor fold(Tensor input, (long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null,
                (long, long)? padding = null,
                (long, long)? stride = null) =>
                Aten.Col2Im.Call(input, Sizes.Of(output_size), Sizes.Of(kernel_size), Sizes.Of(dilation ?? (1, 1)), Sizes.Of(padding ?? (0, 0)),
                    Sizes.Of(stride ?? (1, 1)));

            /// <summary>Adds columns of square windows up to a square image.</summary>
            public static Tensor fold(Tensor input, long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                fold(input, (output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            internal static partial class Aten
            {
                internal static readonly Operator UpsampleNearest1d = new("aten::upsample_nearest1d", "vec");
                internal static readonly Operator UpsampleNearest2d = new("aten::upsample_nearest2d", "vec");
                internal static readonly Operator UpsampleNearest3d = new("aten::upsample_nearest3d", "vec");
                internal static readonly Operator UpsampleLinear1d = new("aten::upsample_linear1d", "vec");
                internal static readonly Operator UpsampleBilinear2d = new("aten::upsample_bilinear2d", "vec");
                internal static readonly Operator UpsampleTrilinear3d = new("aten::upsample_trilinear3d", "vec");
                internal static readonly Operator UpsampleBicubic2d = new("aten::upsample_bicubic2d", "vec");
                internal static readonly Operator GridSampler = new("aten::grid_sampler");
                internal static readonly Operator AffineGrid = new("aten::affine_grid_generator");
                internal static readonly Operator PixelShuffle = new("aten::pixel_shuffle");
                internal static readonly Operator PixelUnshuffle = new("aten::pixel_unshuffle");
                internal static readonly Operator Im2Col = new("aten::im2col");
                internal static readonly Operator Col2Im = new("aten::col2im");
            }
        }
    }
}

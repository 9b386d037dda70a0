using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Max pooling of [N, C, L] to a given size.</summary>
    public sealed class AdaptiveMaxPool1d : BuiltInModule
    {
        internal AdaptiveMaxPool1d(long[] output_size) : base(nameof(AdaptiveMaxPool1d)) => this.output_size = Sizes.Expand(output_size, 1, 1,
            nameof(output_size));

        /// <summary>Size of the output.</summary>
        public long[] output_size { get; set; }

        /// <summary>The maxima and their positions within each plane.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input) =>
            torch.nn.functional.Aten.AdaptiveMaxPool1d.Call2(input, output_size);

        private protected override torch.Tensor Compute(torch.Tensor input)
        {
            var (values, indices) = forward_with_indices(input);
            indices.Dispose();
            return values;
        }
    }

    /// <summary>Max pooling of [N, C, H, W] to a given size.</summary>
    public sealed class AdaptiveMaxPool2d : BuiltInModule
    {
        internal AdaptiveMaxPool2d(long[] output_size) : base(nameof(AdaptiveMaxPool2d)) => this.output_size = Sizes.Expand(output_size, 2, 1,
            nameof(output_size));

        /// <summary>Size of the output.</summary>
        public long[] output_size { get; set; }

        /// <summary>The maxima and their positions within each plane.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input) =>
            torch.nn.functional.Aten.AdaptiveMaxPool2d.Call2(input, output_size);

        private protected override torch.Tensor Compute(torch.Tensor input)
        {
            var (values, indices) = forward_with_indices(input);
            indices.Dispose();
            return values;
        }
    }

    /// <summary>Max pooling of [N, C, D, H, W] to a given size.</summary>
    public sealed class AdaptiveMaxPool3d : BuiltInModule
    {
        internal AdaptiveMaxPool3d(long[] output_size) : base(nameof(AdaptiveMaxPool3d)) => this.output_size = Sizes.Expand(output_size, 3, 1,
            nameof(output_size));

        /// <summary>Size of the output.</summary>
        public long[] output_size { get; set; }

        /// <summary>The maxima and their positions within each plane.</summary>
        public (torch.Tensor Values, torch.Tensor Indices) forward_with_indices(torch.Tensor input) =>
            torch.nn.functional.Aten.AdaptiveMaxPool3d.Call2(input, output_size);

        private protected override torch.Tensor Compute(torch.Tensor input)
        {
            var (values, indices) = forward_with_indices(input);
            indices.Dispose();
            return values;
        }
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Max pooling of [N, C, L] to the same size in all dimensions.</summary>
            public static AdaptiveMaxPool1d AdaptiveMaxPool1d(long output_size) => new([output_size]);

            /// <summary>Max pooling of [N, C, H, W] to the same size in all dimensions.</summary>
            public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long output_size) => new([output_size]);

            /// <summary>Max pooling of [N, C, H, W] to a size (H, W).</summary>
            public static AdaptiveMaxPool2d AdaptiveMaxPool2d((long, long) output_size) => new(Sizes.Of(output_size));

            /// <summary>Max pooling of [N, C, H, W] to a size (H, W).</summary>
            public static AdaptiveMaxPool2d AdaptiveMaxPool2d(long[] output_size) => new(output_size);

            /// <summary>Max pooling of [N, C, D, H, W] to the same size in all dimensions.</summary>
            public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long output_size) => new([output_size]);

            /// <summary>Max pooling of [N, C, D, H, W] to a size (D, H, W).</summary>
            public static AdaptiveMaxPool3d AdaptiveMaxPool3d((long, long, long) output_size) => new(Sizes.Of(output_size));

            /// <summary>Max pooling of [N, C, D, H, W] to a size (D, H, W).</summary>
            public static AdaptiveMaxPool3d AdaptiveMaxPool3d(long[] output_size) => new(output_size);
        }
    }
}

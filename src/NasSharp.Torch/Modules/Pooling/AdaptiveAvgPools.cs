using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Average pooling of [N, C, L] to a given size.</summary>
    public sealed class AdaptiveAvgPool1d : BuiltInModule
    {
        internal AdaptiveAvgPool1d(long[] output_size) : base(nameof(AdaptiveAvgPool1d)) => this.output_size = Sizes.Expand(output_size, 1, 1,
            nameof(output_size));

        /// <summary>Size of the output.</summary>
        public long[] output_size { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.Aten.AdaptiveAvgPool1d.Call(input, output_size);
    }

    /// <summary>Average pooling of [N, C, H, W] to a given size.</summary>
    public sealed class AdaptiveAvgPool2d : BuiltInModule
    {
        internal AdaptiveAvgPool2d(long[] output_size) : base(nameof(AdaptiveAvgPool2d)) => this.output_size = Sizes.Expand(output_size, 2, 1,
            nameof(output_size));

        /// <summary>Size of the output.</summary>
        public long[] output_size { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.Aten.AdaptiveAvgPool2d.Call(input, output_size);
    }

    /// <summary>Average pooling of [N, C, D, H, W] to a given size.</summary>
    public sealed class AdaptiveAvgPool3d : BuiltInModule
    {
        internal AdaptiveAvgPool3d(long[] output_size) : base(nameof(AdaptiveAvgPool3d)) => this.output_size = Sizes.Expand(output_size, 3, 1,
            nameof(output_size));

        /// <summary>Size of the output.</summary>
        public long[] output_size { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.Aten.AdaptiveAvgPool3d.Call(input, output_size);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Average pooling of [N, C, L] to the same size in all dimensions.</summary>
            public static AdaptiveAvgPool1d AdaptiveAvgPool1d(long output_size) => new([output_size]);

            /// <summary>Average pooling of [N, C, H, W] to the same size in all dimensions.</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long output_size) => new([output_size]);

            /// <summary>Average pooling of [N, C, H, W] to a size (H, W).</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d((long, long) output_size) => new(Sizes.Of(output_size));

            /// <summary>Average pooling of [N, C, H, W] to a size (H, W).</summary>
            public static AdaptiveAvgPool2d AdaptiveAvgPool2d(long[] output_size) => new(output_size);

            /// <summary>Average pooling of [N, C, D, H, W] to the same size in all dimensions.</summary>
            public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long output_size) => new([output_size]);

            /// <summary>Average pooling of [N, C, D, H, W] to a size (D, H, W).</summary>
            public static AdaptiveAvgPool3d AdaptiveAvgPool3d((long, long, long) output_size) => new(Sizes.Of(output_size));

            /// <summary>Average pooling of [N, C, D, H, W] to a size (D, H, W).</summary>
            public static AdaptiveAvgPool3d AdaptiveAvgPool3d(long[] output_size) => new(output_size);
        }
    }
}

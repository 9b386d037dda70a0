using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Enlarges the spatial dimensions of [N, C, ...].</summary>
    public sealed class Upsample : BuiltInModule
    {
        internal Upsample(long[]? size, double[]? scale_factor, torch.UpsampleMode mode, bool? align_corners) : base(nameof(Upsample))
        {
            this.size = size;
            this.scale_factor = scale_factor;
            this.mode = mode;
            this.align_corners = align_corners;
        }

        /// <summary>The spatial size of the output, or null when there is a factor.</summary>
        public long[]? size { get; }

        /// <summary>The factor of each spatial dimension, or null when there is a size.</summary>
        public double[]? scale_factor { get; }

        /// <summary>How values between elements are found.</summary>
        public torch.UpsampleMode mode { get; }

        /// <summary>Whether the centres of the corner elements of input and output meet.</summary>
        public bool? align_corners { get; }

        private protected override torch.Tensor Compute(torch.Tensor input) =>
            torch.nn.functional.interpolate(input, size, scale_factor, (torch.InterpolationMode)mode, align_corners);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Enlarges the spatial dimensions of [N, C, ...].</summary>
            /// <param name="size">The spatial size of the output, or null.</param>
            /// <param name="scale_factor">The factor of each spatial dimension, one for all, or null.</param>
            /// <param name="mode">How values between elements are found.</param>
            /// <param name="alignCorners">Whether the centres of the corner elements meet; not for the nearest mode.</param>
            public static Upsample Upsample(long[]? size = null, double[]? scale_factor = null, UpsampleMode mode = UpsampleMode.Nearest,
                bool? alignCorners = null) =>
                new(size, scale_factor, mode, alignCorners);
        }
    }
}

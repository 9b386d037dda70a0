using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>[N, C · r², H, W] to [N, C, H · r, W · r].</summary>
    public sealed class PixelShuffle : BuiltInModule
    {
        internal PixelShuffle(long upscale_factor) : base(nameof(PixelShuffle)) => this.upscale_factor = upscale_factor;

        /// <summary>The factor r.</summary>
        public long upscale_factor { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.pixel_shuffle(input, upscale_factor);
    }

    /// <summary>[N, C, H · r, W · r] to [N, C · r², H, W].</summary>
    public sealed class PixelUnshuffle : BuiltInModule
    {
        internal PixelUnshuffle(long downscale_factor) : base(nameof(PixelUnshuffle)) => this.downscale_factor = downscale_factor;

        /// <summary>The factor r.</summary>
        public long downscale_factor { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.pixel_unshuffle(input, downscale_factor);
    }

    /// <summary>Interleaves the channels of groups (Zhang et al. 2018).</summary>
    public sealed class ChannelShuffle : BuiltInModule
    {
        internal ChannelShuffle(long groups) : base(nameof(ChannelShuffle)) => this.groups = groups;

        /// <summary>Number of groups.</summary>
        public long groups { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.channel_shuffle(input, groups);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>[N, C · r², H, W] to [N, C, H · r, W · r].</summary>
            public static PixelShuffle PixelShuffle(long upscale_factor) => new(upscale_factor);

            /// <summary>[N, C, H · r, W · r] to [N, C · r², H, W].</summary>
            public static PixelUnshuffle PixelUnshuffle(long downscale_factor) => new(downscale_factor);

            /// <summary>Interleaves the channels of groups (Zhang et al. 2018).</summary>
            public static ChannelShuffle ChannelShuffle(long groups) => new(groups);
        }
    }
}

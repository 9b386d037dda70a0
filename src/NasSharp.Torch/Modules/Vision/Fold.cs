using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Cuts sliding windows out of [N, C, H, W] and lays each out as a column: [N, C · kH · kW, windows].</summary>
    public sealed class Unfold : BuiltInModule
    {
        internal Unfold((long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride) : base(nameof(Unfold))
        {
            this.kernel_size = kernel_size;
            this.dilation = dilation;
            this.padding = padding;
            this.stride = stride;
        }

        /// <summary>Size of the window.</summary>
        public (long, long) kernel_size { get; set; }

        /// <summary>Distance between the elements of the window.</summary>
        public (long, long) dilation { get; set; }

        /// <summary>Padding with zeros on both sides.</summary>
        public (long, long) padding { get; set; }

        /// <summary>Step of the window.</summary>
        public (long, long) stride { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) =>
            torch.nn.functional.unfold(input, kernel_size, dilation, padding, stride);
    }

    /// <summary>Adds columns of windows up to an image: the adjoint of <see cref="Unfold"/>.</summary>
    public sealed class Fold : BuiltInModule
    {
        internal Fold((long, long) output_size, (long, long) kernel_size, (long, long) dilation, (long, long) padding, (long, long) stride) : base(nameof(Fold))
        {
            this.output_size = output_size;
            this.kernel_size = kernel_size;
            this.dilation = dilation;
            this.padding = padding;
            this.stride = stride;
        }

        /// <summary>Height and width of the output.</summary>
        public (long, long) output_size { get; set; }

        /// <summary>Size of the window.</summary>
        public (long, long) kernel_size { get; set; }

        /// <summary>Distance between the elements of the window.</summary>
        public (long, long) dilation { get; set; }

        /// <summary>Padding with zeros on both sides.</summary>
        public (long, long) padding { get; set; }

        /// <summary>Step of the window.</summary>
        public (long, long) stride { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) =>
            torch.nn.functional.fold(input, output_size, kernel_size, dilation, padding, stride);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Cuts sliding windows out of [N, C, H, W].</summary>
            public static Unfold Unfold(long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                new((kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>Cuts sliding windows out of [N, C, H, W], with sizes per dimension (H, W).</summary>
            public static Unfold Unfold((long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null, (long, long)? stride = null) =>
                new(kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));

            /// <summary>Adds columns of windows up to a square image.</summary>
            public static Fold Fold(long output_size, long kernel_size, long dilation = 1, long padding = 0, long stride = 1) =>
                new((output_size, output_size), (kernel_size, kernel_size), (dilation, dilation), (padding, padding), (stride, stride));

            /// <summary>Adds columns of windows up to an image, with sizes per dimension (H, W).</summary>
            public static Fold Fold((long, long) output_size, (long, long) kernel_size, (long, long)? dilation = null, (long, long)? padding = null,
                (long, long)? stride = null) => new(output_size, kernel_size, dilation ?? (1, 1), padding ?? (0, 0), stride ?? (1, 1));
        }
    }
}

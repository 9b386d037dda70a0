using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>exp(x) along a dimension, scaled to sum 1.</summary>
    public sealed class Softmax : BuiltInModule
    {
        internal Softmax(long dim) : base(nameof(Softmax)) => this.dim = dim;

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.softmax(input, dim);
    }

    /// <summary>softmax(-x).</summary>
    public sealed class Softmin : BuiltInModule
    {
        internal Softmin(long dim) : base(nameof(Softmin)) => this.dim = dim;

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.softmin(input, dim);
    }

    /// <summary>log(softmax(x)), computed without overflow.</summary>
    public sealed class LogSoftmax : BuiltInModule
    {
        internal LogSoftmax(long dim) : base(nameof(LogSoftmax)) => this.dim = dim;

        /// <summary>The dimension.</summary>
        public long dim { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.log_softmax(input, dim);
    }

    /// <summary>Softmax over the channels of [N, C, H, W] or [C, H, W].</summary>
    public sealed class Softmax2d : BuiltInModule
    {
        internal Softmax2d() : base(nameof(Softmax2d))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.softmax(input, -3);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>exp(x) along a dimension, scaled to sum 1.</summary>
            /// <param name="dim">The dimension.</param>
            public static Softmax Softmax(long dim) => new(dim);

            /// <summary>softmax(-x).</summary>
            /// <param name="dim">The dimension.</param>
            public static Softmin Softmin(long dim) => new(dim);

            /// <summary>log(softmax(x)), computed without overflow.</summary>
            /// <param name="dim">The dimension.</param>
            public static LogSoftmax LogSoftmax(long dim) => new(dim);

            /// <summary>Softmax over the channels of [N, C, H, W] or [C, H, W].</summary>
            public static Softmax2d Softmax2d() => new();
        }
    }
}

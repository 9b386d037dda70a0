using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Division of each channel by a power of the mean square over neighbouring channels (Krizhevsky et al. 2012).</summary>
    public sealed class LocalResponseNorm : BuiltInModule
    {
        internal LocalResponseNorm(long size, double alpha, double beta, double k) : base(nameof(LocalResponseNorm))
        {
            this.size = size;
            this.alpha = alpha;
            this.beta = beta;
            this.k = k;
        }

        /// <summary>Number of neighbouring channels.</summary>
        public long size { get; set; }

        /// <summary>The factor of the mean square.</summary>
        public double alpha { get; set; }

        /// <summary>The exponent.</summary>
        public double beta { get; set; }

        /// <summary>The summand.</summary>
        public double k { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.local_response_norm(input, size, alpha, beta, k);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x / (k + alpha · mean square over <paramref name="size"/> neighbouring channels) ^ beta.</summary>
            public static LocalResponseNorm LocalResponseNorm(long size, double alpha = 0.0001, double beta = 0.75, double k = 1.0) =>
                new(size, alpha, beta, k);
        }
    }
}

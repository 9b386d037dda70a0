using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>x, or α · (exp(x) - 1) below zero (Clevert et al. 2016).</summary>
    public sealed class ELU : BuiltInModule
    {
        internal ELU(double alpha, bool inplace) : base(nameof(ELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        /// <summary>The limit far below zero, negated.</summary>
        public double alpha { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.elu(input, alpha, inplace);
    }

    /// <summary>max(x, 0) + min(0, α · (exp(x / α) - 1)) (Barron 2017).</summary>
    public sealed class CELU : BuiltInModule
    {
        internal CELU(double alpha, bool inplace) : base(nameof(CELU))
        {
            this.alpha = alpha;
            this.inplace = inplace;
        }

        /// <summary>The limit far below zero, negated.</summary>
        public double alpha { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.celu(input, alpha, inplace);
    }

    /// <summary>Scaled ELU that normalises itself (Klambauer et al. 2017).</summary>
    public sealed class SELU : BuiltInModule
    {
        internal SELU(bool inplace) : base(nameof(SELU)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.selu(input, inplace);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x, or α · (exp(x) - 1) below zero (Clevert et al. 2016).</summary>
            /// <param name="alpha">The limit far below zero, negated.</param>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static ELU ELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);

            /// <summary>max(x, 0) + min(0, α · (exp(x / α) - 1)) (Barron 2017).</summary>
            /// <param name="alpha">The limit far below zero, negated.</param>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static CELU CELU(double alpha = 1.0, bool inplace = false) => new(alpha, inplace);

            /// <summary>Scaled ELU that normalises itself (Klambauer et al. 2017).</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static SELU SELU(bool inplace = false) => new(inplace);
        }
    }
}

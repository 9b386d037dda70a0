using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>x · Φ(x), Φ the normal distribution function (Hendrycks and Gimpel 2016).</summary>
    public sealed class GELU : BuiltInModule
    {
        internal GELU(string approximate) : base(nameof(GELU)) => this.approximate = approximate;

        /// <summary><c>none</c>: exact; <c>tanh</c>: by that approximation.</summary>
        public string approximate { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.gelu(input, approximate);
    }

    /// <summary>x · sigmoid(x).</summary>
    public sealed class SiLU : BuiltInModule
    {
        internal SiLU(bool inplace) : base(nameof(SiLU)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.silu(input, inplace);
    }

    /// <summary>x · tanh(softplus(x)) (Misra 2019).</summary>
    public sealed class Mish : BuiltInModule
    {
        internal Mish(bool inplace) : base(nameof(Mish)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.mish(input, inplace);
    }

    /// <summary>x · min(max(x + 3, 0), 6) / 6 (Howard et al. 2019).</summary>
    public sealed class Hardswish : BuiltInModule
    {
        internal Hardswish(bool inplace) : base(nameof(Hardswish)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.hardswish(input, inplace);
    }

    /// <summary>The first half of a dimension times the sigmoid of the second (Dauphin et al. 2017).</summary>
    public sealed class GLU : BuiltInModule
    {
        internal GLU(long dim) : base(nameof(GLU)) => this.dim = dim;

        /// <summary>The dimension that is halved.</summary>
        public long dim { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.glu(input, dim);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x · Φ(x), Φ the normal distribution function (Hendrycks and Gimpel 2016).</summary>
            /// <param name="approximate"><c>none</c>: exact; <c>tanh</c>: by that approximation.</param>
            public static GELU GELU(string approximate = "none") => new(approximate);

            /// <summary>x · sigmoid(x).</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static SiLU SiLU(bool inplace = false) => new(inplace);

            /// <summary>x · tanh(softplus(x)) (Misra 2019).</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static Mish Mish(bool inplace = false) => new(inplace);

            /// <summary>x · min(max(x + 3, 0), 6) / 6 (Howard et al. 2019).</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static Hardswish Hardswish(bool inplace = false) => new(inplace);

            /// <summary>The first half of a dimension times the sigmoid of the second (Dauphin et al. 2017).</summary>
            /// <param name="dim">The dimension that is halved.</param>
            public static GLU GLU(long dim = -1) => new(dim);
        }
    }
}

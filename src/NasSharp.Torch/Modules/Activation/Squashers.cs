using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>1 / (1 + exp(-x)).</summary>
    public sealed class Sigmoid : BuiltInModule
    {
        internal Sigmoid() : base(nameof(Sigmoid))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.sigmoid(input);
    }

    /// <summary>log(sigmoid(x)).</summary>
    public sealed class LogSigmoid : BuiltInModule
    {
        internal LogSigmoid() : base(nameof(LogSigmoid))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.logsigmoid(input);
    }

    /// <summary>The hyperbolic tangent.</summary>
    public sealed class Tanh : BuiltInModule
    {
        internal Tanh() : base(nameof(Tanh))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.tanh(input);
    }

    /// <summary>x - tanh(x).</summary>
    public sealed class Tanhshrink : BuiltInModule
    {
        internal Tanhshrink() : base(nameof(Tanhshrink))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.tanhshrink(input);
    }

    /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
    public sealed class Hardsigmoid : BuiltInModule
    {
        internal Hardsigmoid(bool inplace) : base(nameof(Hardsigmoid)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.hardsigmoid(input, inplace);
    }

    /// <summary>x cut to an interval.</summary>
    public sealed class Hardtanh : BuiltInModule
    {
        internal Hardtanh(double min_val, double max_val, bool inplace) : base(nameof(Hardtanh))
        {
            this.min_val = min_val;
            this.max_val = max_val;
            this.inplace = inplace;
        }

        /// <summary>The lower end.</summary>
        public double min_val { get; set; }

        /// <summary>The upper end.</summary>
        public double max_val { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.hardtanh(input, min_val, max_val, inplace);
    }

    /// <summary>log(1 + exp(β · x)) / β.</summary>
    public sealed class Softplus : BuiltInModule
    {
        internal Softplus(double beta, double threshold) : base(nameof(Softplus))
        {
            this.beta = beta;
            this.threshold = threshold;
        }

        /// <summary>β.</summary>
        public double beta { get; set; }

        /// <summary>Where β · x exceeds this, the identity is used.</summary>
        public double threshold { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.softplus(input, beta, threshold);
    }

    /// <summary>x / (1 + |x|).</summary>
    public sealed class Softsign : BuiltInModule
    {
        internal Softsign() : base(nameof(Softsign))
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.softsign(input);
    }

    /// <summary>x moved towards zero by λ, and zero within λ.</summary>
    public sealed class Softshrink : BuiltInModule
    {
        internal Softshrink(double lambda) : base(nameof(Softshrink)) => this.lambda = lambda;

        /// <summary>λ, not negative.</summary>
        public double lambda { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.softshrink(input, lambda);
    }

    /// <summary>x, and zero within λ.</summary>
    public sealed class Hardshrink : BuiltInModule
    {
        internal Hardshrink(double lambda) : base(nameof(Hardshrink)) => this.lambda = lambda;

        /// <summary>λ, not negative.</summary>
        public double lambda { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.hardshrink(input, lambda);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Sigmoid Sigmoid() => new();

            /// <summary>log(sigmoid(x)).</summary>
            public static LogSigmoid LogSigmoid() => new();

            /// <summary>The hyperbolic tangent.</summary>
            public static Tanh Tanh() => new();

            /// <summary>x - tanh(x).</summary>
            public static Tanhshrink Tanhshrink() => new();

            /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static Hardsigmoid Hardsigmoid(bool inplace = false) => new(inplace);

            /// <summary>x cut to an interval.</summary>
            /// <param name="min_val">The lower end.</param>
            /// <param name="max_val">The upper end.</param>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static Hardtanh Hardtanh(double min_val = -1.0, double max_val = 1.0, bool inplace = false) => new(min_val, max_val, inplace);

            /// <summary>log(1 + exp(β · x)) / β.</summary>
            /// <param name="beta">β.</param>
            /// <param name="threshold">Where β · x exceeds this, the identity is used.</param>
            public static Softplus Softplus(double beta = 1.0, double threshold = 20.0) => new(beta, threshold);

            /// <summary>x / (1 + |x|).</summary>
            public static Softsign Softsign() => new();

            /// <summary>x moved towards zero by λ, and zero within λ.</summary>
            /// <param name="lambda">λ, not negative.</param>
            public static Softshrink Softshrink(double lambda = 0.5) => new(lambda);

            /// <summary>x, and zero within λ.</summary>
            /// <param name="lambda">λ, not negative.</param>
            public static Hardshrink Hardshrink(double lambda = 0.5) => new(lambda);
        }
    }
}

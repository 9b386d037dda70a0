using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>max(x, 0).</summary>
    public sealed class ReLU : BuiltInModule
    {
        internal ReLU(bool inplace) : base(nameof(ReLU)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.relu(input, inplace);
    }

    /// <summary>min(max(x, 0), 6).</summary>
    public sealed class ReLU6 : BuiltInModule
    {
        internal ReLU6(bool inplace) : base(nameof(ReLU6)) => this.inplace = inplace;

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.relu6(input, inplace);
    }

    /// <summary>x, or a small multiple of x below zero.</summary>
    public sealed class LeakyReLU : BuiltInModule
    {
        internal LeakyReLU(double negative_slope, bool inplace) : base(nameof(LeakyReLU))
        {
            this.negative_slope = negative_slope;
            this.inplace = inplace;
        }

        /// <summary>The factor below zero.</summary>
        public double negative_slope { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.leaky_relu(input, negative_slope, inplace);
    }

    /// <summary>Leaky ReLU whose slope is drawn at random while training (Xu et al. 2015).</summary>
    public sealed class RReLU : BuiltInModule
    {
        internal RReLU(double lower, double upper, bool inplace) : base(nameof(RReLU))
        {
            this.lower = lower;
            this.upper = upper;
            this.inplace = inplace;
        }

        /// <summary>The smallest slope.</summary>
        public double lower { get; set; }

        /// <summary>The largest slope.</summary>
        public double upper { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.rrelu(input, lower, upper, training, inplace);
    }

    /// <summary>x above a threshold, a constant elsewhere.</summary>
    public sealed class Threshold : BuiltInModule
    {
        internal Threshold(double threshold, double value, bool inplace) : base(nameof(Threshold))
        {
            this.threshold = threshold;
            this.value = value;
            this.inplace = inplace;
        }

        /// <summary>The threshold.</summary>
        public double threshold { get; set; }

        /// <summary>The value where the input does not exceed the threshold.</summary>
        public double value { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.threshold(input, threshold, value, inplace);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>max(x, 0).</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static ReLU ReLU(bool inplace = false) => new(inplace);

            /// <summary>min(max(x, 0), 6).</summary>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static ReLU6 ReLU6(bool inplace = false) => new(inplace);

            /// <summary>x, or a small multiple of x below zero.</summary>
            /// <param name="negative_slope">The factor below zero.</param>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static LeakyReLU LeakyReLU(double negative_slope = 0.01, bool inplace = false) => new(negative_slope, inplace);

            /// <summary>Leaky ReLU whose slope is drawn at random while training (Xu et al. 2015).</summary>
            /// <param name="lower">The smallest slope.</param>
            /// <param name="upper">The largest slope.</param>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static RReLU RReLU(double lower = 1.0 / 8, double upper = 1.0 / 3, bool inplace = false) => new(lower, upper, inplace);

            /// <summary>x above a threshold, a constant elsewhere.</summary>
            /// <param name="threshold">The threshold.</param>
            /// <param name="value">The value where the input does not exceed the threshold.</param>
            /// <param name="inplace">Whether the input is overwritten.</param>
            public static Threshold Threshold(double threshold, double value, bool inplace = false) => new(threshold, value, inplace);
        }
    }
}

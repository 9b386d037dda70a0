using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>What the modules that drop values have in common. In evaluation they return their input.</summary>
    public abstract class DropoutModule : BuiltInModule
    {
        private protected DropoutModule(string name, double p, bool inplace) : base(name)
        {
            if (p is not (>= 0 and <= 1))
                throw new ArgumentOutOfRangeException(nameof(p), p, $"{name}: the probability must lie in [0, 1]");
            this.p = p;
            this.inplace = inplace;
        }

        /// <summary>The probability of being dropped, in [0, 1].</summary>
        public double p { get; set; }

        /// <summary>Whether the input is overwritten.</summary>
        public bool inplace { get; set; }
    }

    /// <summary>While training, drops single elements.</summary>
    public sealed class Dropout : DropoutModule
    {
        internal Dropout(double p, bool inplace) : base(nameof(Dropout), p, inplace)
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.dropout(input, p, training, inplace);
    }

    /// <summary>While training, drops whole channels of [N, C, L].</summary>
    public sealed class Dropout1d : DropoutModule
    {
        internal Dropout1d(double p, bool inplace) : base(nameof(Dropout1d), p, inplace)
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.dropout1d(input, p, training, inplace);
    }

    /// <summary>While training, drops whole channels of [N, C, H, W].</summary>
    public sealed class Dropout2d : DropoutModule
    {
        internal Dropout2d(double p, bool inplace) : base(nameof(Dropout2d), p, inplace)
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.dropout2d(input, p, training, inplace);
    }

    /// <summary>While training, drops whole channels of [N, C, D, H, W].</summary>
    public sealed class Dropout3d : DropoutModule
    {
        internal Dropout3d(double p, bool inplace) : base(nameof(Dropout3d), p, inplace)
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.dropout3d(input, p, training, inplace);
    }

    /// <summary>While training, drops single elements, keeping mean and variance of SELU's outputs (Klambauer et al. 2017).</summary>
    public sealed class AlphaDropout : DropoutModule
    {
        internal AlphaDropout(double p, bool inplace) : base(nameof(AlphaDropout), p, inplace)
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.alpha_dropout(input, p, training, inplace);
    }

    /// <summary>While training, drops whole channels, keeping mean and variance of SELU's outputs.</summary>
    public sealed class FeatureAlphaDropout : DropoutModule
    {
        internal FeatureAlphaDropout(double p, bool inplace) : base(nameof(FeatureAlphaDropout), p, inplace)
        {
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.feature_alpha_dropout(input, p, training, inplace);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>While training, drops single elements, with probability <paramref name="p"/>.</summary>
            public static Dropout Dropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>While training, drops whole channels of [N, C, L], with probability <paramref name="p"/>.</summary>
            public static Dropout1d Dropout1d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>While training, drops whole channels of [N, C, H, W], with probability <paramref name="p"/>.</summary>
            public static Dropout2d Dropout2d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>While training, drops whole channels of [N, C, D, H, W], with probability <paramref name="p"/>.</summary>
            public static Dropout3d Dropout3d(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>While training, drops single elements with probability <paramref name="p"/>, keeping mean and variance of SELU's outputs.</summary>
            public static AlphaDropout AlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);

            /// <summary>While training, drops whole channels, keeping mean and variance of SELU's outputs, with probability <paramref name="p"/>.</summary>
            public static FeatureAlphaDropout FeatureAlphaDropout(double p = 0.5, bool inplace = false) => new(p, inplace);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Normalisation over the last dimensions (Ba et al. 2016).</summary>
    public sealed class LayerNorm : BuiltInModule
    {
        internal LayerNorm(long[] normalized_shape, double eps, bool elementwise_affine, bool bias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(LayerNorm))
        {
            this.normalized_shape = normalized_shape;
            this.eps = eps;
            this.elementwise_affine = elementwise_affine;
            if (elementwise_affine)
                weight = NewParameter(normalized_shape, device, dtype);
            if (elementwise_affine && bias)
                this.bias = NewParameter(normalized_shape, device, dtype);
            reset_parameters();
        }

        /// <summary>The sizes of the dimensions that are normalised, the last ones.</summary>
        public long[] normalized_shape { get; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether there is a weight.</summary>
        public bool elementwise_affine { get; }

        /// <summary>The factors, of the normalised shape, or null.</summary>
        public Parameter? weight
        {
            get;
            set => field = Keep(nameof(weight), value);
        }

        /// <summary>The summands, of the normalised shape, or null.</summary>
        public Parameter? bias
        {
            get;
            set => field = Keep(nameof(bias), value);
        }

        /// <summary>Sets the weight to ones and the bias to zeros.</summary>
        public void reset_parameters()
        {
            if (weight is not null)
                torch.nn.init.ones_(weight);
            if (bias is not null)
                torch.nn.init.zeros_(bias);
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.layer_norm(input, normalized_shape, weight, bias, eps);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Normalisation over the last dimensions.</summary>
            /// <param name="normalized_shape">The sizes of those dimensions.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="elementwise_affine">Whether there are a weight and a bias.</param>
            /// <param name="bias">Whether there is a bias beside the weight.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static LayerNorm LayerNorm(long[] normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
                Device? device = null, ScalarType? dtype = null) => new(normalized_shape, eps, elementwise_affine, bias, device, dtype);

            /// <summary>Normalisation over the last dimension.</summary>
            public static LayerNorm LayerNorm(long normalized_shape, double eps = 1e-05, bool elementwise_affine = true, bool bias = true,
                Device? device = null, ScalarType? dtype = null) => new([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}

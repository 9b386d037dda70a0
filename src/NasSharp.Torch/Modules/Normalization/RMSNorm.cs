using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Division by the root mean square over the last dimensions (Zhang and Sennrich 2019).</summary>
    public sealed class RMSNorm : BuiltInModule
    {
        internal RMSNorm(long[] normalized_shape, double? eps, bool elementwise_affine, torch.Device? device, torch.ScalarType? dtype) : base(nameof(RMSNorm))
        {
            this.normalized_shape = normalized_shape;
            this.eps = eps;
            if (elementwise_affine)
            {
                weight = NewParameter(normalized_shape, device, dtype);
                torch.nn.init.ones_(weight);
            }
        }

        /// <summary>The sizes of the dimensions that are normalised, the last ones.</summary>
        public long[] normalized_shape { get; }

        /// <summary>Added to the mean square; the smallest step from 1 of the element type when null.</summary>
        public double? eps { get; set; }

        /// <summary>The factors, of the normalised shape, or null.</summary>
        public Parameter? weight
        {
            get;
            set => field = Keep(nameof(weight), value);
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.rms_norm(input, normalized_shape, weight, eps);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Division by the root mean square over the last dimensions.</summary>
            /// <param name="normalized_shape">The sizes of those dimensions.</param>
            /// <param name="eps">Added to the mean square; the smallest step from 1 of the element type when null.</param>
            /// <param name="elementwise_affine">Whether there is a weight.</param>
            /// <param name="device">Where the weight lives; the CPU when null.</param>
            /// <param name="dtype">Type of the weight; float32 when null.</param>
            public static RMSNorm RMSNorm(long[] normalized_shape, double? eps = null, bool elementwise_affine = true, Device? device = null,
                ScalarType? dtype = null) => new(normalized_shape, eps, elementwise_affine, device, dtype);

            /// <summary>Division by the root mean square over the last dimension.</summary>
            public static RMSNorm RMSNorm(long normalized_shape, double? eps = null, bool elementwise_affine = true, Device? device = null,
                ScalarType? dtype = null) => new([normalized_shape], eps, elementwise_affine, device, dtype);
        }
    }
}

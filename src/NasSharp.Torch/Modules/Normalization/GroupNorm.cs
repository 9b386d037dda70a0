using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Normalisation of groups of channels of each example (Wu and He 2018).</summary>
    public sealed class GroupNorm : BuiltInModule
    {
        internal GroupNorm(long num_groups, long num_channels, double eps, bool affine, torch.Device? device, torch.ScalarType? dtype) : base(nameof(GroupNorm))
        {
            if (num_groups <= 0 || num_channels % num_groups != 0)
                throw new ArgumentException($"GroupNorm: num_channels {num_channels} must be divisible by num_groups {num_groups}");
            this.num_groups = num_groups;
            this.num_channels = num_channels;
            this.eps = eps;
            this.affine = affine;
            if (affine)
            {
                weight = NewParameter([num_channels], device, dtype);
                bias = NewParameter([num_channels], device, dtype);
            }
            reset_parameters();
        }

        /// <summary>Number of groups.</summary>
        public long num_groups { get; }

        /// <summary>Number of channels.</summary>
        public long num_channels { get; }

        /// <summary>Added to the variance.</summary>
        public double eps { get; set; }

        /// <summary>Whether there are a weight and a bias.</summary>
        public bool affine { get; }

        /// <summary>The factor of each channel, [C], or null.</summary>
        public Parameter? weight
        {
            get;
            set => field = Keep(nameof(weight), value);
        }

        /// <summary>The summand of each channel, [C], or null.</summary>
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

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.group_norm(input, num_groups, weight, bias, eps);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Normalisation of groups of channels of each example.</summary>
            /// <param name="num_groups">Number of groups; divides the number of channels.</param>
            /// <param name="num_channels">Number of channels.</param>
            /// <param name="eps">Added to the variance.</param>
            /// <param name="affine">Whether there are a weight and a bias.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static GroupNorm GroupNorm(long num_groups, long num_channels, double eps = 1e-05, bool affine = true, Device? device = null,
                ScalarType? dtype = null) => new(num_groups, num_channels, eps, affine, device, dtype);
        }
    }
}

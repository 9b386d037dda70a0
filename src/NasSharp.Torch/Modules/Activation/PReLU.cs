using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>x, or a learned multiple of x below zero (He et al. 2015).</summary>
    public sealed class PReLU : BuiltInModule
    {
        internal PReLU(long num_parameters, double init, torch.Device? device, torch.ScalarType? dtype) : base(nameof(PReLU))
        {
            this.num_parameters = num_parameters;
            this.init = init;
            weight = NewParameter([num_parameters], device, dtype);
            torch.nn.init.constant_(weight, init);
        }

        /// <summary>Number of slopes: 1 or the number of channels.</summary>
        public long num_parameters { get; }

        /// <summary>What the slopes start from.</summary>
        public double init { get; }

        /// <summary>The slopes.</summary>
        public Parameter weight
        {
            get;
            set => field = Keep(nameof(weight), value)!;
        }

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.prelu(input, weight);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x, or a learned multiple of x below zero.</summary>
            /// <param name="num_parameters">Number of slopes: 1 or the number of channels (dimension 1).</param>
            /// <param name="init">What the slopes start from.</param>
            /// <param name="device">Where the slopes live; the CPU when null.</param>
            /// <param name="dtype">Type of the slopes; float32 when null.</param>
            public static PReLU PReLU(long num_parameters = 1, double init = 0.25, Device? device = null, ScalarType? dtype = null) =>
                new(num_parameters, init, device, dtype);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>A linear layer: [*, in] to [*, out].</summary>
    public sealed class Linear : BuiltInModule
    {
        internal Linear(long inputSize, long outputSize, bool hasBias, torch.Device? device, torch.ScalarType? dtype) : base(nameof(Linear))
        {
            in_features = inputSize;
            out_features = outputSize;
            weight = NewParameter([outputSize, inputSize], device, dtype);
            bias = hasBias ? NewParameter([outputSize], device, dtype) : null;
            reset_parameters();
        }

        /// <summary>Features of each input.</summary>
        public long in_features { get; }

        /// <summary>Features of each output.</summary>
        public long out_features { get; }

        /// <summary>The weight, [out, in].</summary>
        public Parameter weight
        {
            get;
            set => field = Keep(nameof(weight), value)!;
        }

        /// <summary>The bias, [out], or null.</summary>
        public Parameter? bias
        {
            get;
            set => field = Keep(nameof(bias), value);
        }

        /// <summary>Draws the weight and bias anew, uniform within 1 / √in.</summary>
        public void reset_parameters() => torch.nn.init.LayerDefaults(weight, bias);

        private protected override torch.Tensor Compute(torch.Tensor input) => torch.nn.functional.linear(input, weight, bias);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A linear layer.</summary>
            /// <param name="inputSize">Features of each input.</param>
            /// <param name="outputSize">Features of each output.</param>
            /// <param name="hasBias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}

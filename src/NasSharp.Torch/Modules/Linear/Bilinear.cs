using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>x1ᵀ W x2 + b for each output.</summary>
    public sealed class Bilinear : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        internal Bilinear(long in1_features, long in2_features, long out_features, bool hasBias, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(Bilinear))
        {
            this.in1_features = in1_features;
            this.in2_features = in2_features;
            this.out_features = out_features;
            weight = NewParameter([out_features, in1_features, in2_features], device, dtype);
            bias = hasBias ? NewParameter([out_features], device, dtype) : null;
            reset_parameters();
        }

        /// <summary>Features of the first input.</summary>
        public long in1_features { get; }

        /// <summary>Features of the second input.</summary>
        public long in2_features { get; }

        /// <summary>Features of the output.</summary>
        public long out_features { get; }

        /// <summary>The weight, [out, in1, in2].</summary>
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

        /// <summary>Draws the weight and bias anew, uniform within 1 / √in1.</summary>
        public void reset_parameters()
        {
            var bound = 1 / Math.Sqrt(in1_features);
            torch.nn.init.uniform_(weight, -bound, bound);
            if (bias is not null)
                torch.nn.init.uniform_(bias, -bound, bound);
        }

        /// <inheritdoc/>
        public override torch.Tensor forward(torch.Tensor input1, torch.Tensor input2) => torch.nn.functional.bilinear(input1, input2, weight, bias);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>x1ᵀ W x2 + b for each output.</summary>
            /// <param name="in1Features">Features of the first input.</param>
            /// <param name="in2Features">Features of the second input.</param>
            /// <param name="outputSize">Features of the output.</param>
            /// <param name="hasBias">Whether a bias is added.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static Bilinear Bilinear(long in1Features, long in2Features, long outputSize, bool hasBias = true, Device? device = null,
                ScalarType? dtype = null) => new(in1Features, in2Features, outputSize, hasBias, device, dtype);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>An Elman network: h' = f(W x + b + U h + c), f tanh or ReLU.</summary>
    public sealed class RNN : RecurrentModule
    {
        private static readonly Operator TanhPadded = new("aten::rnn_tanh", "input");
        private static readonly Operator TanhPacked = new("aten::rnn_tanh", "data");
        private static readonly Operator ReluPadded = new("aten::rnn_relu", "input");
        private static readonly Operator ReluPacked = new("aten::rnn_relu", "data");

        internal RNN(RecurrentShape shape, torch.nn.NonLinearities nonlinearity, torch.Device? device, torch.ScalarType? dtype)
            : base(nameof(RNN), shape, 1, nonlinearity == torch.nn.NonLinearities.Tanh ? TanhPadded : ReluPadded,
                nonlinearity == torch.nn.NonLinearities.Tanh ? TanhPacked : ReluPacked, device, dtype)
        {
        }
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The non-linearity of an Elman network.</summary>
            public enum NonLinearities
            {
                /// <summary>ReLU.</summary>
                ReLU = 0,

                /// <summary>The hyperbolic tangent.</summary>
                Tanh = 1,
            }

            /// <summary>An Elman network of one or more layers.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Features of the state.</param>
            /// <param name="numLayers">Number of layers.</param>
            /// <param name="nonLinearity">The non-linearity.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether sequences are [N, L, inputs] instead of [L, N, inputs].</param>
            /// <param name="dropout">Probability with which the outputs of all layers but the last are dropped while training.</param>
            /// <param name="bidirectional">Whether a second network reads the sequence backwards.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static RNN RNN(long inputSize, long hiddenSize, long numLayers = 1, NonLinearities nonLinearity = nn.NonLinearities.Tanh, bool bias = true,
                bool batchFirst = false, double dropout = 0.0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new RecurrentShape(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), nonLinearity, device, dtype);
        }
    }
}

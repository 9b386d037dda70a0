using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>A network of gated recurrent units (Cho et al. 2014).</summary>
    public sealed class GRU : RecurrentModule
    {
        private static readonly Operator Padded = new("aten::gru", "input");
        private static readonly Operator Packed = new("aten::gru", "data");

        internal GRU(RecurrentShape shape, torch.Device? device, torch.ScalarType? dtype) : base(nameof(GRU), shape, 3, Padded, Packed, device, dtype)
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
            /// <summary>A network of gated recurrent units of one or more layers.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Features of the state.</param>
            /// <param name="numLayers">Number of layers.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether sequences are [N, L, inputs] instead of [L, N, inputs].</param>
            /// <param name="dropout">Probability with which the outputs of all layers but the last are dropped while training.</param>
            /// <param name="bidirectional">Whether a second network reads the sequence backwards.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new RecurrentShape(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}

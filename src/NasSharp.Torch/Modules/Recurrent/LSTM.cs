using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;
using PackedSequence = NasSharp.Torch.torch.nn.utils.rnn.PackedSequence;

namespace NasSharp.Torch.Modules
{
    /// <summary>A network with long short-term memory (Hochreiter and Schmidhuber 1997).</summary>
    public sealed class LSTM : nn.Module<Tensor, (Tensor, Tensor)?, (Tensor, Tensor, Tensor)>
    {
        private static readonly Operator Padded = new("aten::lstm", "input");
        private static readonly Operator Packed = new("aten::lstm", "data");

        private readonly RecurrentShape shape;
        private readonly RecurrentWeights weights;

        internal LSTM(RecurrentShape shape, Device? device, ScalarType? dtype) : base(nameof(LSTM))
        {
            this.shape = shape;
            weights = new RecurrentWeights(this, shape, 4, device, dtype);
        }

        /// <summary>Features of the input.</summary>
        public long input_size => shape.Inputs;

        /// <summary>Features of the state.</summary>
        public long hidden_size => shape.Hidden;

        /// <summary>Number of layers.</summary>
        public long num_layers => shape.Layers;

        /// <summary>Draws all parameters anew, uniform within 1 / √hidden.</summary>
        public void reset_parameters() => weights.Reset();

        /// <summary>Makes the memory of each parameter contiguous, which the operators are fastest with.</summary>
        public void flatten_parameters() => weights.Flatten();

        /// <summary>Runs over sequences.</summary>
        /// <param name="input">[L, N, inputs], or [N, L, inputs] when the batch comes first.</param>
        /// <param name="h0_c0">State and cell at the start, each [layers · directions, N, hidden]; zeros when null.</param>
        /// <returns>The last layer's states, [L, N, directions · hidden], and all layers' last states and cells.</returns>
        public override (Tensor, Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            using var scope = NewDisposeScope();
            var batch = weights.BatchOf(input);
            var (h0, c0) = h0_c0 ?? (weights.ZeroState(input, batch), weights.ZeroState(input, batch));
            var (output, h, c) = Padded.Call3(input, new[] { h0, c0 }, weights.Flat, shape.Bias, shape.Layers, shape.Dropout, training, shape.Bidirectional,
                shape.BatchFirst);
            return (output.MoveToOuterDisposeScope(), h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
        }

        /// <summary>Runs over sequences; see <see cref="forward"/>.</summary>
        public new (Tensor, Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);

        /// <summary>Runs over packed sequences of different lengths.</summary>
        public (PackedSequence, Tensor, Tensor) call(PackedSequence input, (Tensor, Tensor)? h0_c0 = null)
        {
            using var running = Observation.Observers.Enter(this);
            using var scope = NewDisposeScope();
            var (h0, c0) = h0_c0 is { } given
                ? (input.Sorted(given.Item1), input.Sorted(given.Item2))
                : (weights.ZeroState(input.data, input.Count), weights.ZeroState(input.data, input.Count));
            var (output, h, c) = Packed.Call3(input.data, input.batch_sizes, new[] { h0, c0 }, weights.Flat, shape.Bias, shape.Layers, shape.Dropout, training,
                shape.Bidirectional);
            return (input.With(output.MoveToOuterDisposeScope()), input.Unsorted(h).MoveToOuterDisposeScope(), input.Unsorted(c).MoveToOuterDisposeScope());
        }

        /// <summary>The input-hidden weight of a layer.</summary>
        public Parameter? get_weight_ih(long idx) => weights.Find($"weight_ih_l{idx}");

        /// <summary>The hidden-hidden weight of a layer.</summary>
        public Parameter? get_weight_hh(long idx) => weights.Find($"weight_hh_l{idx}");

        /// <summary>The input-hidden bias of a layer, or null.</summary>
        public Parameter? get_bias_ih(long idx) => weights.Find($"bias_ih_l{idx}");

        /// <summary>The hidden-hidden bias of a layer, or null.</summary>
        public Parameter? get_bias_hh(long idx) => weights.Find($"bias_hh_l{idx}");
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A network with long short-term memory, of one or more layers.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Features of the state.</param>
            /// <param name="numLayers">Number of layers.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="batchFirst">Whether sequences are [N, L, inputs] instead of [L, N, inputs].</param>
            /// <param name="dropout">Probability with which the outputs of all layers but the last are dropped while training.</param>
            /// <param name="bidirectional">Whether a second network reads the sequence backwards.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0.0,
                bool bidirectional = false, Device? device = null, ScalarType? dtype = null) =>
                new(new RecurrentShape(inputSize, hiddenSize, numLayers, bias, batchFirst, dropout, bidirectional), device, dtype);
        }
    }
}

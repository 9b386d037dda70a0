using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules
{
    /// <summary>One step of an Elman network.</summary>
    public sealed class RNNCell : RecurrentCell<Tensor?, Tensor>
    {
        private static readonly Operator TanhStep = new("aten::rnn_tanh_cell");
        private static readonly Operator ReluStep = new("aten::rnn_relu_cell");

        private readonly Operator step;

        internal RNNCell(long inputSize, long hiddenSize, nn.NonLinearities nonLinearity, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(RNNCell), inputSize, hiddenSize, bias, 1, device, dtype) => step = nonLinearity == nn.NonLinearities.Tanh ? TanhStep : ReluStep;

        /// <summary>One step. input: [N, inputs], h0: [N, hidden], zeros when null; returns the next state.</summary>
        public override Tensor forward(Tensor input, Tensor? h0 = null)
        {
            using var scope = NewDisposeScope();
            return step.Call(input, h0 ?? ZeroState(input), weight_ih, weight_hh, bias_ih, bias_hh).MoveToOuterDisposeScope();
        }

        /// <summary>One step; see <see cref="forward"/>.</summary>
        public new Tensor call(Tensor input, Tensor? h0 = null) => base.call(input, h0);
    }

    /// <summary>One step of a gated recurrent unit.</summary>
    public sealed class GRUCell : RecurrentCell<Tensor?, Tensor>
    {
        private static readonly Operator Step = new("aten::gru_cell");

        internal GRUCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(GRUCell), inputSize, hiddenSize, bias, 3, device, dtype)
        {
        }

        /// <summary>One step. input: [N, inputs], h0: [N, hidden], zeros when null; returns the next state.</summary>
        public override Tensor forward(Tensor input, Tensor? h0 = null)
        {
            using var scope = NewDisposeScope();
            return Step.Call(input, h0 ?? ZeroState(input), weight_ih, weight_hh, bias_ih, bias_hh).MoveToOuterDisposeScope();
        }

        /// <summary>One step; see <see cref="forward"/>.</summary>
        public new Tensor call(Tensor input, Tensor? h0 = null) => base.call(input, h0);
    }

    /// <summary>One step of long short-term memory.</summary>
    public sealed class LSTMCell : RecurrentCell<(Tensor, Tensor)?, (Tensor, Tensor)>
    {
        private static readonly Operator Step = new("aten::lstm_cell");

        internal LSTMCell(long inputSize, long hiddenSize, bool bias, Device? device, ScalarType? dtype)
            : base(nameof(LSTMCell), inputSize, hiddenSize, bias, 4, device, dtype)
        {
        }

        /// <summary>One step. input: [N, inputs], state and cell: [N, hidden], zeros when null; returns the next state and cell.</summary>
        public override (Tensor, Tensor) forward(Tensor input, (Tensor, Tensor)? h0_c0 = null)
        {
            using var scope = NewDisposeScope();
            var (h0, c0) = h0_c0 ?? (ZeroState(input), ZeroState(input));
            var (h, c) = Step.Call2(input, new[] { h0, c0 }, weight_ih, weight_hh, bias_ih, bias_hh);
            return (h.MoveToOuterDisposeScope(), c.MoveToOuterDisposeScope());
        }

        /// <summary>One step; see <see cref="forward"/>.</summary>
        public new (Tensor, Tensor) call(Tensor input, (Tensor, Tensor)? h0_c0 = null) => base.call(input, h0_c0);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>One step of an Elman network.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Features of the state.</param>
            /// <param name="nonLinearity">The non-linearity.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static RNNCell RNNCell(long inputSize, long hiddenSize, NonLinearities nonLinearity = nn.NonLinearities.Tanh, bool bias = true,
                Device? device = null, ScalarType? dtype = null) => new(inputSize, hiddenSize, nonLinearity, bias, device, dtype);

            /// <summary>One step of a gated recurrent unit.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Features of the state.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);

            /// <summary>One step of long short-term memory.</summary>
            /// <param name="inputSize">Features of the input.</param>
            /// <param name="hiddenSize">Features of the state.</param>
            /// <param name="bias">Whether there are biases.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new(inputSize, hiddenSize, bias, device, dtype);
        }
    }
}

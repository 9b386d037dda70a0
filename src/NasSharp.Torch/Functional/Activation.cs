namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>max(x, 0).</summary>
            public static Tensor relu(Tensor input, bool inplace = false) => inplace ? Aten.ReluInPlace.CallInPlace(input) : Aten.Relu.Call(input);

            /// <summary>min(max(x, 0), 6).</summary>
            public static Tensor relu6(Tensor input, bool inplace = false) => hardtanh(input, 0, 6, inplace);

            /// <summary>x, or <paramref name="negative_slope"/> · x below zero.</summary>
            public static Tensor leaky_relu(Tensor input, double negative_slope = 0.01, bool inplace = false) =>
                inplace ? Aten.LeakyReluInPlace.CallInPlace(input, negative_slope) : Aten.LeakyRelu.Call(input, negative_slope);

            /// <summary>x, or weight · x below zero; weight has one element or one per channel.</summary>
            public static Tensor prelu(Tensor input, Tensor weight) => Aten.Prelu.Call(input, weight);

            /// <summary>Leaky ReLU whose slope is drawn from [lower, upper) while training, and their mean otherwise.</summary>
            public static Tensor rrelu(Tensor input, double lower = 1.0 / 8, double upper = 1.0 / 3, bool training = false, bool inplace = false) =>
                inplace ? Aten.RreluInPlace.CallInPlace(input, lower, upper, training) : Aten.Rrelu.Call(input, lower, upper, training);

            /// <summary>x, or <paramref name="alpha"/> · (exp(x) - 1) below zero.</summary>
            public static Tensor elu(Tensor input, double alpha = 1, bool inplace = false) =>
                inplace ? Aten.EluInPlace.CallInPlace(input, alpha) : Aten.Elu.Call(input, alpha);

            /// <summary>max(x, 0) + min(0, α · (exp(x / α) - 1)).</summary>
            public static Tensor celu(Tensor input, double alpha = 1, bool inplace = false) =>
                inplace ? Aten.CeluInPlace.CallInPlace(input, alpha) : Aten.Celu.Call(input, alpha);

            /// <summary>Scaled ELU with the constants of Klambauer et al. 2017.</summary>
            public static Tensor selu(Tensor input, bool inplace = false) => inplace ? Aten.SeluInPlace.CallInPlace(input) : Aten.Selu.Call(input);

            /// <summary>x · Φ(x), Φ the normal distribution function.</summary>
            public static Tensor gelu(Tensor x) => Aten.Gelu.Call(x);

            /// <summary>x · Φ(x), exact (<c>none</c>) or with the <c>tanh</c> approximation.</summary>
            public static Tensor gelu(Tensor x, string approximate) => Aten.Gelu.Call(x, approximate);

            /// <summary>x · sigmoid(x).</summary>
            public static Tensor silu(Tensor input, bool inplace = false) => inplace ? Aten.SiluInPlace.CallInPlace(input) : Aten.Silu.Call(input);

            /// <summary>x · tanh(softplus(x)).</summary>
            public static Tensor mish(Tensor input, bool inplace = false) => inplace ? Aten.MishInPlace.CallInPlace(input) : Aten.Mish.Call(input);

            /// <summary>x · min(max(x + 3, 0), 6) / 6.</summary>
            public static Tensor hardswish(Tensor input, bool inplace = false) =>
                inplace ? Aten.HardswishInPlace.CallInPlace(input) : Aten.Hardswish.Call(input);

            /// <summary>min(max(x + 3, 0), 6) / 6.</summary>
            public static Tensor hardsigmoid(Tensor input, bool inplace = false) =>
                inplace ? Aten.HardsigmoidInPlace.CallInPlace(input) : Aten.Hardsigmoid.Call(input);

            /// <summary>x cut to [min_val, max_val].</summary>
            public static Tensor hardtanh(Tensor input, double min_val = -1, double max_val = 1, bool inplace = false) =>
                inplace ? Aten.HardtanhInPlace.CallInPlace(input, min_val, max_val) : Aten.Hardtanh.Call(input, min_val, max_val);

            /// <summary>1 / (1 + exp(-x)).</summary>
            public static Tensor sigmoid(Tensor input, bool inplace = false) => inplace ? Aten.SigmoidInPlace.CallInPlace(input) : Aten.Sigmoid.Call(input);

            /// <summary>The hyperbolic tangent.</summary>
            public static Tensor tanh(Tensor input, bool inplace = false) => inplace ? Aten.TanhInPlace.CallInPlace(input) : Aten.Tanh.Call(input);

            /// <summary>log(1 + exp(β · x)) / β; the identity where β · x exceeds the threshold.</summary>
            public static Tensor softplus(Tensor input, double beta = 1, double threshold = 20) => Aten.Softplus.Call(input, beta, threshold);

            /// <summary>x / (1 + |x|).</summary>
            public static Tensor softsign(Tensor input)
            {
                using var scope = NewDisposeScope();
                return (input / (1.0 + Aten.Abs.Call(input))).MoveToOuterDisposeScope();
            }

            /// <summary>x - tanh(x).</summary>
            public static Tensor tanhshrink(Tensor input)
            {
                using var scope = NewDisposeScope();
                return (input - Aten.Tanh.Call(input)).MoveToOuterDisposeScope();
            }

            /// <summary>x moved towards zero by λ, and zero within λ.</summary>
            public static Tensor softshrink(Tensor input, double lambda = 0.5) => Aten.Softshrink.Call(input, lambda);

            /// <summary>x, and zero within λ.</summary>
            public static Tensor hardshrink(Tensor input, double lambda = 0.5) => Aten.Hardshrink.Call(input, lambda);

            /// <summary>x above the threshold, <paramref name="value"/> elsewhere.</summary>
            public static Tensor threshold(Tensor input, double threshold, double value, bool inplace = false) =>
                inplace ? Aten.ThresholdInPlace.CallInPlace(input, threshold, value) : Aten.Threshold.Call(input, threshold, value);

            /// <summary>The first half of a dimension times the sigmoid of the second.</summary>
            public static Tensor glu(Tensor input, long dim = -1) => Aten.Glu.Call(input, dim);

            /// <summary>log(sigmoid(x)).</summary>
            public static Tensor logsigmoid(Tensor input) => Aten.LogSigmoid.Call(input);

            /// <summary>exp(x) along a dimension, scaled to sum 1.</summary>
            public static Tensor softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.Softmax.Call(input, dim, dtype);

            /// <summary>softmax(-x).</summary>
            public static Tensor softmin(Tensor input, long dim, ScalarType? dtype = null)
            {
                using var scope = NewDisposeScope();
                return Aten.Softmax.Call(-input, dim, dtype).MoveToOuterDisposeScope();
            }

            /// <summary>log(softmax(x)), computed without overflow.</summary>
            public static Tensor log_softmax(Tensor input, long dim, ScalarType? dtype = null) => Aten.LogSoftmax.Call(input, dim, dtype);

            /// <summary>
            /// A sample from the Gumbel-softmax distribution (Jang et al. 2017); with <paramref name="hard"/> a one-hot vector whose gradient is
            /// that of the soft sample.
            /// </summary>
            public static Tensor gumbel_softmax(Tensor logits, double tau = 1, bool hard = false, long dim = -1)
            {
                using var scope = NewDisposeScope();
                var gumbels = -Aten.Log.Call(Aten.Exponential.CallInPlace(empty_like(logits)));
                var soft = Aten.Softmax.Call((logits + gumbels) / tau, dim);
                if (!hard)
                    return soft.MoveToOuterDisposeScope();
                var index = Aten.ArgMax.Call(soft, dim, true);
                var oneHot = Aten.Scatter.Call(zeros_like(logits), dim, index, 1.0);
                return (oneHot - soft.detach() + soft).MoveToOuterDisposeScope();
            }
        }
    }
}

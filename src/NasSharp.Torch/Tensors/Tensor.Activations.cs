namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The positive part of each element.</summary>
        public Tensor relu() => Ops.Relu.Call(this);

        /// <summary>The positive part of each element, in place.</summary>
        public Tensor relu_() => Ops.ReluInPlace.CallInPlace(this);

        /// <summary>Each element pulled into [0, 6].</summary>
        public Tensor relu6() => Ops.Relu6.Call(this);

        /// <summary>Each element pulled into [0, 6], in place.</summary>
        public Tensor relu6_() => Ops.Relu6InPlace.CallInPlace(this);

        /// <summary>1 / (1 + exp(-x)) of each element.</summary>
        public Tensor sigmoid() => Ops.Sigmoid.Call(this);

        /// <summary>1 / (1 + exp(-x)) of each element, in place.</summary>
        public Tensor sigmoid_() => Ops.SigmoidInPlace.CallInPlace(this);

        /// <summary>x * sigmoid(x) of each element.</summary>
        public Tensor silu() => Ops.Silu.Call(this);

        /// <summary>x * sigmoid(x) of each element, in place.</summary>
        public Tensor silu_() => Ops.SiluInPlace.CallInPlace(this);

        /// <summary>The scaled exponential linear unit of each element.</summary>
        public Tensor selu() => Ops.Selu.Call(this);

        /// <summary>The scaled exponential linear unit of each element, in place.</summary>
        public Tensor selu_() => Ops.SeluInPlace.CallInPlace(this);

        /// <summary>x * tanh(softplus(x)) of each element.</summary>
        public Tensor mish() => Ops.Mish.Call(this);

        /// <summary>x * tanh(softplus(x)) of each element, in place.</summary>
        public Tensor mish_() => Ops.MishInPlace.CallInPlace(this);

        /// <summary>x * relu6(x + 3) / 6 of each element.</summary>
        public Tensor hardswish() => Ops.Hardswish.Call(this);

        /// <summary>x * relu6(x + 3) / 6 of each element, in place.</summary>
        public Tensor hardswish_() => Ops.HardswishInPlace.CallInPlace(this);

        /// <summary>relu6(x + 3) / 6 of each element.</summary>
        public Tensor hardsigmoid() => Ops.Hardsigmoid.Call(this);

        /// <summary>relu6(x + 3) / 6 of each element, in place.</summary>
        public Tensor hardsigmoid_() => Ops.HardsigmoidInPlace.CallInPlace(this);

        /// <summary>x times the normal distribution function of x; <c>tanh</c> approximates.</summary>
        public Tensor gelu(string approximate = "none") => Ops.Gelu.Call(this, approximate);

        /// <summary>x above zero, alpha * (exp(x) - 1) below.</summary>
        public Tensor elu(Scalar? alpha = null) => Ops.Elu.Call(this, alpha ?? 1);

        /// <summary>x above zero, alpha * (exp(x) - 1) below, in place.</summary>
        public Tensor elu_(Scalar? alpha = null) => Ops.EluInPlace.CallInPlace(this, alpha ?? 1);

        /// <summary>x above zero, alpha * (exp(x / alpha) - 1) below.</summary>
        public Tensor celu(Scalar? alpha = null) => Ops.Celu.Call(this, alpha ?? 1);

        /// <summary>x above zero, alpha * (exp(x / alpha) - 1) below, in place.</summary>
        public Tensor celu_(Scalar? alpha = null) => Ops.CeluInPlace.CallInPlace(this, alpha ?? 1);

        /// <summary>x above zero, a small part of it below.</summary>
        public Tensor leaky_relu(Scalar? negative_slope = null) => Ops.LeakyRelu.Call(this, negative_slope ?? 0.01);

        /// <summary>x above zero, a small part of it below, in place.</summary>
        public Tensor leaky_relu_(Scalar? negative_slope = null) => Ops.LeakyReluInPlace.CallInPlace(this, negative_slope ?? 0.01);

        /// <summary>Each element pulled into a range, [-1, 1] unless given.</summary>
        public Tensor hardtanh(Scalar? min_val = null, Scalar? max_val = null) => Ops.Hardtanh.Call(this, min_val ?? -1, max_val ?? 1);

        /// <summary>Each element pulled into a range, [-1, 1] unless given, in place.</summary>
        public Tensor hardtanh_(Scalar? min_val = null, Scalar? max_val = null) => Ops.HardtanhInPlace.CallInPlace(this, min_val ?? -1, max_val ?? 1);

        /// <summary>log(1 + exp(beta x)) / beta, linear above the threshold.</summary>
        public Tensor softplus(Scalar? beta = null, Scalar? threshold = null) => Ops.Softplus.Call(this, beta ?? 1, threshold ?? 20);

        /// <summary>exp(x) divided by its sum along a dimension.</summary>
        public Tensor softmax(long dim, ScalarType? dtype = null) => Ops.SoftmaxInt.Call(this, dim, dtype);

        /// <summary>The logarithm of softmax along a dimension.</summary>
        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Ops.LogSoftmaxInt.Call(this, dim, dtype);
    }

    /// <summary>The positive part of each element.</summary>
    public static Tensor relu(Tensor input) => input.relu();

    /// <summary>1 / (1 + exp(-x)) of each element.</summary>
    public static Tensor sigmoid(Tensor input) => input.sigmoid();

    /// <summary>exp(x) divided by its sum along a dimension.</summary>
    public static Tensor softmax(Tensor input, long dim) => input.softmax(dim);

    /// <summary>exp(x) divided by its sum along a dimension, computed in another type.</summary>
    public static Tensor softmax(Tensor input, long dim, ScalarType dtype) => input.softmax(dim, dtype);

    /// <summary>The logarithm of softmax along a dimension.</summary>
    public static Tensor log_softmax(Tensor input, long dim) => input.log_softmax(dim);

    /// <summary>The logarithm of softmax along a dimension, computed in another type.</summary>
    public static Tensor log_softmax(Tensor input, long dim, ScalarType dtype) => input.log_softmax(dim, dtype);

    internal static partial class Ops
    {
        internal static readonly Operator Relu = new("aten::relu");
        internal static readonly Operator ReluInPlace = new("aten::relu_");
        internal static readonly Operator Relu6 = new("aten::relu6");
        internal static readonly Operator Relu6InPlace = new("aten::relu6_");
        internal static readonly Operator Sigmoid = new("aten::sigmoid");
        internal static readonly Operator SigmoidInPlace = new("aten::sigmoid_");
        internal static readonly Operator Silu = new("aten::silu");
        internal static readonly Operator SiluInPlace = new("aten::silu_");
        internal static readonly Operator Selu = new("aten::selu");
        internal static readonly Operator SeluInPlace = new("aten::selu_");
        internal static readonly Operator Mish = new("aten::mish");
        internal static readonly Operator MishInPlace = new("aten::mish_");
        internal static readonly Operator Hardswish = new("aten::hardswish");
        internal static readonly Operator HardswishInPlace = new("aten::hardswish_");
        internal static readonly Operator Hardsigmoid = new("aten::hardsigmoid");
        internal static readonly Operator HardsigmoidInPlace = new("aten::hardsigmoid_");
        internal static readonly Operator Gelu = new("aten::gelu");
        internal static readonly Operator Elu = new("aten::elu");
        internal static readonly Operator EluInPlace = new("aten::elu_");
        internal static readonly Operator Celu = new("aten::celu");
        internal static readonly Operator CeluInPlace = new("aten::celu_");
        internal static readonly Operator LeakyRelu = new("aten::leaky_relu");
        internal static readonly Operator LeakyReluInPlace = new("aten::leaky_relu_");
        internal static readonly Operator Hardtanh = new("aten::hardtanh");
        internal static readonly Operator HardtanhInPlace = new("aten::hardtanh_");
        internal static readonly Operator Softplus = new("aten::softplus");
        internal static readonly Operator SoftmaxInt = new("aten::softmax", "int");
        internal static readonly Operator LogSoftmaxInt = new("aten::log_softmax", "int");
    }
}

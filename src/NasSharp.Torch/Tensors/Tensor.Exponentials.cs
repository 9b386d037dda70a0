namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>e to the power of each element.</summary>
        public Tensor exp() => Ops.Exp.Call(this);

        /// <summary>e to the power of each element, in place.</summary>
        public Tensor exp_() => Ops.ExpInPlace.CallInPlace(this);

        /// <summary>2 to the power of each element.</summary>
        public Tensor exp2() => Ops.Exp2.Call(this);

        /// <summary>2 to the power of each element, in place.</summary>
        public Tensor exp2_() => Ops.Exp2InPlace.CallInPlace(this);

        /// <summary>e to the power of each element, minus one, exact near zero.</summary>
        public Tensor expm1() => Ops.Expm1.Call(this);

        /// <summary>e to the power of each element, minus one, exact near zero, in place.</summary>
        public Tensor expm1_() => Ops.Expm1InPlace.CallInPlace(this);

        /// <summary>The natural logarithm of each element.</summary>
        public Tensor log() => Ops.Log.Call(this);

        /// <summary>The natural logarithm of each element, in place.</summary>
        public Tensor log_() => Ops.LogInPlace.CallInPlace(this);

        /// <summary>The logarithm to base 2 of each element.</summary>
        public Tensor log2() => Ops.Log2.Call(this);

        /// <summary>The logarithm to base 2 of each element, in place.</summary>
        public Tensor log2_() => Ops.Log2InPlace.CallInPlace(this);

        /// <summary>The logarithm to base 10 of each element.</summary>
        public Tensor log10() => Ops.Log10.Call(this);

        /// <summary>The logarithm to base 10 of each element, in place.</summary>
        public Tensor log10_() => Ops.Log10InPlace.CallInPlace(this);

        /// <summary>The natural logarithm of one plus each element, exact near zero.</summary>
        public Tensor log1p() => Ops.Log1p.Call(this);

        /// <summary>The natural logarithm of one plus each element, exact near zero, in place.</summary>
        public Tensor log1p_() => Ops.Log1pInPlace.CallInPlace(this);

        /// <summary>The square root of each element.</summary>
        public Tensor sqrt() => Ops.Sqrt.Call(this);

        /// <summary>The square root of each element, in place.</summary>
        public Tensor sqrt_() => Ops.SqrtInPlace.CallInPlace(this);

        /// <summary>One over the square root of each element.</summary>
        public Tensor rsqrt() => Ops.Rsqrt.Call(this);

        /// <summary>One over the square root of each element, in place.</summary>
        public Tensor rsqrt_() => Ops.RsqrtInPlace.CallInPlace(this);

        /// <summary>The square of each element.</summary>
        public Tensor square() => Ops.Square.Call(this);

        /// <summary>The square of each element, in place.</summary>
        public Tensor square_() => Ops.SquareInPlace.CallInPlace(this);

        /// <summary>Each element to the power of an element.</summary>
        public Tensor pow(Tensor exponent) => Ops.PowTensorTensor.Call(this, exponent);

        /// <summary>Each element to the power of an element, in place.</summary>
        public Tensor pow_(Tensor exponent) => Ops.PowInPlace.CallInPlace(this, exponent);

        /// <summary>Each element to the power of a number.</summary>
        public Tensor pow(Scalar exponent) => Ops.PowTensorScalar.Call(this, exponent);

        /// <summary>Each element to the power of a number, in place.</summary>
        public Tensor pow_(Scalar exponent) => Ops.PowScalarInPlace.CallInPlace(this, exponent);

        /// <summary>Each element to the power of an element, in float64.</summary>
        public Tensor float_power(Tensor exponent) => Ops.FloatPowerTensorTensor.Call(this, exponent);

        /// <summary>log(exp(this) + exp(other)), without overflow.</summary>
        public Tensor logaddexp(Tensor other) => Ops.Logaddexp.Call(this, other);

        /// <summary>log2(2^this + 2^other), without overflow.</summary>
        public Tensor logaddexp2(Tensor other) => Ops.Logaddexp2.Call(this, other);

        /// <summary>this * log(other), zero where this is zero.</summary>
        public Tensor xlogy(Tensor other) => Ops.XlogyTensor.Call(this, other);

        /// <summary>this * log(other), zero where this is zero, in place.</summary>
        public Tensor xlogy_(Tensor other) => Ops.XlogyTensorInPlace.CallInPlace(this, other);

        /// <summary>This times two to the power of the other.</summary>
        public Tensor ldexp(Tensor other) => Ops.LdexpTensor.Call(this, other);
    }

    /// <summary>e to the power of each element.</summary>
    public static Tensor exp(Tensor input) => input.exp();

    /// <summary>2 to the power of each element.</summary>
    public static Tensor exp2(Tensor input) => input.exp2();

    /// <summary>e to the power of each element, minus one, exact near zero.</summary>
    public static Tensor expm1(Tensor input) => input.expm1();

    /// <summary>The natural logarithm of each element.</summary>
    public static Tensor log(Tensor input) => input.log();

    /// <summary>The logarithm to base 2 of each element.</summary>
    public static Tensor log2(Tensor input) => input.log2();

    /// <summary>The logarithm to base 10 of each element.</summary>
    public static Tensor log10(Tensor input) => input.log10();

    /// <summary>The natural logarithm of one plus each element, exact near zero.</summary>
    public static Tensor log1p(Tensor input) => input.log1p();

    /// <summary>The square root of each element.</summary>
    public static Tensor sqrt(Tensor input) => input.sqrt();

    /// <summary>One over the square root of each element.</summary>
    public static Tensor rsqrt(Tensor input) => input.rsqrt();

    /// <summary>The square of each element.</summary>
    public static Tensor square(Tensor input) => input.square();

    /// <summary>Each element to the power of an element.</summary>
    public static Tensor pow(Tensor input, Tensor exponent) => input.pow(exponent);

    /// <summary>Each element to the power of a number.</summary>
    public static Tensor pow(Tensor input, Scalar exponent) => input.pow(exponent);

    /// <summary>A number to the power of each element.</summary>
    public static Tensor pow(Scalar input, Tensor exponent) => Ops.PowScalar.Call(input, exponent);

    /// <summary>Each element to the power of an element, in float64.</summary>
    public static Tensor float_power(Tensor input, Tensor exponent) => input.float_power(exponent);

    /// <summary>log(exp(this) + exp(other)), without overflow.</summary>
    public static Tensor logaddexp(Tensor input, Tensor other) => input.logaddexp(other);

    /// <summary>log2(2^this + 2^other), without overflow.</summary>
    public static Tensor logaddexp2(Tensor input, Tensor other) => input.logaddexp2(other);

    /// <summary>this * log(other), zero where this is zero.</summary>
    public static Tensor xlogy(Tensor input, Tensor other) => input.xlogy(other);

    /// <summary>This times two to the power of the other.</summary>
    public static Tensor ldexp(Tensor input, Tensor other) => input.ldexp(other);

    internal static partial class Ops
    {
        internal static readonly Operator Exp = new("aten::exp");
        internal static readonly Operator ExpInPlace = new("aten::exp_");
        internal static readonly Operator Exp2 = new("aten::exp2");
        internal static readonly Operator Exp2InPlace = new("aten::exp2_");
        internal static readonly Operator Expm1 = new("aten::expm1");
        internal static readonly Operator Expm1InPlace = new("aten::expm1_");
        internal static readonly Operator Log = new("aten::log");
        internal static readonly Operator LogInPlace = new("aten::log_");
        internal static readonly Operator Log2 = new("aten::log2");
        internal static readonly Operator Log2InPlace = new("aten::log2_");
        internal static readonly Operator Log10 = new("aten::log10");
        internal static readonly Operator Log10InPlace = new("aten::log10_");
        internal static readonly Operator Log1p = new("aten::log1p");
        internal static readonly Operator Log1pInPlace = new("aten::log1p_");
        internal static readonly Operator Sqrt = new("aten::sqrt");
        internal static readonly Operator SqrtInPlace = new("aten::sqrt_");
        internal static readonly Operator Rsqrt = new("aten::rsqrt");
        internal static readonly Operator RsqrtInPlace = new("aten::rsqrt_");
        internal static readonly Operator Square = new("aten::square");
        internal static readonly Operator SquareInPlace = new("aten::square_");
        internal static readonly Operator PowTensorTensor = new("aten::pow", "Tensor_Tensor");
        internal static readonly Operator PowInPlace = new("aten::pow_", "Tensor");
        internal static readonly Operator PowTensorScalar = new("aten::pow", "Tensor_Scalar");
        internal static readonly Operator PowScalarInPlace = new("aten::pow_", "Scalar");
        internal static readonly Operator PowScalar = new("aten::pow", "Scalar");
        internal static readonly Operator FloatPowerTensorTensor = new("aten::float_power", "Tensor_Tensor");
        internal static readonly Operator Logaddexp = new("aten::logaddexp");
        internal static readonly Operator Logaddexp2 = new("aten::logaddexp2");
        internal static readonly Operator XlogyTensor = new("aten::xlogy", "Tensor");
        internal static readonly Operator XlogyTensorInPlace = new("aten::xlogy_", "Tensor");
        internal static readonly Operator LdexpTensor = new("aten::ldexp", "Tensor");
    }
}

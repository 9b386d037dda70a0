namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Subtracts a number from this tensor.</summary>
        public Tensor sub_(Scalar other) => Ops.SubScalarInPlace.CallInPlace(this, other);

        /// <summary>Adds alpha times a number to each element.</summary>
        public Tensor add(Scalar other, Scalar alpha) => Ops.AddScalar.Call(this, other, alpha);

        /// <summary>Adds alpha times a number to this tensor.</summary>
        public Tensor add_(Scalar other, Scalar alpha) => Ops.AddScalarInPlace.CallInPlace(this, other, alpha);

        /// <summary>Element-wise quotient, rounded as asked.</summary>
        public Tensor div(Tensor other, RoundingMode rounding_mode) => Ops.DivTensorMode.Call(this, other, Name(rounding_mode));

        /// <summary>Divides each element by a number and rounds as asked.</summary>
        public Tensor div(Scalar other, RoundingMode rounding_mode) => Ops.DivScalarMode.Call(this, other, Name(rounding_mode));

        /// <summary>Divides this tensor element-wise and rounds as asked.</summary>
        public Tensor div_(Tensor other, RoundingMode rounding_mode) => Ops.DivTensorModeInPlace.CallInPlace(this, other, Name(rounding_mode));

        /// <summary>Divides this tensor by a number and rounds as asked.</summary>
        public Tensor div_(Scalar other, RoundingMode rounding_mode) => Ops.DivScalarModeInPlace.CallInPlace(this, other, Name(rounding_mode));

        /// <summary>The quotient rounded down, element-wise.</summary>
        public Tensor floor_divide(Tensor other) => Ops.FloorDivide.Call(this, other);

        /// <summary>The quotient rounded down, element-wise, in place.</summary>
        public Tensor floor_divide_(Tensor other) => Ops.FloorDivideTensorInPlace.CallInPlace(this, other);

        /// <summary>The remainder with the sign of the divisor, element-wise.</summary>
        public Tensor remainder(Tensor other) => Ops.RemainderTensor.Call(this, other);

        /// <summary>The remainder with the sign of the divisor, element-wise, in place.</summary>
        public Tensor remainder_(Tensor other) => Ops.RemainderTensorInPlace.CallInPlace(this, other);

        /// <summary>The remainder with the sign of the dividend, element-wise.</summary>
        public Tensor fmod(Tensor other) => Ops.FmodTensor.Call(this, other);

        /// <summary>The remainder with the sign of the dividend, element-wise, in place.</summary>
        public Tensor fmod_(Tensor other) => Ops.FmodTensorInPlace.CallInPlace(this, other);

        /// <summary>The quotient by a number, rounded down.</summary>
        public Tensor floor_divide(Scalar other) => Ops.FloorDivideScalar.Call(this, other);

        /// <summary>The quotient by a number, rounded down, in place.</summary>
        public Tensor floor_divide_(Scalar other) => Ops.FloorDivideScalarInPlace.CallInPlace(this, other);

        /// <summary>The remainder by a number, with its sign.</summary>
        public Tensor remainder(Scalar other) => Ops.RemainderScalar.Call(this, other);

        /// <summary>The remainder by a number, with its sign, in place.</summary>
        public Tensor remainder_(Scalar other) => Ops.RemainderScalarInPlace.CallInPlace(this, other);

        /// <summary>The remainder by a number, with the sign of the dividend.</summary>
        public Tensor fmod(Scalar other) => Ops.FmodScalar.Call(this, other);

        /// <summary>The remainder by a number, with the sign of the dividend, in place.</summary>
        public Tensor fmod_(Scalar other) => Ops.FmodScalarInPlace.CallInPlace(this, other);

        /// <summary>This plus value times the quotient of two tensors.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar? value = null) => Ops.Addcdiv.Call(this, tensor1, tensor2, value ?? 1);

        /// <summary>This plus value times the quotient of two tensors, in place.</summary>
        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar? value = null) => Ops.AddcdivInPlace.CallInPlace(this, tensor1, tensor2, value ?? 1);

        /// <summary>This + weight * (end - this).</summary>
        public Tensor lerp(Tensor end, Scalar weight) => Ops.LerpScalar.Call(this, end, weight);

        /// <summary>This + weight * (end - this), in place.</summary>
        public Tensor lerp_(Tensor end, Scalar weight) => Ops.LerpScalarInPlace.CallInPlace(this, end, weight);

        /// <summary>This + weight * (end - this), with a weight for each element.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => Ops.LerpTensor.Call(this, end, weight);

        /// <summary>This + weight * (end - this), with a weight for each element, in place.</summary>
        public Tensor lerp_(Tensor end, Tensor weight) => Ops.LerpTensorInPlace.CallInPlace(this, end, weight);

        /// <summary>The larger of two elements.</summary>
        public Tensor maximum(Tensor other) => Ops.Maximum.Call(this, other);

        /// <summary>The smaller of two elements.</summary>
        public Tensor minimum(Tensor other) => Ops.Minimum.Call(this, other);

        /// <summary>The larger of two elements, the other where one is NaN.</summary>
        public Tensor fmax(Tensor other) => Ops.Fmax.Call(this, other);

        /// <summary>The smaller of two elements, the other where one is NaN.</summary>
        public Tensor fmin(Tensor other) => Ops.Fmin.Call(this, other);

        /// <summary>0 below zero, 1 above, and a given value at zero.</summary>
        public Tensor heaviside(Tensor values) => Ops.Heaviside.Call(this, values);

        /// <summary>The greatest common divisor of two whole numbers.</summary>
        public Tensor gcd(Tensor other) => Ops.Gcd.Call(this, other);

        /// <summary>The least common multiple of two whole numbers.</summary>
        public Tensor lcm(Tensor other) => Ops.Lcm.Call(this, other);

        /// <summary>The size of each element with the sign of another.</summary>
        public Tensor copysign(Tensor other) => Ops.CopysignTensor.Call(this, other);
    }

    /// <summary>left plus alpha times right, with broadcasting.</summary>
    public static Tensor add(Tensor left, Tensor right, Scalar? alpha = null) => left.add(right, alpha);

    /// <summary>Adds a number to each element.</summary>
    public static Tensor add(Tensor left, Scalar right) => left.add(right);

    /// <summary>left minus alpha times right, with broadcasting.</summary>
    public static Tensor sub(Tensor left, Tensor right, Scalar? alpha = null) => left.sub(right, alpha);

    /// <summary>Subtracts a number from each element.</summary>
    public static Tensor sub(Tensor left, Scalar right) => left.sub(right);

    /// <summary>Element-wise product with broadcasting.</summary>
    public static Tensor mul(Tensor left, Tensor right) => left.mul(right);

    /// <summary>Multiplies each element with a number.</summary>
    public static Tensor mul(Tensor left, Scalar right) => left.mul(right);

    /// <summary>Element-wise quotient with broadcasting.</summary>
    public static Tensor div(Tensor left, Tensor right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>Divides each element by a number.</summary>
    public static Tensor div(Tensor left, Scalar right, RoundingMode rounding_mode = RoundingMode.None) => left.div(right, rounding_mode);

    /// <summary>The quotient rounded down, element-wise.</summary>
    public static Tensor floor_divide(Tensor input, Tensor other) => input.floor_divide(other);

    /// <summary>The remainder with the sign of the divisor, element-wise.</summary>
    public static Tensor remainder(Tensor input, Tensor other) => input.remainder(other);

    /// <summary>The remainder with the sign of the dividend, element-wise.</summary>
    public static Tensor fmod(Tensor input, Tensor other) => input.fmod(other);

    /// <summary>The quotient by a number, rounded down.</summary>
    public static Tensor floor_divide(Tensor input, Scalar other) => input.floor_divide(other);

    /// <summary>The remainder by a number, with its sign.</summary>
    public static Tensor remainder(Tensor input, Scalar other) => input.remainder(other);

    /// <summary>The remainder by a number, with the sign of the dividend.</summary>
    public static Tensor fmod(Tensor input, Scalar other) => input.fmod(other);

    /// <summary>This plus value times the quotient of two tensors.</summary>
    public static Tensor addcdiv(Tensor input, Tensor tensor1, Tensor tensor2, Scalar? value = null) => input.addcdiv(tensor1, tensor2, value);

    /// <summary>input plus value times the product of two tensors.</summary>
    public static Tensor addcmul(Tensor input, Tensor tensor1, Tensor tensor2, Scalar? value = null) => input.addcmul(tensor1, tensor2, value);

    /// <summary>This + weight * (end - this).</summary>
    public static Tensor lerp(Tensor input, Tensor end, Scalar weight) => input.lerp(end, weight);

    /// <summary>This + weight * (end - this), with a weight for each element.</summary>
    public static Tensor lerp(Tensor input, Tensor end, Tensor weight) => input.lerp(end, weight);

    /// <summary>The larger of two elements.</summary>
    public static Tensor maximum(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>The smaller of two elements.</summary>
    public static Tensor minimum(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>The larger of two elements, the other where one is NaN.</summary>
    public static Tensor fmax(Tensor input, Tensor other) => input.fmax(other);

    /// <summary>The smaller of two elements, the other where one is NaN.</summary>
    public static Tensor fmin(Tensor input, Tensor other) => input.fmin(other);

    /// <summary>0 below zero, 1 above, and a given value at zero.</summary>
    public static Tensor heaviside(Tensor input, Tensor values) => input.heaviside(values);

    /// <summary>The greatest common divisor of two whole numbers.</summary>
    public static Tensor gcd(Tensor input, Tensor other) => input.gcd(other);

    /// <summary>The least common multiple of two whole numbers.</summary>
    public static Tensor lcm(Tensor input, Tensor other) => input.lcm(other);

    /// <summary>The size of each element with the sign of another.</summary>
    public static Tensor copysign(Tensor input, Tensor other) => input.copysign(other);

    internal static partial class Ops
    {
        internal static readonly Operator SubScalarInPlace = new("aten::sub_", "Scalar");
        internal static readonly Operator DivTensorMode = new("aten::div", "Tensor_mode");
        internal static readonly Operator DivScalarMode = new("aten::div", "Scalar_mode");
        internal static readonly Operator DivTensorModeInPlace = new("aten::div_", "Tensor_mode");
        internal static readonly Operator DivScalarModeInPlace = new("aten::div_", "Scalar_mode");
        internal static readonly Operator FloorDivide = new("aten::floor_divide");
        internal static readonly Operator FloorDivideTensorInPlace = new("aten::floor_divide_", "Tensor");
        internal static readonly Operator RemainderTensor = new("aten::remainder", "Tensor");
        internal static readonly Operator RemainderTensorInPlace = new("aten::remainder_", "Tensor");
        internal static readonly Operator FmodTensor = new("aten::fmod", "Tensor");
        internal static readonly Operator FmodTensorInPlace = new("aten::fmod_", "Tensor");
        internal static readonly Operator FloorDivideScalar = new("aten::floor_divide", "Scalar");
        internal static readonly Operator FloorDivideScalarInPlace = new("aten::floor_divide_", "Scalar");
        internal static readonly Operator RemainderScalar = new("aten::remainder", "Scalar");
        internal static readonly Operator RemainderScalarInPlace = new("aten::remainder_", "Scalar");
        internal static readonly Operator FmodScalar = new("aten::fmod", "Scalar");
        internal static readonly Operator FmodScalarInPlace = new("aten::fmod_", "Scalar");
        internal static readonly Operator Addcdiv = new("aten::addcdiv");
        internal static readonly Operator AddcdivInPlace = new("aten::addcdiv_");
        internal static readonly Operator LerpScalar = new("aten::lerp", "Scalar");
        internal static readonly Operator LerpScalarInPlace = new("aten::lerp_", "Scalar");
        internal static readonly Operator LerpTensor = new("aten::lerp", "Tensor");
        internal static readonly Operator LerpTensorInPlace = new("aten::lerp_", "Tensor");
        internal static readonly Operator Maximum = new("aten::maximum");
        internal static readonly Operator Minimum = new("aten::minimum");
        internal static readonly Operator Fmax = new("aten::fmax");
        internal static readonly Operator Fmin = new("aten::fmin");
        internal static readonly Operator Heaviside = new("aten::heaviside");
        internal static readonly Operator Gcd = new("aten::gcd");
        internal static readonly Operator Lcm = new("aten::lcm");
        internal static readonly Operator CopysignTensor = new("aten::copysign", "Tensor");
    }
}

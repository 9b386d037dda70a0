namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The bits that both have, element-wise.</summary>
        public Tensor bitwise_and(Tensor other) => Ops.BitwiseAndTensor.Call(this, other);

        /// <summary>The bits that both have, element-wise, in place.</summary>
        public Tensor bitwise_and_(Tensor other) => Ops.BitwiseAndTensorInPlace.CallInPlace(this, other);

        /// <summary>The bits that one of them has, element-wise.</summary>
        public Tensor bitwise_or(Tensor other) => Ops.BitwiseOrTensor.Call(this, other);

        /// <summary>The bits that one of them has, element-wise, in place.</summary>
        public Tensor bitwise_or_(Tensor other) => Ops.BitwiseOrTensorInPlace.CallInPlace(this, other);

        /// <summary>The bits in which they differ, element-wise.</summary>
        public Tensor bitwise_xor(Tensor other) => Ops.BitwiseXorTensor.Call(this, other);

        /// <summary>The bits in which they differ, element-wise, in place.</summary>
        public Tensor bitwise_xor_(Tensor other) => Ops.BitwiseXorTensorInPlace.CallInPlace(this, other);

        /// <summary>All bits turned over.</summary>
        public Tensor bitwise_not() => Ops.BitwiseNot.Call(this);

        /// <summary>All bits turned over, in place.</summary>
        public Tensor bitwise_not_() => Ops.BitwiseNotInPlace.CallInPlace(this);

        /// <summary>The bits moved up, element-wise.</summary>
        public Tensor bitwise_left_shift(Tensor other) => Ops.BitwiseLeftShiftTensor.Call(this, other);

        /// <summary>The bits moved down, element-wise.</summary>
        public Tensor bitwise_right_shift(Tensor other) => Ops.BitwiseRightShiftTensor.Call(this, other);

        /// <summary>Whether both elements are not zero.</summary>
        public Tensor logical_and(Tensor other) => Ops.LogicalAnd.Call(this, other);

        /// <summary>Whether both elements are not zero, in place.</summary>
        public Tensor logical_and_(Tensor other) => Ops.LogicalAndInPlace.CallInPlace(this, other);

        /// <summary>Whether one of the elements is not zero.</summary>
        public Tensor logical_or(Tensor other) => Ops.LogicalOr.Call(this, other);

        /// <summary>Whether one of the elements is not zero, in place.</summary>
        public Tensor logical_or_(Tensor other) => Ops.LogicalOrInPlace.CallInPlace(this, other);

        /// <summary>Whether just one of the elements is not zero.</summary>
        public Tensor logical_xor(Tensor other) => Ops.LogicalXor.Call(this, other);

        /// <summary>Whether just one of the elements is not zero, in place.</summary>
        public Tensor logical_xor_(Tensor other) => Ops.LogicalXorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is zero.</summary>
        public Tensor logical_not() => Ops.LogicalNot.Call(this);

        /// <summary>Whether each element is zero, in place.</summary>
        public Tensor logical_not_() => Ops.LogicalNotInPlace.CallInPlace(this);

        /// <summary>The bits that both have.</summary>
        public static Tensor operator &(Tensor left, Tensor right) => left.bitwise_and(right);

        /// <summary>The bits that one of them has.</summary>
        public static Tensor operator |(Tensor left, Tensor right) => left.bitwise_or(right);

        /// <summary>The bits in which they differ.</summary>
        public static Tensor operator ^(Tensor left, Tensor right) => left.bitwise_xor(right);

        /// <summary>All bits turned over; for truth values, not.</summary>
        public static Tensor operator ~(Tensor tensor) => tensor.bitwise_not();

        /// <summary>The remainder with the sign of the divisor.</summary>
        public static Tensor operator %(Tensor left, Tensor right) => left.remainder(right);

        /// <summary>The remainder by a number, with its sign.</summary>
        public static Tensor operator %(Tensor left, Scalar right) => left.remainder(right);
    }

    /// <summary>The bits that both have, element-wise.</summary>
    public static Tensor bitwise_and(Tensor input, Tensor other) => input.bitwise_and(other);

    /// <summary>The bits that one of them has, element-wise.</summary>
    public static Tensor bitwise_or(Tensor input, Tensor other) => input.bitwise_or(other);

    /// <summary>The bits in which they differ, element-wise.</summary>
    public static Tensor bitwise_xor(Tensor input, Tensor other) => input.bitwise_xor(other);

    /// <summary>All bits turned over.</summary>
    public static Tensor bitwise_not(Tensor input) => input.bitwise_not();

    /// <summary>The bits moved up, element-wise.</summary>
    public static Tensor bitwise_left_shift(Tensor input, Tensor other) => input.bitwise_left_shift(other);

    /// <summary>The bits moved down, element-wise.</summary>
    public static Tensor bitwise_right_shift(Tensor input, Tensor other) => input.bitwise_right_shift(other);

    /// <summary>Whether both elements are not zero.</summary>
    public static Tensor logical_and(Tensor input, Tensor other) => input.logical_and(other);

    /// <summary>Whether one of the elements is not zero.</summary>
    public static Tensor logical_or(Tensor input, Tensor other) => input.logical_or(other);

    /// <summary>Whether just one of the elements is not zero.</summary>
    public static Tensor logical_xor(Tensor input, Tensor other) => input.logical_xor(other);

    /// <summary>Whether each element is zero.</summary>
    public static Tensor logical_not(Tensor input) => input.logical_not();

    internal static partial class Ops
    {
        internal static readonly Operator BitwiseAndTensor = new("aten::bitwise_and", "Tensor");
        internal static readonly Operator BitwiseAndTensorInPlace = new("aten::bitwise_and_", "Tensor");
        internal static readonly Operator BitwiseOrTensor = new("aten::bitwise_or", "Tensor");
        internal static readonly Operator BitwiseOrTensorInPlace = new("aten::bitwise_or_", "Tensor");
        internal static readonly Operator BitwiseXorTensor = new("aten::bitwise_xor", "Tensor");
        internal static readonly Operator BitwiseXorTensorInPlace = new("aten::bitwise_xor_", "Tensor");
        internal static readonly Operator BitwiseNot = new("aten::bitwise_not");
        internal static readonly Operator BitwiseNotInPlace = new("aten::bitwise_not_");
        internal static readonly Operator BitwiseLeftShiftTensor = new("aten::bitwise_left_shift", "Tensor");
        internal static readonly Operator BitwiseRightShiftTensor = new("aten::bitwise_right_shift", "Tensor");
        internal static readonly Operator LogicalAnd = new("aten::logical_and");
        internal static readonly Operator LogicalAndInPlace = new("aten::logical_and_");
        internal static readonly Operator LogicalOr = new("aten::logical_or");
        internal static readonly Operator LogicalOrInPlace = new("aten::logical_or_");
        internal static readonly Operator LogicalXor = new("aten::logical_xor");
        internal static readonly Operator LogicalXorInPlace = new("aten::logical_xor_");
        internal static readonly Operator LogicalNot = new("aten::logical_not");
        internal static readonly Operator LogicalNotInPlace = new("aten::logical_not_");
    }
}

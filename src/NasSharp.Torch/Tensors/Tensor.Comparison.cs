namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether each element is equal to another.</summary>
        public Tensor eq(Tensor other) => Ops.EqTensor.Call(this, other);

        /// <summary>Whether each element is equal to another, in place.</summary>
        public Tensor eq_(Tensor other) => Ops.EqTensorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is equal to a number.</summary>
        public Tensor eq(Scalar other) => Ops.EqScalar.Call(this, other);

        /// <summary>Whether each element is equal to a number, in place.</summary>
        public Tensor eq_(Scalar other) => Ops.EqScalarInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is different from another.</summary>
        public Tensor ne(Tensor other) => Ops.NeTensor.Call(this, other);

        /// <summary>Whether each element is different from another, in place.</summary>
        public Tensor ne_(Tensor other) => Ops.NeTensorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is different from a number.</summary>
        public Tensor ne(Scalar other) => Ops.NeScalar.Call(this, other);

        /// <summary>Whether each element is different from a number, in place.</summary>
        public Tensor ne_(Scalar other) => Ops.NeScalarInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is less than another.</summary>
        public Tensor lt(Tensor other) => Ops.LtTensor.Call(this, other);

        /// <summary>Whether each element is less than another, in place.</summary>
        public Tensor lt_(Tensor other) => Ops.LtTensorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is less than a number.</summary>
        public Tensor lt(Scalar other) => Ops.LtScalar.Call(this, other);

        /// <summary>Whether each element is less than a number, in place.</summary>
        public Tensor lt_(Scalar other) => Ops.LtScalarInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is at most another.</summary>
        public Tensor le(Tensor other) => Ops.LeTensor.Call(this, other);

        /// <summary>Whether each element is at most another, in place.</summary>
        public Tensor le_(Tensor other) => Ops.LeTensorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is at most a number.</summary>
        public Tensor le(Scalar other) => Ops.LeScalar.Call(this, other);

        /// <summary>Whether each element is at most a number, in place.</summary>
        public Tensor le_(Scalar other) => Ops.LeScalarInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is greater than another.</summary>
        public Tensor gt(Tensor other) => Ops.GtTensor.Call(this, other);

        /// <summary>Whether each element is greater than another, in place.</summary>
        public Tensor gt_(Tensor other) => Ops.GtTensorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is greater than a number.</summary>
        public Tensor gt(Scalar other) => Ops.GtScalar.Call(this, other);

        /// <summary>Whether each element is greater than a number, in place.</summary>
        public Tensor gt_(Scalar other) => Ops.GtScalarInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is at least another.</summary>
        public Tensor ge(Tensor other) => Ops.GeTensor.Call(this, other);

        /// <summary>Whether each element is at least another, in place.</summary>
        public Tensor ge_(Tensor other) => Ops.GeTensorInPlace.CallInPlace(this, other);

        /// <summary>Whether each element is at least a number.</summary>
        public Tensor ge(Scalar other) => Ops.GeScalar.Call(this, other);

        /// <summary>Whether each element is at least a number, in place.</summary>
        public Tensor ge_(Scalar other) => Ops.GeScalarInPlace.CallInPlace(this, other);
    }

    /// <summary>Whether each element is equal to another.</summary>
    public static Tensor eq(Tensor input, Tensor other) => input.eq(other);

    /// <summary>Whether each element is equal to a number.</summary>
    public static Tensor eq(Tensor input, Scalar other) => input.eq(other);

    /// <summary>Whether each element is different from another.</summary>
    public static Tensor ne(Tensor input, Tensor other) => input.ne(other);

    /// <summary>Whether each element is different from a number.</summary>
    public static Tensor ne(Tensor input, Scalar other) => input.ne(other);

    /// <summary>Whether each element is less than another.</summary>
    public static Tensor lt(Tensor input, Tensor other) => input.lt(other);

    /// <summary>Whether each element is less than a number.</summary>
    public static Tensor lt(Tensor input, Scalar other) => input.lt(other);

    /// <summary>Whether each element is at most another.</summary>
    public static Tensor le(Tensor input, Tensor other) => input.le(other);

    /// <summary>Whether each element is at most a number.</summary>
    public static Tensor le(Tensor input, Scalar other) => input.le(other);

    /// <summary>Whether each element is greater than another.</summary>
    public static Tensor gt(Tensor input, Tensor other) => input.gt(other);

    /// <summary>Whether each element is greater than a number.</summary>
    public static Tensor gt(Tensor input, Scalar other) => input.gt(other);

    /// <summary>Whether each element is at least another.</summary>
    public static Tensor ge(Tensor input, Tensor other) => input.ge(other);

    /// <summary>Whether each element is at least a number.</summary>
    public static Tensor ge(Tensor input, Scalar other) => input.ge(other);

    internal static partial class Ops
    {
        internal static readonly Operator EqTensor = new("aten::eq", "Tensor");
        internal static readonly Operator EqTensorInPlace = new("aten::eq_", "Tensor");
        internal static readonly Operator EqScalar = new("aten::eq", "Scalar");
        internal static readonly Operator EqScalarInPlace = new("aten::eq_", "Scalar");
        internal static readonly Operator NeTensor = new("aten::ne", "Tensor");
        internal static readonly Operator NeTensorInPlace = new("aten::ne_", "Tensor");
        internal static readonly Operator NeScalar = new("aten::ne", "Scalar");
        internal static readonly Operator NeScalarInPlace = new("aten::ne_", "Scalar");
        internal static readonly Operator LtTensor = new("aten::lt", "Tensor");
        internal static readonly Operator LtTensorInPlace = new("aten::lt_", "Tensor");
        internal static readonly Operator LtScalar = new("aten::lt", "Scalar");
        internal static readonly Operator LtScalarInPlace = new("aten::lt_", "Scalar");
        internal static readonly Operator LeTensor = new("aten::le", "Tensor");
        internal static readonly Operator LeTensorInPlace = new("aten::le_", "Tensor");
        internal static readonly Operator LeScalar = new("aten::le", "Scalar");
        internal static readonly Operator LeScalarInPlace = new("aten::le_", "Scalar");
        internal static readonly Operator GtTensor = new("aten::gt", "Tensor");
        internal static readonly Operator GtTensorInPlace = new("aten::gt_", "Tensor");
        internal static readonly Operator GtScalar = new("aten::gt", "Scalar");
        internal static readonly Operator GtScalarInPlace = new("aten::gt_", "Scalar");
        internal static readonly Operator GeTensor = new("aten::ge", "Tensor");
        internal static readonly Operator GeTensorInPlace = new("aten::ge_", "Tensor");
        internal static readonly Operator GeScalar = new("aten::ge", "Scalar");
        internal static readonly Operator GeScalarInPlace = new("aten::ge_", "Scalar");
    }
}

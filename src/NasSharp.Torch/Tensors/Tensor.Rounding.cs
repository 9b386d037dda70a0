namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The absolute value of each element.</summary>
        public Tensor abs() => Ops.Abs.Call(this);

        /// <summary>The absolute value of each element, in place.</summary>
        public Tensor abs_() => Ops.AbsInPlace.CallInPlace(this);

        /// <summary>The smallest whole number not below each element.</summary>
        public Tensor ceil() => Ops.Ceil.Call(this);

        /// <summary>The smallest whole number not below each element, in place.</summary>
        public Tensor ceil_() => Ops.CeilInPlace.CallInPlace(this);

        /// <summary>The largest whole number not above each element.</summary>
        public Tensor floor() => Ops.Floor.Call(this);

        /// <summary>The largest whole number not above each element, in place.</summary>
        public Tensor floor_() => Ops.FloorInPlace.CallInPlace(this);

        /// <summary>The part of each element after the point.</summary>
        public Tensor frac() => Ops.Frac.Call(this);

        /// <summary>The part of each element after the point, in place.</summary>
        public Tensor frac_() => Ops.FracInPlace.CallInPlace(this);

        /// <summary>One over each element.</summary>
        public Tensor reciprocal() => Ops.Reciprocal.Call(this);

        /// <summary>One over each element, in place.</summary>
        public Tensor reciprocal_() => Ops.ReciprocalInPlace.CallInPlace(this);

        /// <summary>The sign of each element: -1, 0 or 1.</summary>
        public Tensor sign() => Ops.Sign.Call(this);

        /// <summary>The sign of each element: -1, 0 or 1, in place.</summary>
        public Tensor sign_() => Ops.SignInPlace.CallInPlace(this);

        /// <summary>Each element without the part after the point.</summary>
        public Tensor trunc() => Ops.Trunc.Call(this);

        /// <summary>Each element without the part after the point, in place.</summary>
        public Tensor trunc_() => Ops.TruncInPlace.CallInPlace(this);

        /// <summary>Each element rounded, half to even, to a number of decimals.</summary>
        public Tensor round(long decimals = 0) => Ops.RoundDecimals.Call(this, decimals);

        /// <summary>Each element rounded, half to even, to a number of decimals, in place.</summary>
        public Tensor round_(long decimals = 0) => Ops.RoundDecimalsInPlace.CallInPlace(this, decimals);

        /// <summary>Whether the sign of each element is negative.</summary>
        public Tensor signbit() => Ops.Signbit.Call(this);

        /// <summary>The tensor itself.</summary>
        public Tensor positive() => Ops.Positive.Call(this);

        /// <summary>The negative of each element, in place.</summary>
        public Tensor neg_() => Ops.NegInPlace.CallInPlace(this);

        /// <summary>The negative of each element.</summary>
        public Tensor negative() => Ops.Negative.Call(this);

        /// <summary>The negative of each element, in place.</summary>
        public Tensor negative_() => Ops.NegativeInPlace.CallInPlace(this);

        /// <summary>The absolute value of each element.</summary>
        public Tensor absolute() => Ops.Absolute.Call(this);

        /// <summary>The absolute value of each element, in place.</summary>
        public Tensor absolute_() => Ops.AbsoluteInPlace.CallInPlace(this);

        /// <summary>NaN and infinities replaced: by 0, the largest and the smallest number unless given.</summary>
        public Tensor nan_to_num(double? nan = null, double? posinf = null, double? neginf = null) => Ops.NanToNum.Call(this, nan, posinf, neginf);

        /// <summary>NaN and infinities replaced: by 0, the largest and the smallest number unless given, in place.</summary>
        public Tensor nan_to_num_(double? nan = null, double? posinf = null, double? neginf = null) =>
            Ops.NanToNumInPlace.CallInPlace(this, nan, posinf, neginf);

        /// <summary>Each element pulled into a range.</summary>
        public Tensor clamp(Scalar? min = null, Scalar? max = null) => Ops.Clamp.Call(this, min, max);

        /// <summary>Each element pulled into a range, in place.</summary>
        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Ops.ClampInPlace.CallInPlace(this, min, max);

        /// <summary>Each element pulled into a range of its own.</summary>
        public Tensor clamp(Tensor? min = null, Tensor? max = null) => Ops.ClampTensor.Call(this, min, max);

        /// <summary>Each element pulled into a range of its own, in place.</summary>
        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Ops.ClampTensorInPlace.CallInPlace(this, min, max);

        /// <summary>Each element, at least a number.</summary>
        public Tensor clamp_min(Scalar min) => Ops.ClampMin.Call(this, min);

        /// <summary>Each element, at least a number, in place.</summary>
        public Tensor clamp_min_(Scalar min) => Ops.ClampMinInPlace.CallInPlace(this, min);

        /// <summary>Each element, at most a number.</summary>
        public Tensor clamp_max(Scalar max) => Ops.ClampMax.Call(this, max);

        /// <summary>Each element, at most a number, in place.</summary>
        public Tensor clamp_max_(Scalar max) => Ops.ClampMaxInPlace.CallInPlace(this, max);

        /// <summary>Each element pulled into a range.</summary>
        public Tensor clip(Scalar? min = null, Scalar? max = null) => clamp(min, max);
    }

    /// <summary>The absolute value of each element.</summary>
    public static Tensor abs(Tensor input) => input.abs();

    /// <summary>The smallest whole number not below each element.</summary>
    public static Tensor ceil(Tensor input) => input.ceil();

    /// <summary>The largest whole number not above each element.</summary>
    public static Tensor floor(Tensor input) => input.floor();

    /// <summary>The part of each element after the point.</summary>
    public static Tensor frac(Tensor input) => input.frac();

    /// <summary>One over each element.</summary>
    public static Tensor reciprocal(Tensor input) => input.reciprocal();

    /// <summary>The sign of each element: -1, 0 or 1.</summary>
    public static Tensor sign(Tensor input) => input.sign();

    /// <summary>Each element without the part after the point.</summary>
    public static Tensor trunc(Tensor input) => input.trunc();

    /// <summary>Each element rounded, half to even, to a number of decimals.</summary>
    public static Tensor round(Tensor input, long decimals = 0) => input.round(decimals);

    /// <summary>Whether the sign of each element is negative.</summary>
    public static Tensor signbit(Tensor input) => input.signbit();

    /// <summary>The tensor itself.</summary>
    public static Tensor positive(Tensor input) => input.positive();

    /// <summary>The negative of each element.</summary>
    public static Tensor neg(Tensor input) => input.neg();

    /// <summary>The negative of each element.</summary>
    public static Tensor negative(Tensor input) => input.negative();

    /// <summary>The absolute value of each element.</summary>
    public static Tensor absolute(Tensor input) => input.absolute();

    /// <summary>NaN and infinities replaced: by 0, the largest and the smallest number unless given.</summary>
    public static Tensor nan_to_num(Tensor input, double? nan = null, double? posinf = null, double? neginf = null) => input.nan_to_num(nan, posinf, neginf);

    /// <summary>Each element pulled into a range.</summary>
    public static Tensor clamp(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    /// <summary>Each element pulled into a range of its own.</summary>
    public static Tensor clamp(Tensor input, Tensor? min = null, Tensor? max = null) => input.clamp(min, max);

    /// <summary>Each element, at least a number.</summary>
    public static Tensor clamp_min(Tensor input, Scalar min) => input.clamp_min(min);

    /// <summary>Each element, at most a number.</summary>
    public static Tensor clamp_max(Tensor input, Scalar max) => input.clamp_max(max);

    /// <summary>Each element pulled into a range.</summary>
    public static Tensor clip(Tensor input, Scalar? min = null, Scalar? max = null) => input.clamp(min, max);

    internal static partial class Ops
    {
        internal static readonly Operator Abs = new("aten::abs");
        internal static readonly Operator AbsInPlace = new("aten::abs_");
        internal static readonly Operator Ceil = new("aten::ceil");
        internal static readonly Operator CeilInPlace = new("aten::ceil_");
        internal static readonly Operator Floor = new("aten::floor");
        internal static readonly Operator FloorInPlace = new("aten::floor_");
        internal static readonly Operator Frac = new("aten::frac");
        internal static readonly Operator FracInPlace = new("aten::frac_");
        internal static readonly Operator ReciprocalInPlace = new("aten::reciprocal_");
        internal static readonly Operator Sign = new("aten::sign");
        internal static readonly Operator SignInPlace = new("aten::sign_");
        internal static readonly Operator Trunc = new("aten::trunc");
        internal static readonly Operator TruncInPlace = new("aten::trunc_");
        internal static readonly Operator RoundDecimals = new("aten::round", "decimals");
        internal static readonly Operator RoundDecimalsInPlace = new("aten::round_", "decimals");
        internal static readonly Operator Signbit = new("aten::signbit");
        internal static readonly Operator Positive = new("aten::positive");
        internal static readonly Operator NegInPlace = new("aten::neg_");
        internal static readonly Operator Negative = new("aten::negative");
        internal static readonly Operator NegativeInPlace = new("aten::negative_");
        internal static readonly Operator Absolute = new("aten::absolute");
        internal static readonly Operator AbsoluteInPlace = new("aten::absolute_");
        internal static readonly Operator NanToNum = new("aten::nan_to_num");
        internal static readonly Operator NanToNumInPlace = new("aten::nan_to_num_");
        internal static readonly Operator Clamp = new("aten::clamp");
        internal static readonly Operator ClampInPlace = new("aten::clamp_");
        internal static readonly Operator ClampTensor = new("aten::clamp", "Tensor");
        internal static readonly Operator ClampTensorInPlace = new("aten::clamp_", "Tensor");
        internal static readonly Operator ClampMin = new("aten::clamp_min");
        internal static readonly Operator ClampMinInPlace = new("aten::clamp_min_");
        internal static readonly Operator ClampMax = new("aten::clamp_max");
        internal static readonly Operator ClampMaxInPlace = new("aten::clamp_max_");
    }
}

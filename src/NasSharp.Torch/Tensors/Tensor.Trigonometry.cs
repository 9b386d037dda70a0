namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The sine of each element.</summary>
        public Tensor sin() => Ops.Sin.Call(this);

        /// <summary>The sine of each element, in place.</summary>
        public Tensor sin_() => Ops.SinInPlace.CallInPlace(this);

        /// <summary>The cosine of each element.</summary>
        public Tensor cos() => Ops.Cos.Call(this);

        /// <summary>The cosine of each element, in place.</summary>
        public Tensor cos_() => Ops.CosInPlace.CallInPlace(this);

        /// <summary>The tangent of each element.</summary>
        public Tensor tan() => Ops.Tan.Call(this);

        /// <summary>The tangent of each element, in place.</summary>
        public Tensor tan_() => Ops.TanInPlace.CallInPlace(this);

        /// <summary>The arcus sine of each element.</summary>
        public Tensor asin() => Ops.Asin.Call(this);

        /// <summary>The arcus sine of each element, in place.</summary>
        public Tensor asin_() => Ops.AsinInPlace.CallInPlace(this);

        /// <summary>The arcus cosine of each element.</summary>
        public Tensor acos() => Ops.Acos.Call(this);

        /// <summary>The arcus cosine of each element, in place.</summary>
        public Tensor acos_() => Ops.AcosInPlace.CallInPlace(this);

        /// <summary>The arcus tangent of each element.</summary>
        public Tensor atan() => Ops.Atan.Call(this);

        /// <summary>The arcus tangent of each element, in place.</summary>
        public Tensor atan_() => Ops.AtanInPlace.CallInPlace(this);

        /// <summary>The hyperbolic sine of each element.</summary>
        public Tensor sinh() => Ops.Sinh.Call(this);

        /// <summary>The hyperbolic sine of each element, in place.</summary>
        public Tensor sinh_() => Ops.SinhInPlace.CallInPlace(this);

        /// <summary>The hyperbolic cosine of each element.</summary>
        public Tensor cosh() => Ops.Cosh.Call(this);

        /// <summary>The hyperbolic cosine of each element, in place.</summary>
        public Tensor cosh_() => Ops.CoshInPlace.CallInPlace(this);

        /// <summary>The hyperbolic tangent of each element.</summary>
        public Tensor tanh() => Ops.Tanh.Call(this);

        /// <summary>The hyperbolic tangent of each element, in place.</summary>
        public Tensor tanh_() => Ops.TanhInPlace.CallInPlace(this);

        /// <summary>The inverse hyperbolic sine of each element.</summary>
        public Tensor asinh() => Ops.Asinh.Call(this);

        /// <summary>The inverse hyperbolic sine of each element, in place.</summary>
        public Tensor asinh_() => Ops.AsinhInPlace.CallInPlace(this);

        /// <summary>The inverse hyperbolic cosine of each element.</summary>
        public Tensor acosh() => Ops.Acosh.Call(this);

        /// <summary>The inverse hyperbolic cosine of each element, in place.</summary>
        public Tensor acosh_() => Ops.AcoshInPlace.CallInPlace(this);

        /// <summary>The inverse hyperbolic tangent of each element.</summary>
        public Tensor atanh() => Ops.Atanh.Call(this);

        /// <summary>The inverse hyperbolic tangent of each element, in place.</summary>
        public Tensor atanh_() => Ops.AtanhInPlace.CallInPlace(this);

        /// <summary>sin(πx) / (πx) of each element.</summary>
        public Tensor sinc() => Ops.Sinc.Call(this);

        /// <summary>sin(πx) / (πx) of each element, in place.</summary>
        public Tensor sinc_() => Ops.SincInPlace.CallInPlace(this);

        /// <summary>Each angle in degrees as radians.</summary>
        public Tensor deg2rad() => Ops.Deg2rad.Call(this);

        /// <summary>Each angle in degrees as radians, in place.</summary>
        public Tensor deg2rad_() => Ops.Deg2radInPlace.CallInPlace(this);

        /// <summary>Each angle in radians as degrees.</summary>
        public Tensor rad2deg() => Ops.Rad2deg.Call(this);

        /// <summary>Each angle in radians as degrees, in place.</summary>
        public Tensor rad2deg_() => Ops.Rad2degInPlace.CallInPlace(this);

        /// <summary>The angle of the point (other, this), element-wise.</summary>
        public Tensor atan2(Tensor other) => Ops.Atan2.Call(this, other);

        /// <summary>The angle of the point (other, this), element-wise, in place.</summary>
        public Tensor atan2_(Tensor other) => Ops.Atan2InPlace.CallInPlace(this, other);

        /// <summary>The hypotenuse of two legs, element-wise.</summary>
        public Tensor hypot(Tensor other) => Ops.Hypot.Call(this, other);

        /// <summary>The hypotenuse of two legs, element-wise, in place.</summary>
        public Tensor hypot_(Tensor other) => Ops.HypotInPlace.CallInPlace(this, other);
    }

    /// <summary>The sine of each element.</summary>
    public static Tensor sin(Tensor input) => input.sin();

    /// <summary>The cosine of each element.</summary>
    public static Tensor cos(Tensor input) => input.cos();

    /// <summary>The tangent of each element.</summary>
    public static Tensor tan(Tensor input) => input.tan();

    /// <summary>The arcus sine of each element.</summary>
    public static Tensor asin(Tensor input) => input.asin();

    /// <summary>The arcus cosine of each element.</summary>
    public static Tensor acos(Tensor input) => input.acos();

    /// <summary>The arcus tangent of each element.</summary>
    public static Tensor atan(Tensor input) => input.atan();

    /// <summary>The hyperbolic sine of each element.</summary>
    public static Tensor sinh(Tensor input) => input.sinh();

    /// <summary>The hyperbolic cosine of each element.</summary>
    public static Tensor cosh(Tensor input) => input.cosh();

    /// <summary>The hyperbolic tangent of each element.</summary>
    public static Tensor tanh(Tensor input) => input.tanh();

    /// <summary>The inverse hyperbolic sine of each element.</summary>
    public static Tensor asinh(Tensor input) => input.asinh();

    /// <summary>The inverse hyperbolic cosine of each element.</summary>
    public static Tensor acosh(Tensor input) => input.acosh();

    /// <summary>The inverse hyperbolic tangent of each element.</summary>
    public static Tensor atanh(Tensor input) => input.atanh();

    /// <summary>sin(πx) / (πx) of each element.</summary>
    public static Tensor sinc(Tensor input) => input.sinc();

    /// <summary>Each angle in degrees as radians.</summary>
    public static Tensor deg2rad(Tensor input) => input.deg2rad();

    /// <summary>Each angle in radians as degrees.</summary>
    public static Tensor rad2deg(Tensor input) => input.rad2deg();

    /// <summary>The angle of the point (other, this), element-wise.</summary>
    public static Tensor atan2(Tensor input, Tensor other) => input.atan2(other);

    /// <summary>The hypotenuse of two legs, element-wise.</summary>
    public static Tensor hypot(Tensor input, Tensor other) => input.hypot(other);

    internal static partial class Ops
    {
        internal static readonly Operator Sin = new("aten::sin");
        internal static readonly Operator SinInPlace = new("aten::sin_");
        internal static readonly Operator Cos = new("aten::cos");
        internal static readonly Operator CosInPlace = new("aten::cos_");
        internal static readonly Operator Tan = new("aten::tan");
        internal static readonly Operator TanInPlace = new("aten::tan_");
        internal static readonly Operator Asin = new("aten::asin");
        internal static readonly Operator AsinInPlace = new("aten::asin_");
        internal static readonly Operator Acos = new("aten::acos");
        internal static readonly Operator AcosInPlace = new("aten::acos_");
        internal static readonly Operator Atan = new("aten::atan");
        internal static readonly Operator AtanInPlace = new("aten::atan_");
        internal static readonly Operator Sinh = new("aten::sinh");
        internal static readonly Operator SinhInPlace = new("aten::sinh_");
        internal static readonly Operator Cosh = new("aten::cosh");
        internal static readonly Operator CoshInPlace = new("aten::cosh_");
        internal static readonly Operator Tanh = new("aten::tanh");
        internal static readonly Operator TanhInPlace = new("aten::tanh_");
        internal static readonly Operator Asinh = new("aten::asinh");
        internal static readonly Operator AsinhInPlace = new("aten::asinh_");
        internal static readonly Operator Acosh = new("aten::acosh");
        internal static readonly Operator AcoshInPlace = new("aten::acosh_");
        internal static readonly Operator Atanh = new("aten::atanh");
        internal static readonly Operator AtanhInPlace = new("aten::atanh_");
        internal static readonly Operator Sinc = new("aten::sinc");
        internal static readonly Operator SincInPlace = new("aten::sinc_");
        internal static readonly Operator Deg2rad = new("aten::deg2rad");
        internal static readonly Operator Deg2radInPlace = new("aten::deg2rad_");
        internal static readonly Operator Rad2deg = new("aten::rad2deg");
        internal static readonly Operator Rad2degInPlace = new("aten::rad2deg_");
        internal static readonly Operator Atan2 = new("aten::atan2");
        internal static readonly Operator Atan2InPlace = new("aten::atan2_");
        internal static readonly Operator Hypot = new("aten::hypot");
        internal static readonly Operator HypotInPlace = new("aten::hypot_");
    }
}

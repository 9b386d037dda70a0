namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The error function of each element.</summary>
        public Tensor erf() => Ops.Erf.Call(this);

        /// <summary>The error function of each element, in place.</summary>
        public Tensor erf_() => Ops.ErfInPlace.CallInPlace(this);

        /// <summary>One minus the error function of each element.</summary>
        public Tensor erfc() => Ops.Erfc.Call(this);

        /// <summary>One minus the error function of each element, in place.</summary>
        public Tensor erfc_() => Ops.ErfcInPlace.CallInPlace(this);

        /// <summary>The inverse error function of each element.</summary>
        public Tensor erfinv() => Ops.Erfinv.Call(this);

        /// <summary>The inverse error function of each element, in place.</summary>
        public Tensor erfinv_() => Ops.ErfinvInPlace.CallInPlace(this);

        /// <summary>The logarithmic derivative of the gamma function.</summary>
        public Tensor digamma() => Ops.Digamma.Call(this);

        /// <summary>The logarithmic derivative of the gamma function, in place.</summary>
        public Tensor digamma_() => Ops.DigammaInPlace.CallInPlace(this);

        /// <summary>The logarithm of the absolute value of the gamma function.</summary>
        public Tensor lgamma() => Ops.Lgamma.Call(this);

        /// <summary>The logarithm of the absolute value of the gamma function, in place.</summary>
        public Tensor lgamma_() => Ops.LgammaInPlace.CallInPlace(this);

        /// <summary>The modified Bessel function of order 0.</summary>
        public Tensor i0() => Ops.I0.Call(this);

        /// <summary>The modified Bessel function of order 0, in place.</summary>
        public Tensor i0_() => Ops.I0InPlace.CallInPlace(this);

        /// <summary>log(x / (1 - x)), with x pulled into [eps, 1 - eps] when eps is given.</summary>
        public Tensor logit(double? eps = null) => Ops.Logit.Call(this, eps);

        /// <summary>log(x / (1 - x)), with x pulled into [eps, 1 - eps] when eps is given, in place.</summary>
        public Tensor logit_(double? eps = null) => Ops.LogitInPlace.CallInPlace(this, eps);

        /// <summary>The n-th derivative of the digamma function.</summary>
        public Tensor polygamma(long n) => Ops.Polygamma.Call(n, this);

        /// <summary>The multivariate log-gamma function of dimension p.</summary>
        public Tensor mvlgamma(long p) => Ops.Mvlgamma.Call(this, p);

        /// <summary>The multivariate log-gamma function of dimension p, in place.</summary>
        public Tensor mvlgamma_(long p) => Ops.MvlgammaInPlace.CallInPlace(this, p);
    }

    /// <summary>The error function of each element.</summary>
    public static Tensor erf(Tensor input) => input.erf();

    /// <summary>One minus the error function of each element.</summary>
    public static Tensor erfc(Tensor input) => input.erfc();

    /// <summary>The inverse error function of each element.</summary>
    public static Tensor erfinv(Tensor input) => input.erfinv();

    /// <summary>The logarithmic derivative of the gamma function.</summary>
    public static Tensor digamma(Tensor input) => input.digamma();

    /// <summary>The logarithm of the absolute value of the gamma function.</summary>
    public static Tensor lgamma(Tensor input) => input.lgamma();

    /// <summary>The modified Bessel function of order 0.</summary>
    public static Tensor i0(Tensor input) => input.i0();

    /// <summary>log(x / (1 - x)), with x pulled into [eps, 1 - eps] when eps is given.</summary>
    public static Tensor logit(Tensor input, double? eps = null) => input.logit(eps);

    /// <summary>The n-th derivative of the digamma function.</summary>
    public static Tensor polygamma(long n, Tensor input) => input.polygamma(n);

    /// <summary>The multivariate log-gamma function of dimension p.</summary>
    public static Tensor mvlgamma(Tensor input, long p) => input.mvlgamma(p);

    internal static partial class Ops
    {
        internal static readonly Operator Erf = new("aten::erf");
        internal static readonly Operator ErfInPlace = new("aten::erf_");
        internal static readonly Operator Erfc = new("aten::erfc");
        internal static readonly Operator ErfcInPlace = new("aten::erfc_");
        internal static readonly Operator Erfinv = new("aten::erfinv");
        internal static readonly Operator ErfinvInPlace = new("aten::erfinv_");
        internal static readonly Operator Digamma = new("aten::digamma");
        internal static readonly Operator DigammaInPlace = new("aten::digamma_");
        internal static readonly Operator Lgamma = new("aten::lgamma");
        internal static readonly Operator LgammaInPlace = new("aten::lgamma_");
        internal static readonly Operator I0 = new("aten::i0");
        internal static readonly Operator I0InPlace = new("aten::i0_");
        internal static readonly Operator Logit = new("aten::logit");
        internal static readonly Operator LogitInPlace = new("aten::logit_");
        internal static readonly Operator Polygamma = new("aten::polygamma");
        internal static readonly Operator Mvlgamma = new("aten::mvlgamma");
        internal static readonly Operator MvlgammaInPlace = new("aten::mvlgamma_");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Whether each element is not a number.</summary>
        public Tensor isnan() => Ops.Isnan.Call(this);

        /// <summary>Whether each element is infinite.</summary>
        public Tensor isinf() => Ops.Isinf.Call(this);

        /// <summary>Whether each element is a finite number.</summary>
        public Tensor isfinite() => Ops.Isfinite.Call(this);

        /// <summary>Whether each element is positive infinity.</summary>
        public Tensor isposinf() => Ops.Isposinf.Call(this);

        /// <summary>Whether each element is negative infinity.</summary>
        public Tensor isneginf() => Ops.Isneginf.Call(this);

        /// <summary>Whether |this - other| is at most atol + rtol * |other|, element-wise.</summary>
        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Ops.Isclose.Call(this, other, rtol, atol, equal_nan);

        /// <summary>Whether all elements are close: |this - other| is at most atol + rtol * |other|.</summary>
        public bool allclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            Ops.Allclose.CallScalar(this, other, rtol, atol, equal_nan).ToBoolean();

        /// <summary>Whether both have the same shape and the same elements.</summary>
        public bool equal(Tensor other) => Ops.Equal.CallScalar(this, other).ToBoolean();

        /// <summary>Whether the one element is not zero.</summary>
        public bool is_nonzero() => Ops.IsNonzero.CallScalar(this).ToBoolean();

        /// <summary>Whether both have the same shape.</summary>
        public bool is_same_size(Tensor other) => Ops.IsSameSize.CallScalar(this, other).ToBoolean();
    }

    /// <summary>Whether each element is not a number.</summary>
    public static Tensor isnan(Tensor input) => input.isnan();

    /// <summary>Whether each element is infinite.</summary>
    public static Tensor isinf(Tensor input) => input.isinf();

    /// <summary>Whether each element is a finite number.</summary>
    public static Tensor isfinite(Tensor input) => input.isfinite();

    /// <summary>Whether each element is positive infinity.</summary>
    public static Tensor isposinf(Tensor input) => input.isposinf();

    /// <summary>Whether each element is negative infinity.</summary>
    public static Tensor isneginf(Tensor input) => input.isneginf();

    /// <summary>Whether |this - other| is at most atol + rtol * |other|, element-wise.</summary>
    public static Tensor isclose(Tensor input, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        input.isclose(other, rtol, atol, equal_nan);

    /// <summary>Whether all elements are close: |this - other| is at most atol + rtol * |other|.</summary>
    public static bool allclose(Tensor input, Tensor other, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
        input.allclose(other, rtol, atol, equal_nan);

    /// <summary>Whether both have the same shape and the same elements.</summary>
    public static bool equal(Tensor input, Tensor other) => input.equal(other);

    /// <summary>Whether the one element is not zero.</summary>
    public static bool is_nonzero(Tensor input) => input.is_nonzero();

    /// <summary>Whether each element is one of the test elements.</summary>
    public static Tensor isin(Tensor elements, Tensor test_elements, bool assume_unique = false, bool invert = false) =>
        Ops.Isin.Call(elements, test_elements, assume_unique, invert);

    internal static partial class Ops
    {
        internal static readonly Operator Isnan = new("aten::isnan");
        internal static readonly Operator Isinf = new("aten::isinf");
        internal static readonly Operator Isfinite = new("aten::isfinite");
        internal static readonly Operator Isposinf = new("aten::isposinf");
        internal static readonly Operator Isneginf = new("aten::isneginf");
        internal static readonly Operator Isclose = new("aten::isclose");
        internal static readonly Operator Allclose = new("aten::allclose");
        internal static readonly Operator Equal = new("aten::equal");
        internal static readonly Operator IsNonzero = new("aten::is_nonzero");
        internal static readonly Operator IsSameSize = new("aten::is_same_size");
        internal static readonly Operator Isin = new("aten::isin", "Tensor_Tensor");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    internal static partial class Ops
    {
        internal static readonly Operator ForeachZero = new("aten::_foreach_zero_");
        internal static readonly Operator ForeachNeg = new("aten::_foreach_neg");
        internal static readonly Operator ForeachSqrt = new("aten::_foreach_sqrt");
        internal static readonly Operator ForeachSqrtInPlace = new("aten::_foreach_sqrt_");
        internal static readonly Operator ForeachAddList = new("aten::_foreach_add", "List");
        internal static readonly Operator ForeachAddListInPlace = new("aten::_foreach_add_", "List");
        internal static readonly Operator ForeachAddScalarInPlace = new("aten::_foreach_add_", "Scalar");
        internal static readonly Operator ForeachMulList = new("aten::_foreach_mul", "List");
        internal static readonly Operator ForeachMulScalarList = new("aten::_foreach_mul", "ScalarList");
        internal static readonly Operator ForeachMulScalarInPlace = new("aten::_foreach_mul_", "Scalar");
        internal static readonly Operator ForeachDivListInPlace = new("aten::_foreach_div_", "List");
        internal static readonly Operator ForeachDivScalarListInPlace = new("aten::_foreach_div_", "ScalarList");
        internal static readonly Operator ForeachAddcmulInPlace = new("aten::_foreach_addcmul_", "Scalar");
        internal static readonly Operator ForeachAddcdivInPlace = new("aten::_foreach_addcdiv_", "Scalar");
        internal static readonly Operator ForeachAddcdivScalarListInPlace = new("aten::_foreach_addcdiv_", "ScalarList");
        internal static readonly Operator ForeachMaximumInPlace = new("aten::_foreach_maximum_", "List");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>
        /// Elements of a source reduced into the positions that the index gives along a dimension: <c>sum</c>, <c>prod</c>, <c>mean</c>,
        /// <c>amax</c> or <c>amin</c>, with or without the elements that are there.
        /// </summary>
        public Tensor scatter_reduce(long dim, Tensor index, Tensor src, string reduce, bool include_self = true) =>
            Ops.ScatterReduce.Call(this, dim, index, src, reduce, include_self);

        /// <summary>As <see cref="scatter_reduce"/>, in place.</summary>
        public Tensor scatter_reduce_(long dim, Tensor index, Tensor src, string reduce, bool include_self = true) =>
            Ops.ScatterReduceInPlace.CallInPlace(this, dim, index, src, reduce, include_self);

        /// <summary>A copy with one entry of a dimension replaced.</summary>
        public Tensor select_scatter(Tensor src, long dim, long index) => Ops.SelectScatter.Call(this, src, dim, index);

        /// <summary>A copy with a part of a dimension replaced.</summary>
        public Tensor slice_scatter(Tensor src, long dim = 0, long? start = null, long? end = null, long step = 1) =>
            Ops.SliceScatter.Call(this, src, dim, start, end, step);

        /// <summary>A copy in which a part, given by Python's indexing rules, is replaced.</summary>
        public Tensor index_put(Tensor value, params TensorIndex[] indices) => clone().index_put_(value, indices);

        /// <summary>Overwrites the diagonal with a number; with <paramref name="wrap"/> a tall matrix gets one after another.</summary>
        public Tensor fill_diagonal_(Scalar value, bool wrap = false) => Ops.FillDiagonalInPlace.CallInPlace(this, value, wrap);

        /// <summary>The exponential of square matrices.</summary>
        public Tensor matrix_exp() => Ops.LinalgMatrixExp.Call(this);

        /// <summary>The transpose of a matrix, in place.</summary>
        public Tensor t_() => Ops.TInPlace.CallInPlace(this);

        /// <summary>Pulls each element of this tensor into a range.</summary>
        public Tensor clip_(Scalar? min = null, Scalar? max = null) => clamp_(min, max);
    }

    internal static partial class Ops
    {
        internal static readonly Operator ScatterReduce = new("aten::scatter_reduce", "two");
        internal static readonly Operator ScatterReduceInPlace = new("aten::scatter_reduce_", "two");
        internal static readonly Operator SelectScatter = new("aten::select_scatter");
        internal static readonly Operator SliceScatter = new("aten::slice_scatter");
        internal static readonly Operator FillDiagonalInPlace = new("aten::fill_diagonal_");
        internal static readonly Operator LinalgMatrixExp = new("aten::linalg_matrix_exp");
        internal static readonly Operator TInPlace = new("aten::t_");
    }
}

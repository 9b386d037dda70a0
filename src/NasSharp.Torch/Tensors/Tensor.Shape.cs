namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements in another shape; one size may be -1. Shares memory where possible.</summary>
        public Tensor reshape(params long[] shape) => Ops.Reshape.Call(this, shape);

        /// <summary>The elements in another shape, sharing memory.</summary>
        public Tensor view(params long[] shape) => Ops.View.Call(this, shape);

        /// <summary>Joins the dimensions from <paramref name="start_dim"/> to <paramref name="end_dim"/>.</summary>
        public Tensor flatten(long start_dim = 0, long end_dim = -1) => Ops.Flatten.Call(this, start_dim, end_dim);

        /// <summary>Reorders the dimensions.</summary>
        public Tensor permute(params long[] permutation) => Ops.Permute.Call(this, permutation);

        /// <summary>Swaps two dimensions.</summary>
        public Tensor transpose(long dim0, long dim1) => Ops.Transpose.Call(this, dim0, dim1);

        /// <summary>The transpose of a matrix.</summary>
        public Tensor t() => Ops.T.Call(this);

        /// <summary>Adds a dimension of size one.</summary>
        public Tensor unsqueeze(long dim) => Ops.Unsqueeze.Call(this, dim);

        /// <summary>Removes all dimensions of size one, or one such dimension.</summary>
        public Tensor squeeze(long? dim = null) => dim is { } d ? Ops.SqueezeDim.Call(this, d) : Ops.Squeeze.Call(this);

        /// <summary>Repeats dimensions of size one without copying; -1 keeps a size.</summary>
        public Tensor expand(params long[] sizes) => Ops.Expand.Call(this, sizes);

        /// <summary>A part of one dimension, sharing memory.</summary>
        public Tensor narrow(long dim, long start, long length) => Ops.Narrow.Call(this, dim, start, length);

        /// <summary>Every <paramref name="step"/>-th entry of a part of one dimension, sharing memory.</summary>
        public Tensor slice(long dim, long start, long finish, long step = 1) => Ops.Slice.Call(this, dim, start, finish, step);

        /// <summary>One entry of one dimension, sharing memory; the dimension disappears.</summary>
        public Tensor select(long dim, long index) => Ops.Select.Call(this, dim, index);

        /// <summary>The entries of one dimension that <paramref name="index"/>, int64 [n], names.</summary>
        public Tensor index_select(long dim, Tensor index) => Ops.IndexSelect.Call(this, dim, index);

        /// <summary>Pieces of a size along a dimension; the last may be smaller.</summary>
        public Tensor[] split(long size, long dim = 0) => Ops.Split.CallMany(this, size, dim);

        /// <summary>A number of pieces along a dimension.</summary>
        public Tensor[] chunk(long chunks, long dim = 0) => Ops.Chunk.CallMany(this, chunks, dim);

        /// <summary>Sum of all elements.</summary>
        public Tensor sum(ScalarType? type = null) => Ops.Sum.Call(this, type);

        /// <summary>Sum over dimensions.</summary>
        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => Ops.SumDim.Call(this, dim, keepdim, type);

        /// <summary>Sum over one dimension.</summary>
        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>Mean of all elements.</summary>
        public Tensor mean() => Ops.Mean.Call(this, Arg.None);

        /// <summary>Mean over dimensions.</summary>
        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) => Ops.MeanDim.Call(this, dimensions, keepdim, type);
    }

    /// <summary>Joins tensors along a dimension.</summary>
    public static Tensor cat(IReadOnlyList<Tensor> tensors, long dim = 0) => Ops.Cat.Call(tensors as Tensor[] ?? [.. tensors], dim);

    /// <summary>Joins tensors along a new dimension.</summary>
    public static Tensor stack(IReadOnlyList<Tensor> tensors, long dim = 0) => Ops.Stack.Call(tensors as Tensor[] ?? [.. tensors], dim);

    internal static partial class Ops
    {
        internal static readonly Operator Reshape = new("aten::reshape");
        internal static readonly Operator View = new("aten::view");
        internal static readonly Operator Flatten = new("aten::flatten", "using_ints");
        internal static readonly Operator Permute = new("aten::permute");
        internal static readonly Operator Transpose = new("aten::transpose", "int");
        internal static readonly Operator T = new("aten::t");
        internal static readonly Operator Unsqueeze = new("aten::unsqueeze");
        internal static readonly Operator Squeeze = new("aten::squeeze");
        internal static readonly Operator SqueezeDim = new("aten::squeeze", "dim");
        internal static readonly Operator Expand = new("aten::expand");
        internal static readonly Operator Narrow = new("aten::narrow");
        internal static readonly Operator Slice = new("aten::slice", "Tensor");
        internal static readonly Operator Select = new("aten::select", "int");
        internal static readonly Operator IndexSelect = new("aten::index_select");
        internal static readonly Operator Split = new("aten::split", "Tensor");
        internal static readonly Operator Chunk = new("aten::chunk");
        internal static readonly Operator Sum = new("aten::sum");
        internal static readonly Operator SumDim = new("aten::sum", "dim_IntList");
        internal static readonly Operator Mean = new("aten::mean");
        internal static readonly Operator MeanDim = new("aten::mean", "dim");
        internal static readonly Operator Cat = new("aten::cat");
        internal static readonly Operator Stack = new("aten::stack");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Pieces of the given sizes along a dimension.</summary>
        public Tensor[] split(long[] split_sizes, long dim = 0) => Ops.SplitWithSizes.CallMany(this, split_sizes, dim);

        /// <summary>The entries along a dimension.</summary>
        public Tensor[] unbind(int dim = 0) => Ops.UnbindInt.CallMany(this, dim);

        /// <summary>A number of pieces along a dimension, of sizes that differ by at most one.</summary>
        public Tensor[] tensor_split(long sections, long dim = 0) => Ops.TensorSplitSections.CallMany(this, sections, dim);

        /// <summary>Pieces along a dimension that begin at the indices.</summary>
        public Tensor[] tensor_split(long[] indices, long dim = 0) => Ops.TensorSplitIndices.CallMany(this, indices, dim);

        /// <summary>A number of equal pieces, column-wise.</summary>
        public Tensor[] hsplit(long sections) => Ops.HsplitInt.CallMany(this, sections);

        /// <summary>A number of equal pieces, row-wise.</summary>
        public Tensor[] vsplit(long sections) => Ops.VsplitInt.CallMany(this, sections);

        /// <summary>The tensor with at least one dimension.</summary>
        public Tensor atleast_1d() => Ops.Atleast1d.Call(this);

        /// <summary>The tensor with at least two dimensions.</summary>
        public Tensor atleast_2d() => Ops.Atleast2d.Call(this);

        /// <summary>The tensor with at least three dimensions.</summary>
        public Tensor atleast_3d() => Ops.Atleast3d.Call(this);
    }

    /// <summary>Pieces of a size along a dimension; the last may be smaller.</summary>
    public static Tensor[] split(Tensor input, long split_size, long dim = 0) => input.split(split_size, dim);

    /// <summary>Pieces of the given sizes along a dimension.</summary>
    public static Tensor[] split(Tensor input, long[] split_sizes, long dim = 0) => input.split(split_sizes, dim);

    /// <summary>A number of pieces along a dimension.</summary>
    public static Tensor[] chunk(Tensor input, long chunks, long dim = 0) => input.chunk(chunks, dim);

    /// <summary>The entries along a dimension.</summary>
    public static Tensor[] unbind(Tensor input, int dim = 0) => input.unbind(dim);

    /// <summary>A number of pieces along a dimension, of sizes that differ by at most one.</summary>
    public static Tensor[] tensor_split(Tensor input, long sections, long dim = 0) => input.tensor_split(sections, dim);

    /// <summary>Pieces along a dimension that begin at the indices.</summary>
    public static Tensor[] tensor_split(Tensor input, long[] indices, long dim = 0) => input.tensor_split(indices, dim);

    /// <summary>A number of equal pieces, column-wise.</summary>
    public static Tensor[] hsplit(Tensor input, long sections) => input.hsplit(sections);

    /// <summary>A number of equal pieces, row-wise.</summary>
    public static Tensor[] vsplit(Tensor input, long sections) => input.vsplit(sections);

    /// <summary>Joins tensors along a dimension.</summary>
    public static Tensor cat(IEnumerable<Tensor> tensors, long dim = 0) => Ops.Cat.Call(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a new dimension.</summary>
    public static Tensor stack(IEnumerable<Tensor> tensors, long dim = 0) => Ops.Stack.Call(tensors.ToArray(), dim);

    /// <summary>Joins tensors along a dimension.</summary>
    public static Tensor concat(IReadOnlyList<Tensor> tensors, long dim = 0) => cat(tensors, dim);

    /// <summary>Joins tensors column-wise.</summary>
    public static Tensor hstack(params Tensor[] tensors) => Ops.Hstack.Call(tensors);

    /// <summary>Joins tensors column-wise.</summary>
    public static Tensor hstack(IEnumerable<Tensor> tensors) => Ops.Hstack.Call(tensors.ToArray());

    /// <summary>Joins tensors row-wise.</summary>
    public static Tensor vstack(params Tensor[] tensors) => Ops.Vstack.Call(tensors);

    /// <summary>Joins tensors row-wise.</summary>
    public static Tensor vstack(IEnumerable<Tensor> tensors) => Ops.Vstack.Call(tensors.ToArray());

    /// <summary>Joins tensors along the third dimension.</summary>
    public static Tensor dstack(params Tensor[] tensors) => Ops.Dstack.Call(tensors);

    /// <summary>Joins tensors along the third dimension.</summary>
    public static Tensor dstack(IEnumerable<Tensor> tensors) => Ops.Dstack.Call(tensors.ToArray());

    /// <summary>Joins vectors as columns.</summary>
    public static Tensor column_stack(params Tensor[] tensors) => Ops.ColumnStack.Call(tensors);

    /// <summary>Joins vectors as columns.</summary>
    public static Tensor column_stack(IEnumerable<Tensor> tensors) => Ops.ColumnStack.Call(tensors.ToArray());

    /// <summary>Joins tensors row-wise.</summary>
    public static Tensor row_stack(params Tensor[] tensors) => Ops.RowStack.Call(tensors);

    /// <summary>Joins tensors row-wise.</summary>
    public static Tensor row_stack(IEnumerable<Tensor> tensors) => Ops.RowStack.Call(tensors.ToArray());

    /// <summary>A grid of the coordinates in the given vectors: one tensor a coordinate.</summary>
    public static Tensor[] meshgrid(IEnumerable<Tensor> tensors, string indexing = "ij") => Ops.MeshgridIndexing.CallMany(tensors.ToArray(), indexing);

    /// <summary>The tensors repeated to one shape, without copying.</summary>
    public static Tensor[] broadcast_tensors(params Tensor[] tensors) => Ops.BroadcastTensors.CallMany((Arg)tensors);

    /// <summary>All combinations of the elements of the given vectors, one a row.</summary>
    public static Tensor cartesian_prod(params Tensor[] tensors) => Ops.CartesianProd.Call(tensors);

    /// <summary>A matrix with the given ones along its diagonal.</summary>
    public static Tensor block_diag(params Tensor[] tensors) => Ops.BlockDiag.Call(tensors);

    /// <summary>All combinations of r elements of a vector, one a row.</summary>
    public static Tensor combinations(Tensor input, int r = 2, bool with_replacement = false) => Ops.Combinations.Call(input, r, with_replacement);

    internal static partial class Ops
    {
        internal static readonly Operator SplitWithSizes = new("aten::split_with_sizes");
        internal static readonly Operator UnbindInt = new("aten::unbind", "int");
        internal static readonly Operator TensorSplitSections = new("aten::tensor_split", "sections");
        internal static readonly Operator TensorSplitIndices = new("aten::tensor_split", "indices");
        internal static readonly Operator HsplitInt = new("aten::hsplit", "int");
        internal static readonly Operator VsplitInt = new("aten::vsplit", "int");
        internal static readonly Operator Hstack = new("aten::hstack");
        internal static readonly Operator Vstack = new("aten::vstack");
        internal static readonly Operator Dstack = new("aten::dstack");
        internal static readonly Operator ColumnStack = new("aten::column_stack");
        internal static readonly Operator RowStack = new("aten::row_stack");
        internal static readonly Operator MeshgridIndexing = new("aten::meshgrid", "indexing");
        internal static readonly Operator BroadcastTensors = new("aten::broadcast_tensors");
        internal static readonly Operator CartesianProd = new("aten::cartesian_prod");
        internal static readonly Operator BlockDiag = new("aten::block_diag");
        internal static readonly Operator Combinations = new("aten::combinations");
        internal static readonly Operator Atleast1d = new("aten::atleast_1d");
        internal static readonly Operator Atleast2d = new("aten::atleast_2d");
        internal static readonly Operator Atleast3d = new("aten::atleast_3d");
    }
}

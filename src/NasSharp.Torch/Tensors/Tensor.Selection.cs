namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements where the mask is true, in one dimension.</summary>
        public Tensor masked_select(Tensor mask) => Ops.MaskedSelect.Call(this, mask);

        /// <summary>A number where the mask is true, the element elsewhere.</summary>
        public Tensor masked_fill(Tensor mask, Scalar value) => Ops.MaskedFillScalar.Call(this, mask, value);

        /// <summary>A number where the mask is true, the element elsewhere, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Scalar value) => Ops.MaskedFillScalarInPlace.CallInPlace(this, mask, value);

        /// <summary>The one element of a tensor where the mask is true, the own element elsewhere.</summary>
        public Tensor masked_fill(Tensor mask, Tensor value) => Ops.MaskedFillTensor.Call(this, mask, value);

        /// <summary>The one element of a tensor where the mask is true, the own element elsewhere, in place.</summary>
        public Tensor masked_fill_(Tensor mask, Tensor value) => Ops.MaskedFillTensorInPlace.CallInPlace(this, mask, value);

        /// <summary>The next element of the source where the mask is true, the own element elsewhere.</summary>
        public Tensor masked_scatter(Tensor mask, Tensor source) => Ops.MaskedScatter.Call(this, mask, source);

        /// <summary>The next element of the source where the mask is true, the own element elsewhere, in place.</summary>
        public Tensor masked_scatter_(Tensor mask, Tensor source) => Ops.MaskedScatterInPlace.CallInPlace(this, mask, source);

        /// <summary>The elements whose position along a dimension the index gives.</summary>
        public Tensor gather(long dim, Tensor index, bool sparse_grad = false) => Ops.Gather.Call(this, dim, index, sparse_grad);

        /// <summary>The elements of a source put where the index says along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Tensor src) => Ops.ScatterSrc.Call(this, dim, index, src);

        /// <summary>The elements of a source put where the index says along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Tensor src) => Ops.ScatterSrcInPlace.CallInPlace(this, dim, index, src);

        /// <summary>A number put where the index says along a dimension.</summary>
        public Tensor scatter(long dim, Tensor index, Scalar value) => Ops.ScatterValue.Call(this, dim, index, value);

        /// <summary>A number put where the index says along a dimension, in place.</summary>
        public Tensor scatter_(long dim, Tensor index, Scalar value) => Ops.ScatterValueInPlace.CallInPlace(this, dim, index, value);

        /// <summary>The elements of a source added where the index says along a dimension.</summary>
        public Tensor scatter_add(long dim, Tensor index, Tensor src) => Ops.ScatterAdd.Call(this, dim, index, src);

        /// <summary>The elements of a source added where the index says along a dimension, in place.</summary>
        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Ops.ScatterAddInPlace.CallInPlace(this, dim, index, src);

        /// <summary>Parts of a source, times alpha, added at the positions of the index.</summary>
        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar? alpha = null) => Ops.IndexAdd.Call(this, dim, index, source, alpha ?? 1);

        /// <summary>Parts of a source, times alpha, added at the positions of the index, in place.</summary>
        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar? alpha = null) =>
            Ops.IndexAddInPlace.CallInPlace(this, dim, index, source, alpha ?? 1);

        /// <summary>Parts of a source put at the positions of the index.</summary>
        public Tensor index_copy(long dim, Tensor index, Tensor source) => Ops.IndexCopy.Call(this, dim, index, source);

        /// <summary>Parts of a source put at the positions of the index, in place.</summary>
        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Ops.IndexCopyInPlace.CallInPlace(this, dim, index, source);

        /// <summary>A number put at the positions of the index.</summary>
        public Tensor index_fill(long dim, Tensor index, Scalar value) => Ops.IndexFillIntScalar.Call(this, dim, index, value);

        /// <summary>A number put at the positions of the index, in place.</summary>
        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Ops.IndexFillIntScalarInPlace.CallInPlace(this, dim, index, value);

        /// <summary>The positions of the elements that are not zero, int64 [n, dimensions].</summary>
        public Tensor nonzero() => Ops.Nonzero.Call(this);

        /// <summary>The positions of the elements that are not zero, int64 [n, dimensions].</summary>
        public Tensor argwhere() => Ops.Argwhere.Call(this);

        /// <summary>The elements at positions in the flattened tensor.</summary>
        public Tensor take(Tensor index) => Ops.Take.Call(this, index);

        /// <summary>The elements whose position along a dimension the indices give, with broadcasting.</summary>
        public Tensor take_along_dim(Tensor indices, long? dim = null) => Ops.TakeAlongDim.Call(this, indices, dim);

        /// <summary>Elements of a source put, or added, at positions in the flattened tensor.</summary>
        public Tensor put(Tensor index, Tensor source, bool accumulate = false) => Ops.Put.Call(this, index, source, accumulate);

        /// <summary>Elements of a source put, or added, at positions in the flattened tensor, in place.</summary>
        public Tensor put_(Tensor index, Tensor source, bool accumulate = false) => Ops.PutInPlace.CallInPlace(this, index, source, accumulate);

        /// <summary>This where the condition is true, the other elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor other) => Ops.WhereSelf.Call(condition, this, other);
    }

    /// <summary>The elements where the mask is true, in one dimension.</summary>
    public static Tensor masked_select(Tensor input, Tensor mask) => input.masked_select(mask);

    /// <summary>A number where the mask is true, the element elsewhere.</summary>
    public static Tensor masked_fill(Tensor input, Tensor mask, Scalar value) => input.masked_fill(mask, value);

    /// <summary>The one element of a tensor where the mask is true, the own element elsewhere.</summary>
    public static Tensor masked_fill(Tensor input, Tensor mask, Tensor value) => input.masked_fill(mask, value);

    /// <summary>The next element of the source where the mask is true, the own element elsewhere.</summary>
    public static Tensor masked_scatter(Tensor input, Tensor mask, Tensor source) => input.masked_scatter(mask, source);

    /// <summary>The elements whose position along a dimension the index gives.</summary>
    public static Tensor gather(Tensor input, long dim, Tensor index, bool sparse_grad = false) => input.gather(dim, index, sparse_grad);

    /// <summary>The elements of a source put where the index says along a dimension.</summary>
    public static Tensor scatter(Tensor input, long dim, Tensor index, Tensor src) => input.scatter(dim, index, src);

    /// <summary>A number put where the index says along a dimension.</summary>
    public static Tensor scatter(Tensor input, long dim, Tensor index, Scalar value) => input.scatter(dim, index, value);

    /// <summary>The elements of a source added where the index says along a dimension.</summary>
    public static Tensor scatter_add(Tensor input, long dim, Tensor index, Tensor src) => input.scatter_add(dim, index, src);

    /// <summary>Parts of a source, times alpha, added at the positions of the index.</summary>
    public static Tensor index_add(Tensor input, long dim, Tensor index, Tensor source, Scalar? alpha = null) => input.index_add(dim, index, source, alpha);

    /// <summary>Parts of a source put at the positions of the index.</summary>
    public static Tensor index_copy(Tensor input, long dim, Tensor index, Tensor source) => input.index_copy(dim, index, source);

    /// <summary>A number put at the positions of the index.</summary>
    public static Tensor index_fill(Tensor input, long dim, Tensor index, Scalar value) => input.index_fill(dim, index, value);

    /// <summary>The entries of one dimension that the index, int64 [n], names.</summary>
    public static Tensor index_select(Tensor input, long dim, Tensor index) => input.index_select(dim, index);

    /// <summary>One entry of one dimension, sharing memory; the dimension disappears.</summary>
    public static Tensor select(Tensor input, long dim, long index) => input.select(dim, index);

    /// <summary>A part of one dimension, sharing memory.</summary>
    public static Tensor narrow(Tensor input, long dim, long start, long length) => input.narrow(dim, start, length);

    /// <summary>The positions of the elements that are not zero, int64 [n, dimensions].</summary>
    public static Tensor nonzero(Tensor input) => input.nonzero();

    /// <summary>The positions of the elements that are not zero, int64 [n, dimensions].</summary>
    public static Tensor argwhere(Tensor input) => input.argwhere();

    /// <summary>The elements at positions in the flattened tensor.</summary>
    public static Tensor take(Tensor input, Tensor index) => input.take(index);

    /// <summary>The elements whose position along a dimension the indices give, with broadcasting.</summary>
    public static Tensor take_along_dim(Tensor input, Tensor indices, long? dim = null) => input.take_along_dim(indices, dim);

    /// <summary>Elements of a source put, or added, at positions in the flattened tensor.</summary>
    public static Tensor put(Tensor input, Tensor index, Tensor source, bool accumulate = false) => input.put(index, source, accumulate);

    /// <summary>The first where the condition is true, the second elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Tensor y) => Ops.WhereSelf.Call(condition, x, y);

    /// <summary>The tensor where the condition is true, the number elsewhere.</summary>
    public static Tensor where(Tensor condition, Tensor x, Scalar y) => Ops.WhereScalarOther.Call(condition, x, y);

    /// <summary>The number where the condition is true, the tensor elsewhere.</summary>
    public static Tensor where(Tensor condition, Scalar x, Tensor y) => Ops.WhereScalarSelf.Call(condition, x, y);

    /// <summary>The positions where the condition is true: one int64 tensor a dimension.</summary>
    public static Tensor[] where(Tensor condition) => Ops.Where.CallMany(condition);

    internal static partial class Ops
    {
        internal static readonly Operator MaskedSelect = new("aten::masked_select");
        internal static readonly Operator MaskedFillScalar = new("aten::masked_fill", "Scalar");
        internal static readonly Operator MaskedFillScalarInPlace = new("aten::masked_fill_", "Scalar");
        internal static readonly Operator MaskedFillTensor = new("aten::masked_fill", "Tensor");
        internal static readonly Operator MaskedFillTensorInPlace = new("aten::masked_fill_", "Tensor");
        internal static readonly Operator MaskedScatter = new("aten::masked_scatter");
        internal static readonly Operator MaskedScatterInPlace = new("aten::masked_scatter_");
        internal static readonly Operator Gather = new("aten::gather");
        internal static readonly Operator ScatterSrc = new("aten::scatter", "src");
        internal static readonly Operator ScatterSrcInPlace = new("aten::scatter_", "src");
        internal static readonly Operator ScatterValue = new("aten::scatter", "value");
        internal static readonly Operator ScatterValueInPlace = new("aten::scatter_", "value");
        internal static readonly Operator ScatterAdd = new("aten::scatter_add");
        internal static readonly Operator ScatterAddInPlace = new("aten::scatter_add_");
        internal static readonly Operator IndexAdd = new("aten::index_add");
        internal static readonly Operator IndexAddInPlace = new("aten::index_add_");
        internal static readonly Operator IndexCopy = new("aten::index_copy");
        internal static readonly Operator IndexCopyInPlace = new("aten::index_copy_");
        internal static readonly Operator IndexFillIntScalar = new("aten::index_fill", "int_Scalar");
        internal static readonly Operator IndexFillIntScalarInPlace = new("aten::index_fill_", "int_Scalar");
        internal static readonly Operator Nonzero = new("aten::nonzero");
        internal static readonly Operator Argwhere = new("aten::argwhere");
        internal static readonly Operator Take = new("aten::take");
        internal static readonly Operator TakeAlongDim = new("aten::take_along_dim");
        internal static readonly Operator Put = new("aten::put");
        internal static readonly Operator PutInPlace = new("aten::put_");
        internal static readonly Operator WhereSelf = new("aten::where", "self");
        internal static readonly Operator WhereScalarOther = new("aten::where", "ScalarOther");
        internal static readonly Operator WhereScalarSelf = new("aten::where", "ScalarSelf");
        internal static readonly Operator Where = new("aten::where");
    }
}

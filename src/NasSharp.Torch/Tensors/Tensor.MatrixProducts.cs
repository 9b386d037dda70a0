namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Product of two matrices.</summary>
        public Tensor mm(Tensor mat2) => Ops.Mm.Call(this, mat2);

        /// <summary>Products of two batches of matrices.</summary>
        public Tensor bmm(Tensor mat2) => Ops.Bmm.Call(this, mat2);

        /// <summary>Product of a matrix and a vector.</summary>
        public Tensor mv(Tensor vec) => Ops.Mv.Call(this, vec);

        /// <summary>Inner product of two vectors.</summary>
        public Tensor dot(Tensor other) => Ops.Dot.Call(this, other);

        /// <summary>Inner product of two vectors, the first conjugated.</summary>
        public Tensor vdot(Tensor other) => Ops.Vdot.Call(this, other);

        /// <summary>Inner products over the last dimensions.</summary>
        public Tensor inner(Tensor other) => Ops.Inner.Call(this, other);

        /// <summary>Outer product of two vectors.</summary>
        public Tensor outer(Tensor vec2) => Ops.Outer.Call(this, vec2);

        /// <summary>Outer product of two vectors.</summary>
        public Tensor ger(Tensor vec2) => Ops.Ger.Call(this, vec2);

        /// <summary>Kronecker product.</summary>
        public Tensor kron(Tensor other) => Ops.Kron.Call(this, other);

        /// <summary>beta times this plus alpha times a product of matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) => Ops.Addmm.Call(this, mat1, mat2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times a product of matrices, in place.</summary>
        public Tensor addmm_(Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.AddmmInPlace.CallInPlace(this, mat1, mat2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times a product of matrix and vector.</summary>
        public Tensor addmv(Tensor mat, Tensor vec, Scalar? beta = null, Scalar? alpha = null) => Ops.Addmv.Call(this, mat, vec, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times a product of matrix and vector, in place.</summary>
        public Tensor addmv_(Tensor mat, Tensor vec, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.AddmvInPlace.CallInPlace(this, mat, vec, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times the sum of products of batches of matrices.</summary>
        public Tensor addbmm(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.Addbmm.Call(this, batch1, batch2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times the sum of products of batches of matrices, in place.</summary>
        public Tensor addbmm_(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.AddbmmInPlace.CallInPlace(this, batch1, batch2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times products of batches of matrices.</summary>
        public Tensor baddbmm(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.Baddbmm.Call(this, batch1, batch2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times products of batches of matrices, in place.</summary>
        public Tensor baddbmm_(Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.BaddbmmInPlace.CallInPlace(this, batch1, batch2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times an outer product.</summary>
        public Tensor addr(Tensor vec1, Tensor vec2, Scalar? beta = null, Scalar? alpha = null) => Ops.Addr.Call(this, vec1, vec2, beta ?? 1, alpha ?? 1);

        /// <summary>beta times this plus alpha times an outer product, in place.</summary>
        public Tensor addr_(Tensor vec1, Tensor vec2, Scalar? beta = null, Scalar? alpha = null) =>
            Ops.AddrInPlace.CallInPlace(this, vec1, vec2, beta ?? 1, alpha ?? 1);

        /// <summary>A square matrix multiplied with itself.</summary>
        public Tensor matrix_power(int n) => Ops.MatrixPower.Call(this, n);

        /// <summary>Vector product along a dimension of size 3.</summary>
        public Tensor cross(Tensor other, long dim = -1) => Ops.LinalgCross.Call(this, other, dim);

        /// <summary>The covariances of variables, one a row.</summary>
        public Tensor cov(long correction = 1, Tensor? fweights = null, Tensor? aweights = null) => Ops.Cov.Call(this, correction, fweights, aweights);

        /// <summary>The correlations of variables, one a row.</summary>
        public Tensor corrcoef() => Ops.Corrcoef.Call(this);
    }

    /// <summary>Matrix product, batched over leading dimensions.</summary>
    public static Tensor matmul(Tensor input, Tensor target) => input.matmul(target);

    /// <summary>Product of two matrices.</summary>
    public static Tensor mm(Tensor input, Tensor mat2) => input.mm(mat2);

    /// <summary>Products of two batches of matrices.</summary>
    public static Tensor bmm(Tensor input, Tensor mat2) => input.bmm(mat2);

    /// <summary>Product of a matrix and a vector.</summary>
    public static Tensor mv(Tensor input, Tensor vec) => input.mv(vec);

    /// <summary>Inner product of two vectors.</summary>
    public static Tensor dot(Tensor input, Tensor other) => input.dot(other);

    /// <summary>Inner product of two vectors, the first conjugated.</summary>
    public static Tensor vdot(Tensor input, Tensor other) => input.vdot(other);

    /// <summary>Inner products over the last dimensions.</summary>
    public static Tensor inner(Tensor input, Tensor other) => input.inner(other);

    /// <summary>Outer product of two vectors.</summary>
    public static Tensor outer(Tensor input, Tensor vec2) => input.outer(vec2);

    /// <summary>Outer product of two vectors.</summary>
    public static Tensor ger(Tensor input, Tensor vec2) => input.ger(vec2);

    /// <summary>Kronecker product.</summary>
    public static Tensor kron(Tensor input, Tensor other) => input.kron(other);

    /// <summary>beta times this plus alpha times a product of matrices.</summary>
    public static Tensor addmm(Tensor input, Tensor mat1, Tensor mat2, Scalar? beta = null, Scalar? alpha = null) => input.addmm(mat1, mat2, beta, alpha);

    /// <summary>beta times this plus alpha times a product of matrix and vector.</summary>
    public static Tensor addmv(Tensor input, Tensor mat, Tensor vec, Scalar? beta = null, Scalar? alpha = null) => input.addmv(mat, vec, beta, alpha);

    /// <summary>beta times this plus alpha times the sum of products of batches of matrices.</summary>
    public static Tensor addbmm(Tensor input, Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) =>
        input.addbmm(batch1, batch2, beta, alpha);

    /// <summary>beta times this plus alpha times products of batches of matrices.</summary>
    public static Tensor baddbmm(Tensor input, Tensor batch1, Tensor batch2, Scalar? beta = null, Scalar? alpha = null) =>
        input.baddbmm(batch1, batch2, beta, alpha);

    /// <summary>beta times this plus alpha times an outer product.</summary>
    public static Tensor addr(Tensor input, Tensor vec1, Tensor vec2, Scalar? beta = null, Scalar? alpha = null) => input.addr(vec1, vec2, beta, alpha);

    /// <summary>A square matrix multiplied with itself.</summary>
    public static Tensor matrix_power(Tensor input, int n) => input.matrix_power(n);

    /// <summary>Vector product along a dimension of size 3.</summary>
    public static Tensor cross(Tensor input, Tensor other, long dim = -1) => input.cross(other, dim);

    /// <summary>Sums of products in Einstein's notation, such as <c>bij,bjk->bik</c>.</summary>
    public static Tensor einsum(string equation, params Tensor[] tensors) => Ops.Einsum.Call(equation, tensors);

    /// <summary>Product summed over given dimensions of both.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long[] dims1, long[] dims2) => Ops.Tensordot.Call(a, b, dims1, dims2);

    /// <summary>Product summed over the last dimensions of the first and the first of the second.</summary>
    public static Tensor tensordot(Tensor a, Tensor b, long dims = 2) =>
        tensordot(a, b, [.. Enumerable.Range(0, (int)dims).Select(d => d - dims)], [.. Enumerable.Range(0, (int)dims).Select(d => (long)d)]);

    /// <summary>The p-norm distances between the rows of two batches of matrices.</summary>
    public static Tensor cdist(Tensor x1, Tensor x2, double p = 2) => Ops.Cdist.Call(x1, x2, p);

    /// <summary>The covariances of variables, one a row.</summary>
    public static Tensor cov(Tensor input, long correction = 1, Tensor? fweights = null, Tensor? aweights = null) =>
        input.cov(correction, fweights, aweights);

    /// <summary>The correlations of variables, one a row.</summary>
    public static Tensor corrcoef(Tensor input) => input.corrcoef();

    internal static partial class Ops
    {
        internal static readonly Operator Mm = new("aten::mm");
        internal static readonly Operator Bmm = new("aten::bmm");
        internal static readonly Operator Mv = new("aten::mv");
        internal static readonly Operator Dot = new("aten::dot");
        internal static readonly Operator Vdot = new("aten::vdot");
        internal static readonly Operator Inner = new("aten::inner");
        internal static readonly Operator Outer = new("aten::outer");
        internal static readonly Operator Ger = new("aten::ger");
        internal static readonly Operator Kron = new("aten::kron");
        internal static readonly Operator Addmm = new("aten::addmm");
        internal static readonly Operator AddmmInPlace = new("aten::addmm_");
        internal static readonly Operator Addmv = new("aten::addmv");
        internal static readonly Operator AddmvInPlace = new("aten::addmv_");
        internal static readonly Operator Addbmm = new("aten::addbmm");
        internal static readonly Operator AddbmmInPlace = new("aten::addbmm_");
        internal static readonly Operator Baddbmm = new("aten::baddbmm");
        internal static readonly Operator BaddbmmInPlace = new("aten::baddbmm_");
        internal static readonly Operator Addr = new("aten::addr");
        internal static readonly Operator AddrInPlace = new("aten::addr_");
        internal static readonly Operator MatrixPower = new("aten::matrix_power");
        internal static readonly Operator LinalgCross = new("aten::linalg_cross");
        internal static readonly Operator Einsum = new("aten::einsum");
        internal static readonly Operator Tensordot = new("aten::tensordot");
        internal static readonly Operator Cdist = new("aten::cdist");
        internal static readonly Operator Cov = new("aten::cov");
        internal static readonly Operator Corrcoef = new("aten::corrcoef");
    }
}

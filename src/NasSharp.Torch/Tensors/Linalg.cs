namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>Linear algebra over matrices in the last two dimensions.</summary>
    public static class linalg
    {
        /// <summary>The inverse of square matrices.</summary>
        public static Tensor inv(Tensor input) => Ops.LinalgInv.Call(input);

        /// <summary>The determinants of square matrices.</summary>
        public static Tensor det(Tensor input) => Ops.LinalgDet.Call(input);

        /// <summary>The signs and the logarithms of the absolute values of determinants.</summary>
        public static (Tensor sign, Tensor logabsdet) slogdet(Tensor input) => Ops.LinalgSlogdet.Call2(input);

        /// <summary>The triangular factors of positive definite matrices.</summary>
        public static Tensor cholesky(Tensor input, bool upper = false) => Ops.LinalgCholesky.Call(input, upper);

        /// <summary>Orthogonal times upper triangular matrices.</summary>
        public static (Tensor Q, Tensor R) qr(Tensor input, string mode = "reduced") => Ops.LinalgQr.Call2(input, mode);

        /// <summary>Singular value decompositions: U, the singular values and V transposed.</summary>
        public static (Tensor U, Tensor S, Tensor Vh) svd(Tensor input, bool fullMatrices = true) => Ops.LinalgSvd.Call3(input, fullMatrices);

        /// <summary>The singular values of matrices.</summary>
        public static Tensor svdvals(Tensor input) => Ops.LinalgSvdvals.Call(input);

        /// <summary>Eigenvalues, ascending, and eigenvectors of symmetric matrices.</summary>
        public static (Tensor eigenvalues, Tensor eigenvectors) eigh(Tensor input, string UPLO = "L") => Ops.LinalgEigh.Call2(input, UPLO);

        /// <summary>Eigenvalues of symmetric matrices, ascending.</summary>
        public static Tensor eigvalsh(Tensor input, string UPLO = "L") => Ops.LinalgEigvalsh.Call(input, UPLO);

        /// <summary>The X with input X = other, or X input = other when not left.</summary>
        public static Tensor solve(Tensor input, Tensor other, bool left = true) => Ops.LinalgSolve.Call(input, other, left);

        /// <summary>The X with A X = B for triangular A.</summary>
        public static Tensor solve_triangular(Tensor A, Tensor B, bool upper, bool left = true, bool unitriangular = false) =>
            Ops.LinalgSolveTriangular.Call(A, B, upper, left, unitriangular);

        /// <summary>Least squares: the X that makes input X closest to other.</summary>
        public static Tensor lstsq(Tensor input, Tensor other) => Ops.LinalgLstsq.CallMany(input, other)[0];

        /// <summary>Pseudo-inverses of matrices.</summary>
        public static Tensor pinv(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Ops.LinalgPinvAtolRtolFloat.Call(input, atol, rtol, hermitian);

        /// <summary>The numerical ranks of matrices.</summary>
        public static Tensor matrix_rank(Tensor input, double? atol = null, double? rtol = null, bool hermitian = false) =>
            Ops.LinalgMatrixRankAtolRtolFloat.Call(input, atol, rtol, hermitian);

        /// <summary>Square matrices multiplied with themselves.</summary>
        public static Tensor matrix_power(Tensor input, int n) => Ops.LinalgMatrixPower.Call(input, n);

        /// <summary>The product of several matrices in the cheapest order.</summary>
        public static Tensor multi_dot(IEnumerable<Tensor> tensors) => Ops.LinalgMultiDot.Call(tensors.ToArray());

        /// <summary>Vector products along a dimension of size 3.</summary>
        public static Tensor cross(Tensor input, Tensor other, long dim = -1) => Ops.LinalgCross.Call(input, other, dim);

        /// <summary>The norm of vectors; the Euclidean one unless given.</summary>
        public static Tensor vector_norm(Tensor input, Scalar? ord = null, long[]? dims = null, bool keepdim = false) =>
            Ops.LinalgVectorNorm.Call(input, ord ?? 2, dims, keepdim);

        /// <summary>The norm of matrices: <c>fro</c> or <c>nuc</c>.</summary>
        public static Tensor matrix_norm(Tensor input, string ord = "fro", long[]? dims = null, bool keepdim = false) =>
            Ops.LinalgMatrixNormStrOrd.Call(input, ord, dims ?? [-2, -1], keepdim);

        /// <summary>The norm of a vector or matrix; the Euclidean one unless given.</summary>
        public static Tensor norm(Tensor input, Scalar? ord = null, long[]? dims = null, bool keepdim = false) =>
            Ops.LinalgNorm.Call(input, ord, dims, keepdim);

        /// <summary>The condition numbers of matrices.</summary>
        public static Tensor cond(Tensor input, Scalar? p = null) => Ops.LinalgCond.Call(input, p);
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The inverse of a square matrix.</summary>
        public Tensor inverse() => Ops.LinalgInv.Call(this);

        /// <summary>The determinant of a square matrix.</summary>
        public Tensor det() => Ops.LinalgDet.Call(this);

        /// <summary>The logarithm of the determinant of a square matrix.</summary>
        public Tensor logdet() => Ops.Logdet.Call(this);

        /// <summary>The pseudo-inverse of a matrix.</summary>
        public Tensor pinverse(double rcond = 1e-15) => Ops.Pinverse.Call(this, rcond);

        /// <summary>The triangular factor of a positive definite matrix.</summary>
        public Tensor cholesky(bool upper = false) => Ops.LinalgCholesky.Call(this, upper);
    }

    /// <summary>The inverse of a square matrix.</summary>
    public static Tensor inverse(Tensor input) => input.inverse();

    /// <summary>The determinant of a square matrix.</summary>
    public static Tensor det(Tensor input) => input.det();

    /// <summary>The logarithm of the determinant of a square matrix.</summary>
    public static Tensor logdet(Tensor input) => input.logdet();

    /// <summary>The pseudo-inverse of a matrix.</summary>
    public static Tensor pinverse(Tensor input, double rcond = 1e-15) => input.pinverse(rcond);

    /// <summary>The triangular factor of a positive definite matrix.</summary>
    public static Tensor cholesky(Tensor input, bool upper = false) => input.cholesky(upper);

    internal static partial class Ops
    {
        internal static readonly Operator LinalgInv = new("aten::linalg_inv");
        internal static readonly Operator LinalgDet = new("aten::linalg_det");
        internal static readonly Operator Logdet = new("aten::logdet");
        internal static readonly Operator Pinverse = new("aten::pinverse");
        internal static readonly Operator LinalgSlogdet = new("aten::linalg_slogdet");
        internal static readonly Operator LinalgCholesky = new("aten::linalg_cholesky");
        internal static readonly Operator LinalgQr = new("aten::linalg_qr");
        internal static readonly Operator LinalgSvd = new("aten::linalg_svd");
        internal static readonly Operator LinalgSvdvals = new("aten::linalg_svdvals");
        internal static readonly Operator LinalgEigh = new("aten::linalg_eigh");
        internal static readonly Operator LinalgEigvalsh = new("aten::linalg_eigvalsh");
        internal static readonly Operator LinalgSolve = new("aten::linalg_solve");
        internal static readonly Operator LinalgSolveTriangular = new("aten::linalg_solve_triangular");
        internal static readonly Operator LinalgLstsq = new("aten::linalg_lstsq");
        internal static readonly Operator LinalgPinvAtolRtolFloat = new("aten::linalg_pinv", "atol_rtol_float");
        internal static readonly Operator LinalgMatrixRankAtolRtolFloat = new("aten::linalg_matrix_rank", "atol_rtol_float");
        internal static readonly Operator LinalgMatrixPower = new("aten::linalg_matrix_power");
        internal static readonly Operator LinalgMultiDot = new("aten::linalg_multi_dot");
        internal static readonly Operator LinalgVectorNorm = new("aten::linalg_vector_norm");
        internal static readonly Operator LinalgMatrixNormStrOrd = new("aten::linalg_matrix_norm", "str_ord");
        internal static readonly Operator LinalgNorm = new("aten::linalg_norm");
        internal static readonly Operator LinalgCond = new("aten::linalg_cond");
    }
}

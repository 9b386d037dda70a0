namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>Sum of all elements that are numbers.</summary>
        public Tensor nansum() => Ops.Nansum.Call(this);

        /// <summary>Mean of the elements that are numbers.</summary>
        public Tensor nanmean(long[]? dim = null, bool keepdim = false, ScalarType? type = null) => Ops.Nanmean.Call(this, dim, keepdim, type);

        /// <summary>The p-norm of all elements; the Euclidean one unless given.</summary>
        public Tensor norm(Scalar? p = null) => Ops.NormScalar.Call(this, p ?? 2);

        /// <summary>The p-norm over dimensions; the Euclidean one unless given.</summary>
        public Tensor norm(long[] dims, bool keepdim = false, Scalar? p = null) => Ops.NormScalarOptDim.Call(this, p ?? 2, dims, keepdim);

        /// <summary>The p-norm over one dimension; the Euclidean one unless given.</summary>
        public Tensor norm(long dim, bool keepdim = false, Scalar? p = null) => norm([dim], keepdim, p);

        /// <summary>The p-norm of the difference; the Euclidean one unless given.</summary>
        public Tensor dist(Tensor other, Scalar? p = null) => Ops.Dist.Call(this, other, p ?? 2);

        /// <summary>Each part along a dimension scaled so that its p-norm is at most a number.</summary>
        public Tensor renorm(Scalar p, long dim, Scalar maxnorm) => Ops.Renorm.Call(this, p, dim, maxnorm);

        /// <summary>Each part along a dimension scaled so that its p-norm is at most a number, in place.</summary>
        public Tensor renorm_(Scalar p, long dim, Scalar maxnorm) => Ops.RenormInPlace.CallInPlace(this, p, dim, maxnorm);

        /// <summary>The sum of the diagonal of a matrix.</summary>
        public Tensor trace() => Ops.Trace.Call(this);

        /// <summary>The number of elements that are not zero.</summary>
        public Tensor count_nonzero(long? dim = null) => Ops.CountNonzero.Call(this, dim);

        /// <summary>Running sum along a dimension.</summary>
        public Tensor cumsum(long dim, ScalarType? type = null) => Ops.Cumsum.Call(this, dim, type);

        /// <summary>Running sum along a dimension, in place.</summary>
        public Tensor cumsum_(long dim, ScalarType? type = null) => Ops.CumsumInPlace.CallInPlace(this, dim, type);

        /// <summary>Running product along a dimension.</summary>
        public Tensor cumprod(long dim, ScalarType? type = null) => Ops.Cumprod.Call(this, dim, type);

        /// <summary>Running product along a dimension, in place.</summary>
        public Tensor cumprod_(long dim, ScalarType? type = null) => Ops.CumprodInPlace.CallInPlace(this, dim, type);

        /// <summary>Running maximum along a dimension and where it stands.</summary>
        public (Tensor values, Tensor indices) cummax(long dim) => Ops.Cummax.Call2(this, dim);

        /// <summary>Running minimum along a dimension and where it stands.</summary>
        public (Tensor values, Tensor indices) cummin(long dim) => Ops.Cummin.Call2(this, dim);

        /// <summary>log of the running sum of exp along a dimension.</summary>
        public Tensor logcumsumexp(long dim) => Ops.Logcumsumexp.Call(this, dim);

        /// <summary>Differences of neighbours along a dimension, taken n times.</summary>
        public Tensor diff(long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => Ops.Diff.Call(this, n, dim, prepend, append);
    }

    /// <summary>Sum of all elements that are numbers.</summary>
    public static Tensor nansum(Tensor input) => input.nansum();

    /// <summary>Mean of the elements that are numbers.</summary>
    public static Tensor nanmean(Tensor input, long[]? dim = null, bool keepdim = false, ScalarType? type = null) => input.nanmean(dim, keepdim, type);

    /// <summary>The p-norm of all elements; the Euclidean one unless given.</summary>
    public static Tensor norm(Tensor input, float p = 2) => input.norm((Scalar)p);

    /// <summary>The p-norm over one dimension; the Euclidean one unless given.</summary>
    public static Tensor norm(Tensor input, int dimension, bool keepdim = false, float p = 2) => input.norm(dimension, keepdim, p);

    /// <summary>The p-norm of the difference; the Euclidean one unless given.</summary>
    public static Tensor dist(Tensor input, Tensor other, Scalar? p = null) => input.dist(other, p);

    /// <summary>Each part along a dimension scaled so that its p-norm is at most a number.</summary>
    public static Tensor renorm(Tensor input, Scalar p, long dim, Scalar maxnorm) => input.renorm(p, dim, maxnorm);

    /// <summary>The sum of the diagonal of a matrix.</summary>
    public static Tensor trace(Tensor input) => input.trace();

    /// <summary>The number of elements that are not zero.</summary>
    public static Tensor count_nonzero(Tensor input, long? dim = null) => input.count_nonzero(dim);

    /// <summary>Running sum along a dimension.</summary>
    public static Tensor cumsum(Tensor input, long dim, ScalarType? type = null) => input.cumsum(dim, type);

    /// <summary>Running product along a dimension.</summary>
    public static Tensor cumprod(Tensor input, long dim, ScalarType? type = null) => input.cumprod(dim, type);

    /// <summary>Running maximum along a dimension and where it stands.</summary>
    public static (Tensor values, Tensor indices) cummax(Tensor input, long dim) => input.cummax(dim);

    /// <summary>Running minimum along a dimension and where it stands.</summary>
    public static (Tensor values, Tensor indices) cummin(Tensor input, long dim) => input.cummin(dim);

    /// <summary>log of the running sum of exp along a dimension.</summary>
    public static Tensor logcumsumexp(Tensor input, long dim) => input.logcumsumexp(dim);

    /// <summary>Differences of neighbours along a dimension, taken n times.</summary>
    public static Tensor diff(Tensor input, long n = 1, long dim = -1, Tensor? prepend = null, Tensor? append = null) => input.diff(n, dim, prepend, append);

    internal static partial class Ops
    {
        internal static readonly Operator Nansum = new("aten::nansum");
        internal static readonly Operator Nanmean = new("aten::nanmean");
        internal static readonly Operator NormScalar = new("aten::norm", "Scalar");
        internal static readonly Operator NormScalarOptDim = new("aten::norm", "ScalarOpt_dim");
        internal static readonly Operator Dist = new("aten::dist");
        internal static readonly Operator Renorm = new("aten::renorm");
        internal static readonly Operator RenormInPlace = new("aten::renorm_");
        internal static readonly Operator Trace = new("aten::trace");
        internal static readonly Operator CountNonzero = new("aten::count_nonzero");
        internal static readonly Operator Cumsum = new("aten::cumsum");
        internal static readonly Operator CumsumInPlace = new("aten::cumsum_");
        internal static readonly Operator Cumprod = new("aten::cumprod");
        internal static readonly Operator CumprodInPlace = new("aten::cumprod_");
        internal static readonly Operator Cummax = new("aten::cummax");
        internal static readonly Operator Cummin = new("aten::cummin");
        internal static readonly Operator Logcumsumexp = new("aten::logcumsumexp");
        internal static readonly Operator Diff = new("aten::diff");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    // The literal 0 converts to an element type as readily as to a long; the overloads for int make sum(0) a dimension.
    public partial class Tensor
    {
        /// <summary>Sum over one dimension.</summary>
        public Tensor sum(int dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        /// <summary>Product over one dimension.</summary>
        public Tensor prod(int dim, bool keepdim = false, ScalarType? type = null) => prod((long)dim, keepdim, type);

        /// <summary>Mean over one dimension.</summary>
        public Tensor mean(long dim, bool keepdim = false, ScalarType? type = null) => mean([dim], keepdim, type);

        /// <summary>Product of all elements.</summary>
        public Tensor prod(ScalarType? type = null) => Ops.Prod.Call(this, type);

        /// <summary>Product over one dimension.</summary>
        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => Ops.ProdDimInt.Call(this, dim, keepdim, type);

        /// <summary>Standard deviation of all elements, over n - 1 unless unbiased is false.</summary>
        public Tensor std(bool unbiased = true) => Ops.Std.Call(this, unbiased);

        /// <summary>Standard deviation over dimensions.</summary>
        public Tensor std(long[] dimensions, bool unbiased = true, bool keepdim = false) => Ops.StdDim.Call(this, dimensions, unbiased, keepdim);

        /// <summary>Standard deviation over one dimension.</summary>
        public Tensor std(long dim, bool unbiased = true, bool keepdim = false) => std([dim], unbiased, keepdim);

        /// <summary>Standard deviation and mean over dimensions.</summary>
        public (Tensor std, Tensor mean) std_mean(long[] dimensions, bool unbiased = true, bool keepdim = false) =>
            Ops.StdMeanDim.Call2(this, dimensions, unbiased, keepdim);

        /// <summary>Variance of all elements, over n - 1 unless unbiased is false.</summary>
        public Tensor var(bool unbiased = true) => Ops.Var.Call(this, unbiased);

        /// <summary>Variance over dimensions.</summary>
        public Tensor var(long[] dimensions, bool unbiased = true, bool keepdim = false) => Ops.VarDim.Call(this, dimensions, unbiased, keepdim);

        /// <summary>Variance over one dimension.</summary>
        public Tensor var(long dim, bool unbiased = true, bool keepdim = false) => var([dim], unbiased, keepdim);

        /// <summary>Variance and mean over dimensions.</summary>
        public (Tensor var, Tensor mean) var_mean(long[] dimensions, bool unbiased = true, bool keepdim = false) =>
            Ops.VarMeanDim.Call2(this, dimensions, unbiased, keepdim);

        /// <summary>Whether no element is zero.</summary>
        public Tensor all() => Ops.All.Call(this);

        /// <summary>Whether no element is zero, over one dimension.</summary>
        public Tensor all(long dim, bool keepdim = false) => Ops.AllDim.Call(this, dim, keepdim);

        /// <summary>Whether an element is not zero.</summary>
        public Tensor any() => Ops.Any.Call(this);

        /// <summary>Whether an element is not zero, over one dimension.</summary>
        public Tensor any(long dim, bool keepdim = false) => Ops.AnyDim.Call(this, dim, keepdim);

        /// <summary>log(sum(exp(x))) over dimensions, without overflow.</summary>
        public Tensor logsumexp(long[] dim, bool keepdim = false) => Ops.Logsumexp.Call(this, dim, keepdim);

        /// <summary>log(sum(exp(x))) over one dimension, without overflow.</summary>
        public Tensor logsumexp(long dim, bool keepdim = false) => logsumexp([dim], keepdim);
    }

    /// <summary>Sum over one dimension.</summary>
    public static Tensor sum(Tensor input, int dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>Product over one dimension.</summary>
    public static Tensor prod(Tensor input, int dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    /// <summary>Sum of all elements.</summary>
    public static Tensor sum(Tensor input, ScalarType? type = null) => input.sum(type);

    /// <summary>Sum over dimensions.</summary>
    public static Tensor sum(Tensor input, long[] dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>Sum over one dimension.</summary>
    public static Tensor sum(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.sum(dim, keepdim, type);

    /// <summary>Mean of all elements.</summary>
    public static Tensor mean(Tensor input) => input.mean();

    /// <summary>Mean over dimensions.</summary>
    public static Tensor mean(Tensor input, long[] dimensions, bool keepdim = false, ScalarType? type = null) => input.mean(dimensions, keepdim, type);

    /// <summary>Mean over one dimension.</summary>
    public static Tensor mean(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.mean(dim, keepdim, type);

    /// <summary>Product of all elements.</summary>
    public static Tensor prod(Tensor input, ScalarType? type = null) => input.prod(type);

    /// <summary>Product over one dimension.</summary>
    public static Tensor prod(Tensor input, long dim, bool keepdim = false, ScalarType? type = null) => input.prod(dim, keepdim, type);

    /// <summary>Standard deviation of all elements, over n - 1 unless unbiased is false.</summary>
    public static Tensor std(Tensor input, bool unbiased = true) => input.std(unbiased);

    /// <summary>Standard deviation over dimensions.</summary>
    public static Tensor std(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false) => input.std(dimensions, unbiased, keepdim);

    /// <summary>Standard deviation over one dimension.</summary>
    public static Tensor std(Tensor input, long dim, bool unbiased = true, bool keepdim = false) => input.std(dim, unbiased, keepdim);

    /// <summary>Standard deviation and mean over dimensions.</summary>
    public static (Tensor std, Tensor mean) std_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false) =>
        input.std_mean(dimensions, unbiased, keepdim);

    /// <summary>Variance of all elements, over n - 1 unless unbiased is false.</summary>
    public static Tensor var(Tensor input, bool unbiased = true) => input.var(unbiased);

    /// <summary>Variance over dimensions.</summary>
    public static Tensor var(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false) => input.var(dimensions, unbiased, keepdim);

    /// <summary>Variance over one dimension.</summary>
    public static Tensor var(Tensor input, long dim, bool unbiased = true, bool keepdim = false) => input.var(dim, unbiased, keepdim);

    /// <summary>Variance and mean over dimensions.</summary>
    public static (Tensor var, Tensor mean) var_mean(Tensor input, long[] dimensions, bool unbiased = true, bool keepdim = false) =>
        input.var_mean(dimensions, unbiased, keepdim);

    /// <summary>Whether no element is zero.</summary>
    public static Tensor all(Tensor input) => input.all();

    /// <summary>Whether no element is zero, over one dimension.</summary>
    public static Tensor all(Tensor input, long dim, bool keepdim = false) => input.all(dim, keepdim);

    /// <summary>Whether an element is not zero.</summary>
    public static Tensor any(Tensor input) => input.any();

    /// <summary>Whether an element is not zero, over one dimension.</summary>
    public static Tensor any(Tensor input, long dim, bool keepdim = false) => input.any(dim, keepdim);

    /// <summary>log(sum(exp(x))) over dimensions, without overflow.</summary>
    public static Tensor logsumexp(Tensor input, long[] dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    /// <summary>log(sum(exp(x))) over one dimension, without overflow.</summary>
    public static Tensor logsumexp(Tensor input, long dim, bool keepdim = false) => input.logsumexp(dim, keepdim);

    internal static partial class Ops
    {
        internal static readonly Operator Prod = new("aten::prod");
        internal static readonly Operator ProdDimInt = new("aten::prod", "dim_int");
        internal static readonly Operator Std = new("aten::std");
        internal static readonly Operator StdDim = new("aten::std", "dim");
        internal static readonly Operator StdMeanDim = new("aten::std_mean", "dim");
        internal static readonly Operator Var = new("aten::var");
        internal static readonly Operator VarDim = new("aten::var", "dim");
        internal static readonly Operator VarMeanDim = new("aten::var_mean", "dim");
        internal static readonly Operator All = new("aten::all");
        internal static readonly Operator AllDim = new("aten::all", "dim");
        internal static readonly Operator Any = new("aten::any");
        internal static readonly Operator AnyDim = new("aten::any", "dim");
        internal static readonly Operator Logsumexp = new("aten::logsumexp");
    }
}

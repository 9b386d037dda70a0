namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The largest element.</summary>
        public Tensor max() => Ops.Max.Call(this);

        /// <summary>The largest elements over one dimension and where they stand.</summary>
        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false) => Ops.MaxDim.Call2(this, dim, keepdim);

        /// <summary>The larger of two elements.</summary>
        public Tensor max(Tensor other) => maximum(other);

        /// <summary>The largest elements over dimensions.</summary>
        public Tensor amax(long[] dims, bool keepdim = false) => Ops.Amax.Call(this, dims, keepdim);

        /// <summary>Where the largest element stands in the flattened tensor.</summary>
        public Tensor argmax() => Ops.Argmax.Call(this, Arg.None);

        /// <summary>Where the largest elements over one dimension stand.</summary>
        public Tensor argmax(long dim, bool keepdim = false) => Ops.Argmax.Call(this, dim, keepdim);

        /// <summary>The smallest element.</summary>
        public Tensor min() => Ops.Min.Call(this);

        /// <summary>The smallest elements over one dimension and where they stand.</summary>
        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false) => Ops.MinDim.Call2(this, dim, keepdim);

        /// <summary>The smaller of two elements.</summary>
        public Tensor min(Tensor other) => minimum(other);

        /// <summary>The smallest elements over dimensions.</summary>
        public Tensor amin(long[] dims, bool keepdim = false) => Ops.Amin.Call(this, dims, keepdim);

        /// <summary>Where the smallest element stands in the flattened tensor.</summary>
        public Tensor argmin() => Ops.Argmin.Call(this, Arg.None);

        /// <summary>Where the smallest elements over one dimension stand.</summary>
        public Tensor argmin(long dim, bool keepdim = false) => Ops.Argmin.Call(this, dim, keepdim);

        /// <summary>The smallest and the largest elements, of all or over one dimension.</summary>
        public (Tensor min, Tensor max) aminmax(long? dim = null, bool keepdim = false) => Ops.Aminmax.Call2(this, dim, keepdim);

        /// <summary>The lower median of all elements.</summary>
        public Tensor median() => Ops.Median.Call(this);

        /// <summary>The lower medians over one dimension and where they stand.</summary>
        public (Tensor values, Tensor indices) median(long dim, bool keepdim = false) => Ops.MedianDim.Call2(this, dim, keepdim);

        /// <summary>The lower median of all elements that are numbers.</summary>
        public Tensor nanmedian() => Ops.Nanmedian.Call(this);

        /// <summary>The most frequent values over one dimension and where they stand.</summary>
        public (Tensor values, Tensor indices) mode(long dim = -1, bool keepdim = false) => Ops.Mode.Call2(this, dim, keepdim);

        /// <summary>The k-th smallest values over one dimension, from 1, and where they stand.</summary>
        public (Tensor values, Tensor indices) kthvalue(long k, long dim = -1, bool keepdim = false) => Ops.Kthvalue.Call2(this, k, dim, keepdim);

        /// <summary>The values below which the parts q of the elements lie, with linear interpolation.</summary>
        public Tensor quantile(Tensor q, long? dim = null, bool keepdim = false) => Ops.Quantile.Call(this, q, dim, keepdim);

        /// <summary>The values below which the parts q of the elements that are numbers lie.</summary>
        public Tensor nanquantile(Tensor q, long? dim = null, bool keepdim = false) => Ops.Nanquantile.Call(this, q, dim, keepdim);
    }

    /// <summary>The largest element.</summary>
    public static Tensor max(Tensor input) => input.max();

    /// <summary>The largest elements over one dimension and where they stand.</summary>
    public static (Tensor values, Tensor indexes) max(Tensor input, long dim, bool keepdim = false) => input.max(dim, keepdim);

    /// <summary>The larger of two elements.</summary>
    public static Tensor max(Tensor input, Tensor other) => input.maximum(other);

    /// <summary>The largest elements over dimensions.</summary>
    public static Tensor amax(Tensor input, long[] dims, bool keepdim = false) => input.amax(dims, keepdim);

    /// <summary>Where the largest element stands in the flattened tensor.</summary>
    public static Tensor argmax(Tensor input) => input.argmax();

    /// <summary>Where the largest elements over one dimension stand.</summary>
    public static Tensor argmax(Tensor input, long dim, bool keepdim = false) => input.argmax(dim, keepdim);

    /// <summary>The smallest element.</summary>
    public static Tensor min(Tensor input) => input.min();

    /// <summary>The smallest elements over one dimension and where they stand.</summary>
    public static (Tensor values, Tensor indexes) min(Tensor input, long dim, bool keepdim = false) => input.min(dim, keepdim);

    /// <summary>The smaller of two elements.</summary>
    public static Tensor min(Tensor input, Tensor other) => input.minimum(other);

    /// <summary>The smallest elements over dimensions.</summary>
    public static Tensor amin(Tensor input, long[] dims, bool keepdim = false) => input.amin(dims, keepdim);

    /// <summary>Where the smallest element stands in the flattened tensor.</summary>
    public static Tensor argmin(Tensor input) => input.argmin();

    /// <summary>Where the smallest elements over one dimension stand.</summary>
    public static Tensor argmin(Tensor input, long dim, bool keepdim = false) => input.argmin(dim, keepdim);

    /// <summary>The smallest and the largest elements, of all or over one dimension.</summary>
    public static (Tensor min, Tensor max) aminmax(Tensor input, long? dim = null, bool keepdim = false) => input.aminmax(dim, keepdim);

    /// <summary>The lower median of all elements.</summary>
    public static Tensor median(Tensor input) => input.median();

    /// <summary>The lower medians over one dimension and where they stand.</summary>
    public static (Tensor values, Tensor indices) median(Tensor input, long dim, bool keepdim = false) => input.median(dim, keepdim);

    /// <summary>The lower median of all elements that are numbers.</summary>
    public static Tensor nanmedian(Tensor input) => input.nanmedian();

    /// <summary>The most frequent values over one dimension and where they stand.</summary>
    public static (Tensor values, Tensor indices) mode(Tensor input, long dim = -1, bool keepdim = false) => input.mode(dim, keepdim);

    /// <summary>The k-th smallest values over one dimension, from 1, and where they stand.</summary>
    public static (Tensor values, Tensor indices) kthvalue(Tensor input, long k, long dim = -1, bool keepdim = false) => input.kthvalue(k, dim, keepdim);

    /// <summary>The values below which the parts q of the elements lie, with linear interpolation.</summary>
    public static Tensor quantile(Tensor input, Tensor q, long? dim = null, bool keepdim = false) => input.quantile(q, dim, keepdim);

    /// <summary>The values below which the parts q of the elements that are numbers lie.</summary>
    public static Tensor nanquantile(Tensor input, Tensor q, long? dim = null, bool keepdim = false) => input.nanquantile(q, dim, keepdim);

    internal static partial class Ops
    {
        internal static readonly Operator Max = new("aten::max");
        internal static readonly Operator MaxDim = new("aten::max", "dim");
        internal static readonly Operator Amax = new("aten::amax");
        internal static readonly Operator Argmax = new("aten::argmax");
        internal static readonly Operator Min = new("aten::min");
        internal static readonly Operator MinDim = new("aten::min", "dim");
        internal static readonly Operator Amin = new("aten::amin");
        internal static readonly Operator Argmin = new("aten::argmin");
        internal static readonly Operator Aminmax = new("aten::aminmax");
        internal static readonly Operator Median = new("aten::median");
        internal static readonly Operator MedianDim = new("aten::median", "dim");
        internal static readonly Operator Nanmedian = new("aten::nanmedian");
        internal static readonly Operator Mode = new("aten::mode");
        internal static readonly Operator Kthvalue = new("aten::kthvalue");
        internal static readonly Operator Quantile = new("aten::quantile");
        internal static readonly Operator Nanquantile = new("aten::nanquantile");
    }
}

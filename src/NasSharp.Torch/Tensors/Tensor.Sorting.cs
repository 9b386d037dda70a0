namespace NasSharp.Torch;

public static partial class torch
{
    public partial class Tensor
    {
        /// <summary>The elements in order along a dimension and where they stood; equal elements may change places.</summary>
        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false) => Ops.Sort.Call2(this, dim, descending);

        /// <summary>The elements in order along a dimension and where they stood; equal elements keep their order when stable.</summary>
        public (Tensor Values, Tensor Indices) sort(bool stable, long dim = -1, bool descending = false) =>
            Ops.SortStable.Call2(this, stable, dim, descending);

        /// <summary>Where the elements stand in order along a dimension.</summary>
        public Tensor argsort(long dim = -1, bool descending = false) => Ops.Argsort.Call(this, dim, descending);

        /// <summary>The elements in order along the first dimension.</summary>
        public Tensor msort() => Ops.Msort.Call(this);

        /// <summary>The k largest or smallest elements along a dimension and where they stand.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true) =>
            Ops.Topk.Call2(this, k, dim, largest, sorted);

        /// <summary>The different values; on request, and null otherwise, where each element went and how often each value occurs.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(bool sorted = true, bool return_inverse = false, bool return_counts = false,
            long? dim = null) =>
            Requested(
                dim is { } d ? Ops.UniqueDim.Call3(this, d, sorted, return_inverse, return_counts)
                    : Ops.Unique2.Call3(this, sorted, return_inverse, return_counts),
                return_inverse, return_counts);

        /// <summary>The values without repetition of neighbours; on request, and null otherwise, where each element went and how often each occurs.</summary>
        public (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(bool return_inverse = false, bool return_counts = false,
            long? dim = null) =>
            Requested(Ops.UniqueConsecutive.Call3(this, return_inverse, return_counts, dim), return_inverse, return_counts);

        // libtorch fills what was not asked for with something or nothing, depending on the device.
        private static (Tensor, Tensor?, Tensor?) Requested((Tensor, Tensor, Tensor) results, bool inverse, bool counts)
        {
            if (!inverse)
                results.Item2.Dispose();
            if (!counts)
                results.Item3.Dispose();
            return (results.Item1, inverse ? results.Item2 : null, counts ? results.Item3 : null);
        }

        /// <summary>How often each whole number from 0 occurs, or the sum of its weights.</summary>
        public Tensor bincount(Tensor? weights = null, long minlength = 0) => Ops.Bincount.Call(this, weights, minlength);

        /// <summary>How many elements fall into each of equal bins between min and max; both 0: between the smallest and the largest.</summary>
        public Tensor histc(long bins = 100, double min = 0, double max = 0) => Ops.Histc.Call(this, bins, min, max);

        /// <summary>The bin of each element among boundaries.</summary>
        public Tensor bucketize(Tensor boundaries, bool outInt32 = false, bool right = false) => Ops.BucketizeTensor.Call(this, boundaries, outInt32, right);
    }

    /// <summary>The elements in order along a dimension and where they stood; equal elements may change places.</summary>
    public static (Tensor Values, Tensor Indices) sort(Tensor input, long dim = -1, bool descending = false) => input.sort(dim, descending);

    /// <summary>Where the elements stand in order along a dimension.</summary>
    public static Tensor argsort(Tensor input, long dim = -1, bool descending = false) => input.argsort(dim, descending);

    /// <summary>The elements in order along the first dimension.</summary>
    public static Tensor msort(Tensor input) => input.msort();

    /// <summary>The k largest or smallest elements along a dimension and where they stand.</summary>
    public static (Tensor values, Tensor indexes) topk(Tensor input, int k, int dim = -1, bool largest = true, bool sorted = true) =>
        input.topk(k, dim, largest, sorted);

    /// <summary>The different values; on request where each element went and how often each occurs.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique(Tensor input, bool sorted = true, bool return_inverse = false,
        bool return_counts = false, long? dim = null) =>
        input.unique(sorted, return_inverse, return_counts, dim);

    /// <summary>The values without repetition of neighbours; on request where each element went and how often each occurs.</summary>
    public static (Tensor output, Tensor? inverse_indices, Tensor? counts) unique_consecutive(Tensor input, bool return_inverse = false,
        bool return_counts = false, long? dim = null) =>
        input.unique_consecutive(return_inverse, return_counts, dim);

    /// <summary>How often each whole number from 0 occurs, or the sum of its weights.</summary>
    public static Tensor bincount(Tensor input, Tensor? weights = null, long minlength = 0) => input.bincount(weights, minlength);

    /// <summary>How many elements fall into each of equal bins between min and max; both 0: between the smallest and the largest.</summary>
    public static Tensor histc(Tensor input, long bins = 100, double min = 0, double max = 0) => input.histc(bins, min, max);

    /// <summary>The bin of each element among boundaries.</summary>
    public static Tensor bucketize(Tensor input, Tensor boundaries, bool outInt32 = false, bool right = false) =>
        input.bucketize(boundaries, outInt32, right);

    /// <summary>Where values would stand in sorted sequences.</summary>
    public static Tensor searchsorted(Tensor sorted_sequence, Tensor values, bool out_int32 = false, bool right = false) =>
        Ops.SearchsortedTensor.Call(sorted_sequence, values, out_int32, right);

    internal static partial class Ops
    {
        internal static readonly Operator Sort = new("aten::sort");
        internal static readonly Operator SortStable = new("aten::sort", "stable");
        internal static readonly Operator Argsort = new("aten::argsort");
        internal static readonly Operator Msort = new("aten::msort");
        internal static readonly Operator Topk = new("aten::topk");
        internal static readonly Operator Unique2 = new("aten::_unique2");
        internal static readonly Operator UniqueDim = new("aten::unique_dim");
        internal static readonly Operator UniqueConsecutive = new("aten::unique_consecutive");
        internal static readonly Operator Bincount = new("aten::bincount");
        internal static readonly Operator Histc = new("aten::histc");
        internal static readonly Operator BucketizeTensor = new("aten::bucketize", "Tensor");
        internal static readonly Operator SearchsortedTensor = new("aten::searchsorted", "Tensor");
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    /// <summary>
    /// One position of an indexer: a number, a range, a tensor of positions or truth values, a new dimension, or an ellipsis for all
    /// dimensions that are not written. Numbers, ranges, tensors and truth values convert by themselves: <c>t[0, 1..^1, mask]</c>.
    /// </summary>
    public readonly struct TensorIndex
    {
        private TensorIndex(IndexKind kind, long? start = null, long? stop = null, long? step = null, Tensor? tensor = null)
        {
            Kind = kind;
            StartOrValue = start;
            Stop = stop;
            Step = step;
            Positions = tensor;
        }

        internal enum IndexKind
        {
            None,
            Single,
            Ellipsis,
            Bool,
            Tensor,
            Slice,
        }

        internal IndexKind Kind { get; }

        internal long? StartOrValue { get; }

        internal long? Stop { get; }

        internal long? Step { get; }

        internal Tensor? Positions { get; }

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex None => default;

        /// <summary>A new dimension of size one.</summary>
        public static TensorIndex Null => default;

        /// <summary>All dimensions that are not written.</summary>
        public static TensorIndex Ellipsis => new(IndexKind.Ellipsis);

        /// <summary>A whole dimension.</summary>
        public static TensorIndex Colon => Slice();

        /// <summary>A part of a dimension; negative bounds count from the end, missing ones are its ends.</summary>
        public static TensorIndex Slice(long? start = null, long? stop = null, long? step = null) => step is null or > 0
            ? new(IndexKind.Slice, start, stop, step)
            : throw new ArgumentOutOfRangeException(nameof(step), step, "the step of a slice must be above 0; use flip() for the opposite order");

        /// <summary>A part of a dimension, as a C# range.</summary>
        public static TensorIndex Slice(Range range) => Slice(
            Position(range.Start),
            range.End is { IsFromEnd: true, Value: 0 } ? null : Position(range.End));

        /// <summary>One entry of a dimension, which disappears; negative numbers count from the end.</summary>
        public static TensorIndex Single(long index) => new(IndexKind.Single, index);

        /// <summary>A new dimension of size one (true) or zero (false).</summary>
        public static TensorIndex Bool(bool value) => new(IndexKind.Bool, value ? 1 : 0);

        /// <summary>Positions (int64) or a mask (bool or uint8).</summary>
        public static TensorIndex Tensor(Tensor? tensor) => tensor is null ? None : new(IndexKind.Tensor, tensor: tensor);

        /// <summary>One entry of a dimension.</summary>
        public static implicit operator TensorIndex(long value) => Single(value);

        /// <summary>One entry of a dimension.</summary>
        public static implicit operator TensorIndex(Index value) => Single(Position(value));

        /// <summary>A part of a dimension.</summary>
        public static implicit operator TensorIndex(Range range) => Slice(range);

        /// <summary>A part of a dimension, as start and stop.</summary>
        public static implicit operator TensorIndex((int? start, int? stop) range) => Slice(range.start, range.stop);

        /// <summary>Positions or a mask; null is a new dimension.</summary>
        public static implicit operator TensorIndex(Tensor? tensor) => Tensor(tensor);

        /// <summary>A new dimension of size one (true) or zero (false).</summary>
        public static implicit operator TensorIndex(bool value) => Bool(value);

        private static long Position(Index index) => index.IsFromEnd ? -index.Value : index.Value;
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class utils
        {
            /// <summary>Sequences of different lengths for recurrent networks.</summary>
            public static partial class rnn
            {
                /// <summary>
                /// Sequences of different lengths without padding: the first elements of all sequences, then the second ones, and so on, longest
                /// sequence first.
                /// </summary>
                public sealed class PackedSequence : IDisposable
                {
                    internal PackedSequence(Tensor data, Tensor batch_sizes, Tensor? sorted_indices, Tensor? unsorted_indices)
                    {
                        this.data = data;
                        this.batch_sizes = batch_sizes;
                        this.sorted_indices = sorted_indices;
                        this.unsorted_indices = unsorted_indices;
                    }

                    /// <summary>All elements, [total length, *].</summary>
                    public Tensor data { get; }

                    /// <summary>How many sequences have an element at each position, int64 [longest], on the CPU.</summary>
                    public Tensor batch_sizes { get; }

                    /// <summary>Where the sequences stood before they were sorted by length, or null when they were not.</summary>
                    public Tensor? sorted_indices { get; }

                    /// <summary>Where each sequence stands now, or null.</summary>
                    public Tensor? unsorted_indices { get; }

                    /// <summary>Number of sequences.</summary>
                    internal long Count
                    {
                        get
                        {
                            using var first = batch_sizes.select(0, 0);
                            return first.item<long>();
                        }
                    }

                    /// <summary>The same packing of other data.</summary>
                    internal PackedSequence With(Tensor other) => new(other, batch_sizes.Kept(), sorted_indices?.Kept(), unsorted_indices?.Kept());

                    /// <summary>A state, [layers, N, hidden], in the order of the packed sequences.</summary>
                    internal Tensor Sorted(Tensor state) => sorted_indices is null ? state : state.index_select(1, sorted_indices);

                    /// <summary>A state in the order of the sequences that were given.</summary>
                    internal Tensor Unsorted(Tensor state) => unsorted_indices is null ? state : state.index_select(1, unsorted_indices);

                    /// <summary>Frees the tensors.</summary>
                    public void Dispose()
                    {
                        data.Dispose();
                        batch_sizes.Dispose();
                        sorted_indices?.Dispose();
                        unsorted_indices?.Dispose();
                    }
                }

                /// <summary>Packs padded sequences.</summary>
                /// <param name="input">[L, N, *], or [N, L, *] when the batch comes first.</param>
                /// <param name="lengths">The length of each sequence, int64 [N], on the CPU.</param>
                /// <param name="batch_first">Whether the batch comes first.</param>
                /// <param name="enforce_sorted">Whether the sequences are known to be sorted, longest first; they are sorted here otherwise.</param>
                public static PackedSequence pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first = false, bool enforce_sorted = true)
                {
                    using var scope = NewDisposeScope();
                    Tensor? order = null, places = null;
                    if (!enforce_sorted)
                    {
                        (lengths, order) = Aten.Sort.Call2(lengths, -1, true);
                        places = Aten.ArgSort.Call(order);
                        (order, places) = (order.to(input.device), places.to(input.device));
                        input = input.index_select(batch_first ? 0 : 1, order);
                    }
                    var (data, sizes) = Aten.Pack.Call2(input, lengths, batch_first);
                    return new PackedSequence(data.MoveToOuterDisposeScope(), sizes.MoveToOuterDisposeScope(), order?.MoveToOuterDisposeScope(),
                        places?.MoveToOuterDisposeScope());
                }

                /// <summary>Pads packed sequences.</summary>
                /// <param name="sequence">The packed sequences.</param>
                /// <param name="batch_first">Whether the batch comes first in the result.</param>
                /// <param name="padding_value">What stands behind the end of a sequence.</param>
                /// <param name="total_length">The length of the result; that of the longest sequence when null.</param>
                /// <returns>[L, N, *] and the length of each sequence, int64 [N].</returns>
                public static (Tensor, Tensor) pad_packed_sequence(PackedSequence sequence, bool batch_first = false, double padding_value = 0.0,
                    long? total_length = null)
                {
                    using var scope = NewDisposeScope();
                    var (padded, lengths) = Aten.Unpack.Call2(sequence.data, sequence.batch_sizes, batch_first, (Scalar)padding_value, total_length ?? -1);
                    if (sequence.unsorted_indices is { } places)
                    {
                        padded = padded.index_select(batch_first ? 0 : 1, places);
                        lengths = lengths.index_select(0, places.cpu());
                    }
                    return (padded.MoveToOuterDisposeScope(), lengths.MoveToOuterDisposeScope());
                }

                /// <summary>Joins sequences [length, *] into [L, N, *], or [N, L, *] when the batch comes first.</summary>
                public static Tensor pad_sequence(IEnumerable<Tensor> sequences, bool batch_first = false, double padding_value = 0.0) =>
                    Aten.Pad.Call(sequences.ToArray(), batch_first, padding_value);

                /// <summary>Packs sequences [length, *]; longest first unless <paramref name="enforce_sorted"/> is false.</summary>
                public static PackedSequence pack_sequence(IEnumerable<Tensor> sequences, bool enforce_sorted = true)
                {
                    var list = sequences.ToArray();
                    using var lengths = tensor(Array.ConvertAll(list, sequence => sequence.size(0)));
                    using var padded = pad_sequence(list);
                    return pack_padded_sequence(padded, lengths, enforce_sorted: enforce_sorted);
                }

                private static class Aten
                {
                    internal static readonly Operator Sort = new("aten::sort");
                    internal static readonly Operator ArgSort = new("aten::argsort");
                    internal static readonly Operator Pack = new("aten::_pack_padded_sequence");
                    internal static readonly Operator Unpack = new("aten::_pad_packed_sequence");
                    internal static readonly Operator Pad = new("aten::pad_sequence");
                }
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>An alias that belongs to the scope around the innermost one.</summary>
        internal Tensor Kept() => alias().MoveToOuterDisposeScope();
    }
}

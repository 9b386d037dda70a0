using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>Sums, means or maxima of vectors of a table over bags of indices.</summary>
    public sealed class EmbeddingBag : torch.nn.Module<torch.Tensor, torch.Tensor?, torch.Tensor?, torch.Tensor>
    {
        private readonly EmbeddingTable table;
        private readonly bool includeLastOffset;

        internal EmbeddingBag(EmbeddingTable table, Parameter weight, EmbeddingBagMode mode, bool includeLastOffset) : base(nameof(EmbeddingBag))
        {
            this.table = table;
            this.mode = mode;
            this.includeLastOffset = includeLastOffset;
            this.weight = weight;
        }

        internal EmbeddingBag(EmbeddingTable table, EmbeddingBagMode mode, bool includeLastOffset, torch.Device? device, torch.ScalarType? dtype)
            : this(table, NewParameter([table.Entries, table.Size], device, dtype), mode, includeLastOffset) => reset_parameters();

        /// <summary>How the vectors of a bag become one.</summary>
        public EmbeddingBagMode mode { get; }

        /// <summary>The table, [entries, size].</summary>
        public Parameter weight
        {
            get;
            set => field = Keep(nameof(weight), value)!;
        }

        /// <summary>Draws the table anew from the standard normal distribution.</summary>
        public void reset_parameters() => table.Initialize(weight);

        /// <summary>The vectors of bags: [bags, length] without offsets, or [n] with the beginnings of the bags, to [bags, size].</summary>
        public override torch.Tensor forward(torch.Tensor input, torch.Tensor? offsets, torch.Tensor? perSampleWeights)
        {
            table.Renormalize(weight, input);
            return torch.nn.functional.embedding_bag(input, weight, offsets, mode, perSampleWeights, table.ScaleGradByFrequency, table.Sparse,
                includeLastOffset,
                table.PaddingRow);
        }

        /// <summary>The vectors of bags of one length, [bags, length].</summary>
        public torch.Tensor call(torch.Tensor input) => call(input, null, null);

        /// <summary>The vectors of bags: indices [n] and the beginnings of the bags.</summary>
        public torch.Tensor call(torch.Tensor input, torch.Tensor? offsets) => call(input, offsets, null);

        /// <summary>The vectors of bags of one length, [bags, length].</summary>
        public torch.Tensor forward(torch.Tensor input) => forward(input, null, null);

        /// <summary>The vectors of bags: indices [n] and the beginnings of the bags.</summary>
        public torch.Tensor forward(torch.Tensor input, torch.Tensor? offsets) => forward(input, offsets, null);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table of vectors that are combined over bags of indices.</summary>
            /// <param name="num_embeddings">Number of vectors.</param>
            /// <param name="embedding_dims">Length of a vector.</param>
            /// <param name="max_norm">Vectors with a larger norm are scaled down when they are used; null for no limit.</param>
            /// <param name="norm_type">Which norm that is.</param>
            /// <param name="scale_grad_by_freq">Whether a vector's gradient is divided by how often it occurs in the batch.</param>
            /// <param name="mode">How the vectors of a bag become one.</param>
            /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
            /// <param name="include_last_offset">Whether the last offset is the number of indices.</param>
            /// <param name="padding_index">An index that is left out; -1 for none.</param>
            /// <param name="device">Where the table lives; the CPU when null.</param>
            /// <param name="dtype">Type of the table; float32 when null.</param>
            public static EmbeddingBag EmbeddingBag(long num_embeddings, long embedding_dims, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false,
                long padding_index = -1, Device? device = null, ScalarType? dtype = null) =>
                new(new EmbeddingTable(num_embeddings, embedding_dims, padding_index < 0 ? null : padding_index, max_norm, norm_type, scale_grad_by_freq,
                    sparse),
                    mode, include_last_offset, device, dtype);

            /// <summary>A table with given vectors, [entries, size], not trained unless <paramref name="freeze"/> is false.</summary>
            public static EmbeddingBag EmbeddingBag_from_pretrained(Tensor embeddings, bool freeze = true, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, EmbeddingBagMode mode = EmbeddingBagMode.Mean, bool sparse = false, bool include_last_offset = false,
                long padding_index = -1) =>
                new(new EmbeddingTable(embeddings.size(0), embeddings.size(1), padding_index < 0 ? null : padding_index, max_norm, norm_type,
                    scale_grad_by_freq, sparse),
                    new Parameter(embeddings.detach(), !freeze), mode, include_last_offset);
        }
    }
}

using NasSharp.Torch.Modules;

namespace NasSharp.Torch.Modules
{
    /// <summary>A table of vectors: int64 indices of any shape to [*, size].</summary>
    public sealed class Embedding : BuiltInModule
    {
        private readonly EmbeddingTable table;

        internal Embedding(EmbeddingTable table, Parameter weight) : base(nameof(Embedding))
        {
            this.table = table;
            this.weight = weight;
            padding_idx = table.PaddingRow;
        }

        internal Embedding(EmbeddingTable table, torch.Device? device, torch.ScalarType? dtype)
            : this(table, NewParameter([table.Entries, table.Size], device, dtype)) => reset_parameters();

        /// <summary>Number of vectors.</summary>
        public long num_embeddings => table.Entries;

        /// <summary>Length of a vector.</summary>
        public long embedding_dim => table.Size;

        /// <summary>The index whose vector is zero at first and gets no gradient, or null.</summary>
        public long? padding_idx { get; }

        /// <summary>The table, [entries, size].</summary>
        public Parameter weight
        {
            get;
            set => field = Keep(nameof(weight), value)!;
        }

        /// <summary>Draws the table anew from the standard normal distribution.</summary>
        public void reset_parameters() => table.Initialize(weight);

        private protected override torch.Tensor Compute(torch.Tensor input)
        {
            table.Renormalize(weight, input);
            return torch.nn.functional.embedding(input, weight, padding_idx ?? -1, table.ScaleGradByFrequency, table.Sparse);
        }
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A table of vectors.</summary>
            /// <param name="num_embeddings">Number of vectors.</param>
            /// <param name="embedding_dims">Length of a vector.</param>
            /// <param name="padding_idx">An index whose vector is zero at first and gets no gradient, or null.</param>
            /// <param name="max_norm">Vectors with a larger norm are scaled down when they are used; null for no limit.</param>
            /// <param name="norm_type">Which norm that is.</param>
            /// <param name="scale_grad_by_freq">Whether a vector's gradient is divided by how often it occurs in the batch.</param>
            /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
            /// <param name="device">Where the table lives; the CPU when null.</param>
            /// <param name="dtype">Type of the table; float32 when null.</param>
            public static Embedding Embedding(long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null) =>
                new(new EmbeddingTable(num_embeddings, embedding_dims, padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse), device, dtype);

            /// <summary>A table with given vectors, [entries, size], not trained unless <paramref name="freeze"/> is false.</summary>
            public static Embedding Embedding_from_pretrained(Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null,
                double norm_type = 2.0, bool scale_grad_by_freq = false, bool sparse = false) =>
                new(new EmbeddingTable(embeddings.size(0), embeddings.size(1), padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse),
                    new Parameter(embeddings.detach(), !freeze));
        }
    }
}

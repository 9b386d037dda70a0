namespace NasSharp.Torch;

/// <summary>How the embeddings of one bag become one.</summary>
public enum EmbeddingBagMode
{
    /// <summary>Their sum.</summary>
    Sum = 0,

    /// <summary>Their mean.</summary>
    Mean = 1,

    /// <summary>Their element-wise maximum.</summary>
    Max = 2,
}

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            /// <summary>Rows of a table. x: int64 of any shape, weight: [entries, size], result: [*, size].</summary>
            /// <param name="x">The indices.</param>
            /// <param name="weight">The table.</param>
            /// <param name="padding_idx">An index whose row gets no gradient; -1 for none.</param>
            /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it occurs.</param>
            /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
            public static Tensor embedding(Tensor x, Tensor weight, long padding_idx = -1, bool scale_grad_by_freq = false, bool sparse = false) =>
                Aten.Embedding.Call(weight, x, padding_idx, scale_grad_by_freq, sparse);

            /// <summary>Sums, means or maxima of rows of a table over bags of indices.</summary>
            /// <param name="x">Indices: [bags, length], or [n] with <paramref name="offsets"/>.</param>
            /// <param name="weight">The table, [entries, size].</param>
            /// <param name="offsets">Where each bag begins in a one-dimensional <paramref name="x"/>; null for two dimensions.</param>
            /// <param name="mode">How the rows of a bag become one.</param>
            /// <param name="per_sample_weights">A factor for each index, for the sum only, or null.</param>
            /// <param name="scale_grad_by_freq">Whether a row's gradient is divided by how often it occurs.</param>
            /// <param name="sparse">Whether the gradient is a sparse tensor.</param>
            /// <param name="include_last_offset">Whether the last offset is the number of indices.</param>
            /// <param name="padding_idx">An index that is left out, or null.</param>
            public static Tensor embedding_bag(Tensor x, Tensor weight, Tensor? offsets = null, EmbeddingBagMode mode = EmbeddingBagMode.Mean,
                Tensor? per_sample_weights = null, bool scale_grad_by_freq = false, bool sparse = false, bool include_last_offset = false,
                    long? padding_idx = null)
            {
                if (x.ndim == 1 == offsets is null)
                    throw new ArgumentException($"embedding_bag needs offsets for one-dimensional indices and none for two, found {x.Describe()}");
                using var scope = NewDisposeScope();
                if (offsets is null)
                {
                    offsets = arange(0, x.numel(), x.size(1), x.dtype, x.device);
                    x = x.reshape(-1);
                    per_sample_weights = per_sample_weights?.reshape(-1);
                }
                var results = Aten.EmbeddingBag.CallMany(weight, x, offsets, scale_grad_by_freq, (long)mode, sparse, per_sample_weights, include_last_offset,
                    padding_idx);
                return results[0].MoveToOuterDisposeScope();
            }

            /// <summary>Ones at the class indices: int64 [*] to int64 [*, classes]; the number of classes follows from the largest index when -1.</summary>
            public static Tensor one_hot(Tensor x, long num_classes = -1) => Aten.OneHot.Call(x, num_classes);

            internal static partial class Aten
            {
                internal static readonly Operator Embedding = new("aten::embedding");
                internal static readonly Operator EmbeddingRenorm = new("aten::embedding_renorm_");
                internal static readonly Operator EmbeddingBag = new("aten::embedding_bag", "padding_idx");
                internal static readonly Operator OneHot = new("aten::one_hot");
            }
        }
    }
}

namespace NasSharp.Torch;

public static partial class torch
{
    public static partial class nn
    {
        public static partial class functional
        {
            // libtorch has the operator since 2.0.
            private static readonly Lazy<bool> FusedAttention = new(() => Aten.ScaledDotProductAttention.Exists);

            /// <summary>softmax(query · keyᵀ / √E + mask) · value. query: [*, L, E], key: [*, S, E], value: [*, S, V], result: [*, L, V].</summary>
            /// <param name="query">What looks.</param>
            /// <param name="key">What is looked at.</param>
            /// <param name="value">What is taken from there.</param>
            /// <param name="attn_mask">[*, L, S]: added to the scores, or, when bool, true where a position may be looked at.</param>
            /// <param name="p">Probability with which weights are dropped.</param>
            /// <param name="is_casual">Whether position i sees positions up to i only; not together with a mask.</param>
            public static Tensor scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? attn_mask = null, double p = 0.0,
                bool is_casual = false)
            {
                if (is_casual && attn_mask is not null)
                    throw new ArgumentException("scaled_dot_product_attention takes a mask or is_casual, not both");
                if (FusedAttention.Value)
                    return Aten.ScaledDotProductAttention.Call(query, key, value, attn_mask, p, is_casual);
                using var scope = NewDisposeScope();
                if (is_casual)
                    attn_mask = Aten.Tril.Call(ones([query.size(-2), key.size(-2)], ScalarType.Bool, query.device));
                var mask = attn_mask?.dtype == ScalarType.Bool ? BlockingMask(Aten.LogicalNot.Call(attn_mask), query.dtype) : attn_mask;
                var (result, _) = Attend(query, key, value, mask, p);
                return result.MoveToOuterDisposeScope();
            }

            /// <summary>Attention and its weights, with a mask that is added to the scores.</summary>
            internal static (Tensor output, Tensor weights) Attend(Tensor query, Tensor key, Tensor value, Tensor? mask, double p)
            {
                var scores = (query * (1 / Math.Sqrt(query.size(-1)))).matmul(key.transpose(-2, -1));
                if (mask is not null)
                    scores += mask;
                var weights = Aten.Softmax.Call(scores, -1);
                if (p > 0)
                    weights = dropout(weights, p);
                return (weights.matmul(value), weights);
            }

            /// <summary>Negative infinity where a mask is true, zero elsewhere.</summary>
            internal static Tensor BlockingMask(Tensor blocked, ScalarType dtype) =>
                Aten.MaskedFill.CallInPlace(zeros(blocked.shape, dtype, blocked.device), blocked, double.NegativeInfinity);

            internal static partial class Aten
            {
                internal static readonly Operator ScaledDotProductAttention = new("aten::scaled_dot_product_attention");
                internal static readonly Operator Tril = new("aten::tril");
                internal static readonly Operator LogicalNot = new("aten::logical_not");
                internal static readonly Operator MaskedFill = new("aten::masked_fill_", "Scalar");
            }
        }
    }
}

using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules
{
    /// <summary>
    /// Attention by several heads (Vaswani et al. 2017). Sequences are [L, N, E], or [N, L, E] when the batch comes first.
    /// </summary>
    public sealed class MultiheadAttention : nn.Module<Tensor, Tensor, Tensor, Tensor?, bool, Tensor?, Tuple<Tensor, Tensor?>>
    {
        private readonly bool packed;

        internal MultiheadAttention(long embedded_dim, long num_heads, double dropout, bool bias, bool add_bias_kv, bool add_zero_attn, long kdim, long vdim,
            bool batch_first, Device? device, ScalarType? dtype) : base(nameof(MultiheadAttention))
        {
            if (num_heads <= 0 || embedded_dim % num_heads != 0)
                throw new ArgumentException($"MultiheadAttention: embedded_dim {embedded_dim} must be divisible by num_heads {num_heads}");
            embed_dim = embedded_dim;
            this.num_heads = num_heads;
            this.dropout = dropout;
            this.add_zero_attn = add_zero_attn;
            this.batch_first = batch_first;
            packed = kdim == embedded_dim && vdim == embedded_dim;
            if (packed)
            {
                in_proj_weight = NewParameter([3 * embedded_dim, embedded_dim], device, dtype);
            }
            else
            {
                q_proj_weight = NewParameter([embedded_dim, embedded_dim], device, dtype);
                k_proj_weight = NewParameter([embedded_dim, kdim], device, dtype);
                v_proj_weight = NewParameter([embedded_dim, vdim], device, dtype);
            }
            if (bias)
                in_proj_bias = NewParameter([3 * embedded_dim], device, dtype);
            out_proj = new Linear(embedded_dim, embedded_dim, bias, device, dtype);
            register_module(nameof(out_proj), out_proj);
            if (add_bias_kv)
            {
                bias_k = NewParameter([1, 1, embedded_dim], device, dtype);
                bias_v = NewParameter([1, 1, embedded_dim], device, dtype);
            }
            reset_parameters();
        }

        /// <summary>Features of query and output.</summary>
        public long embed_dim { get; }

        /// <summary>Number of heads.</summary>
        public long num_heads { get; }

        /// <summary>Probability with which attention weights are dropped while training.</summary>
        public double dropout { get; set; }

        /// <summary>Whether a key and value of zeros is added to each sequence.</summary>
        public bool add_zero_attn { get; }

        /// <summary>Whether sequences are [N, L, E] instead of [L, N, E].</summary>
        public bool batch_first { get; }

        /// <summary>The projections of query, key and value, [3 E, E]; null when their features differ.</summary>
        public Parameter? in_proj_weight
        {
            get;
            set => field = Keep(nameof(in_proj_weight), value);
        }

        /// <summary>The projection of the query, [E, E], when features differ.</summary>
        public Parameter? q_proj_weight
        {
            get;
            set => field = Keep(nameof(q_proj_weight), value);
        }

        /// <summary>The projection of the key, [E, kdim], when features differ.</summary>
        public Parameter? k_proj_weight
        {
            get;
            set => field = Keep(nameof(k_proj_weight), value);
        }

        /// <summary>The projection of the value, [E, vdim], when features differ.</summary>
        public Parameter? v_proj_weight
        {
            get;
            set => field = Keep(nameof(v_proj_weight), value);
        }

        /// <summary>The bias of the three projections, [3 E], or null.</summary>
        public Parameter? in_proj_bias
        {
            get;
            set => field = Keep(nameof(in_proj_bias), value);
        }

        /// <summary>A learned key that is added to each sequence, [1, 1, E], or null.</summary>
        public Parameter? bias_k
        {
            get;
            set => field = Keep(nameof(bias_k), value);
        }

        /// <summary>The value of that key, [1, 1, E], or null.</summary>
        public Parameter? bias_v
        {
            get;
            set => field = Keep(nameof(bias_v), value);
        }

        /// <summary>The projection of the output.</summary>
        public Linear out_proj { get; }

        /// <summary>Draws the projections anew: Xavier-uniform, biases zero.</summary>
        public void reset_parameters()
        {
            foreach (var projection in new[] { in_proj_weight, q_proj_weight, k_proj_weight, v_proj_weight })
            {
                if (projection is not null)
                    nn.init.xavier_uniform_(projection);
            }
            if (in_proj_bias is not null)
            {
                nn.init.zeros_(in_proj_bias);
                nn.init.zeros_(out_proj.bias!);
            }
            if (bias_k is not null)
                nn.init.xavier_normal_(bias_k);
            if (bias_v is not null)
                nn.init.xavier_normal_(bias_v);
        }

        /// <summary>Computes attention.</summary>
        /// <param name="query">[L, N, E].</param>
        /// <param name="key">[S, N, kdim].</param>
        /// <param name="value">[S, N, vdim].</param>
        /// <param name="key_padding_mask">[N, S]: true at keys that are ignored, or numbers added to their scores; or null.</param>
        /// <param name="need_weights">Whether the attention weights are returned.</param>
        /// <param name="attn_mask">[L, S] or [N · heads, L, S]: true where looking is forbidden, or numbers added to the scores; or null.</param>
        /// <returns>The output, [L, N, E], and the weights averaged over the heads, [N, L, S], or null.</returns>
        public override Tuple<Tensor, Tensor?> forward(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true,
            Tensor? attn_mask = null)
        {
            if (query.ndim != 3 || key.ndim != 3 || value.ndim != 3)
                throw new ArgumentException($"MultiheadAttention takes 3-d sequences, found {query.Describe()}, {key.Describe()}, {value.Describe()}");
            using var scope = NewDisposeScope();
            var (q, k, v) = Project(query, key, value);
            if (batch_first)
                (q, k, v) = (q.transpose(0, 1), k.transpose(0, 1), v.transpose(0, 1));
            var (length, batch) = (q.size(0), q.size(1));
            if (bias_k is not null)
                k = cat([k, bias_k.expand(1, batch, embed_dim)]);
            if (bias_v is not null)
                v = cat([v, bias_v.expand(1, batch, embed_dim)]);
            (q, k, v) = (Heads(q), Heads(k), Heads(v));
            if (add_zero_attn)
            {
                var zero = zeros([k.size(0), 1, k.size(2)], k.dtype, k.device);
                (k, v) = (cat([k, zero], 1), cat([v, zero], 1));
            }
            var added = k.size(1) - key.size(batch_first ? 1 : 0);
            var mask = AttentionMask.Combine(attn_mask, key_padding_mask, batch, num_heads, added, q.dtype);
            var (attended, weights) = nn.functional.Attend(q, k, v, mask, training ? dropout : 0);
            var output = out_proj.call(attended.transpose(0, 1).reshape(length, batch, embed_dim));
            if (batch_first)
                output = output.transpose(0, 1);
            var averaged = need_weights ? weights.reshape(batch, num_heads, length, -1).mean([1]).MoveToOuterDisposeScope() : null;
            return Tuple.Create(output.MoveToOuterDisposeScope(), averaged);
        }

        /// <summary>Computes attention; see <see cref="forward"/>.</summary>
        public new Tuple<Tensor, Tensor?> call(Tensor query, Tensor key, Tensor value, Tensor? key_padding_mask = null, bool need_weights = true,
            Tensor? attn_mask = null) => base.call(query, key, value, key_padding_mask, need_weights, attn_mask);

        private (Tensor q, Tensor k, Tensor v) Project(Tensor query, Tensor key, Tensor value)
        {
            if (packed && ReferenceEquals(query, key) && ReferenceEquals(key, value))
            {
                var parts = nn.functional.linear(query, in_proj_weight!, in_proj_bias).chunk(3, -1);
                return (parts[0], parts[1], parts[2]);
            }
            var weights = packed ? in_proj_weight!.chunk(3) : [q_proj_weight!, k_proj_weight!, v_proj_weight!];
            var biases = in_proj_bias?.chunk(3);
            return (nn.functional.linear(query, weights[0], biases?[0]), nn.functional.linear(key, weights[1], biases?[1]),
                nn.functional.linear(value, weights[2], biases?[2]));
        }

        // [L, N, E] to [N · heads, L, E / heads].
        private Tensor Heads(Tensor sequence) =>
            sequence.contiguous().view(sequence.size(0), sequence.size(1) * num_heads, embed_dim / num_heads).transpose(0, 1);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>Attention by several heads.</summary>
            /// <param name="embedded_dim">Features of query and output; divisible by the number of heads.</param>
            /// <param name="num_heads">Number of heads.</param>
            /// <param name="dropout">Probability with which attention weights are dropped while training.</param>
            /// <param name="bias">Whether the projections have a bias.</param>
            /// <param name="add_bias_kv">Whether a learned key and value is added to each sequence.</param>
            /// <param name="add_zero_attn">Whether a key and value of zeros is added to each sequence.</param>
            /// <param name="kdim">Features of the key; as the query when null.</param>
            /// <param name="vdim">Features of the value; as the query when null.</param>
            /// <param name="batch_first">Whether sequences are [N, L, E] instead of [L, N, E].</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static MultiheadAttention MultiheadAttention(long embedded_dim, long num_heads, double dropout = 0.0, bool bias = true,
                bool add_bias_kv = false,
                bool add_zero_attn = false, long? kdim = null, long? vdim = null, bool batch_first = false, Device? device = null, ScalarType? dtype = null) =>
                new(embedded_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim ?? embedded_dim, vdim ?? embedded_dim, batch_first, device, dtype);
        }
    }
}

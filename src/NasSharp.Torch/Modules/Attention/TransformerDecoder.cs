using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules
{
    /// <summary>Self-attention, attention to a memory and two linear layers, each with dropout, a shortcut and layer normalisation.</summary>
    public sealed class TransformerDecoderLayer : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>
    {
        private readonly nn.Activations activation;
        private readonly bool norm_first;
        private readonly MultiheadAttention self_attn;
        private readonly MultiheadAttention multihead_attn;
        private readonly Linear linear1;
        private readonly Dropout dropout;
        private readonly Linear linear2;
        private readonly LayerNorm norm1;
        private readonly LayerNorm norm2;
        private readonly LayerNorm norm3;
        private readonly Dropout dropout1;
        private readonly Dropout dropout2;
        private readonly Dropout dropout3;

        internal TransformerDecoderLayer(TransformerShape shape) : base(nameof(TransformerDecoderLayer))
        {
            Shape = shape;
            activation = shape.Activation;
            norm_first = shape.NormFirst;
            self_attn = shape.Attention();
            multihead_attn = shape.Attention();
            linear1 = nn.Linear(shape.Features, shape.FeedForward, device: shape.Device, dtype: shape.Type);
            dropout = nn.Dropout(shape.Dropout);
            linear2 = nn.Linear(shape.FeedForward, shape.Features, device: shape.Device, dtype: shape.Type);
            norm1 = shape.Norm();
            norm2 = shape.Norm();
            norm3 = shape.Norm();
            dropout1 = nn.Dropout(shape.Dropout);
            dropout2 = nn.Dropout(shape.Dropout);
            dropout3 = nn.Dropout(shape.Dropout);
            RegisterComponents();
        }

        internal TransformerShape Shape { get; }

        /// <summary>Runs the layer.</summary>
        /// <param name="tgt">The sequence, [T, N, E], or [N, T, E] when the batch comes first.</param>
        /// <param name="memory">What the encoder gave, [S, N, E].</param>
        /// <param name="tgt_mask">[T, T]: true where looking is forbidden, or numbers added to the scores; or null.</param>
        /// <param name="memory_mask">[T, S], the same for the memory; or null.</param>
        /// <param name="tgt_key_padding_mask">[N, T]: true at positions that are ignored; or null.</param>
        /// <param name="memory_key_padding_mask">[N, S], the same for the memory; or null.</param>
        public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask = null, Tensor? memory_mask = null,
            Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
        {
            using var scope = NewDisposeScope();
            var x = tgt;
            if (norm_first)
            {
                x += Attend(norm1.call(x), tgt_mask, tgt_key_padding_mask);
                x += Look(norm2.call(x), memory, memory_mask, memory_key_padding_mask);
                x += Feed(norm3.call(x));
            }
            else
            {
                x = norm1.call(x + Attend(x, tgt_mask, tgt_key_padding_mask));
                x = norm2.call(x + Look(x, memory, memory_mask, memory_key_padding_mask));
                x = norm3.call(x + Feed(x));
            }
            return x.MoveToOuterDisposeScope();
        }

        /// <summary>Runs the layer; see <see cref="forward"/>.</summary>
        public new Tensor call(Tensor tgt, Tensor memory, Tensor? tgt_mask = null, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null,
            Tensor? memory_key_padding_mask = null) => base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);

        private Tensor Attend(Tensor x, Tensor? mask, Tensor? padding) => dropout1.call(self_attn.call(x, x, x, padding, false, mask).Item1);

        private Tensor Look(Tensor x, Tensor memory, Tensor? mask, Tensor? padding) =>
            dropout2.call(multihead_attn.call(x, memory, memory, padding, false, mask).Item1);

        private Tensor Feed(Tensor x) => dropout3.call(linear2.call(dropout.call(FeedForward.Activate(linear1.call(x), activation))));
    }

    /// <summary>A stack of decoder layers.</summary>
    public sealed class TransformerDecoder : nn.Module<Tensor, Tensor, Tensor?, Tensor?, Tensor?, Tensor?, Tensor>
    {
        private readonly ModuleList<TransformerDecoderLayer> layers;
        private readonly LayerNorm? norm;

        internal TransformerDecoder(TransformerDecoderLayer layer, long num_layers, LayerNorm? norm) : base(nameof(TransformerDecoder))
        {
            layers = LayerCopies.Of(layer, num_layers, source => new TransformerDecoderLayer(source.Shape));
            this.norm = norm;
            RegisterComponents();
        }

        /// <summary>Runs the layers; the arguments are those of a layer.</summary>
        public override Tensor forward(Tensor tgt, Tensor memory, Tensor? tgt_mask = null, Tensor? memory_mask = null,
            Tensor? tgt_key_padding_mask = null, Tensor? memory_key_padding_mask = null)
        {
            using var scope = NewDisposeScope();
            var x = tgt;
            foreach (var layer in layers)
                x = layer.call(x, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
            if (norm is not null)
                x = norm.call(x);
            return ReferenceEquals(x, tgt) ? x.alias().MoveToOuterDisposeScope() : x.MoveToOuterDisposeScope();
        }

        /// <summary>Runs the layers; see <see cref="forward"/>.</summary>
        public new Tensor call(Tensor tgt, Tensor memory, Tensor? tgt_mask = null, Tensor? memory_mask = null, Tensor? tgt_key_padding_mask = null,
            Tensor? memory_key_padding_mask = null) => base.call(tgt, memory, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>A layer of a transformer decoder; the parameters are those of <see cref="TransformerEncoderLayer"/>.</summary>
            public static TransformerDecoderLayer TransformerDecoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1,
                Activations activation = nn.Activations.ReLU, double layer_norm_eps = 1e-5, bool batch_first = false, bool norm_first = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(new TransformerShape(d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, device, dtype));

            /// <summary>A stack of copies of a decoder layer.</summary>
            /// <param name="decoder_layer">The layer; it is copied, not used itself.</param>
            /// <param name="num_layers">Number of copies.</param>
            /// <param name="norm">A normalisation of the result, or null.</param>
            public static TransformerDecoder TransformerDecoder(TransformerDecoderLayer decoder_layer, long num_layers, LayerNorm? norm = null) =>
                new(decoder_layer, num_layers, norm);
        }
    }
}

using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Modules
{
    /// <summary>Self-attention and two linear layers, each with dropout, a shortcut and layer normalisation (Vaswani et al. 2017).</summary>
    public sealed class TransformerEncoderLayer : nn.Module<Tensor, Tensor?, Tensor?, Tensor>
    {
        private readonly nn.Activations activation;
        private readonly bool norm_first;
        private readonly MultiheadAttention self_attn;
        private readonly Linear linear1;
        private readonly Dropout dropout;
        private readonly Linear linear2;
        private readonly LayerNorm norm1;
        private readonly LayerNorm norm2;
        private readonly Dropout dropout1;
        private readonly Dropout dropout2;

        internal TransformerEncoderLayer(TransformerShape shape) : base(nameof(TransformerEncoderLayer))
        {
            Shape = shape;
            activation = shape.Activation;
            norm_first = shape.NormFirst;
            self_attn = shape.Attention();
            linear1 = nn.Linear(shape.Features, shape.FeedForward, device: shape.Device, dtype: shape.Type);
            dropout = nn.Dropout(shape.Dropout);
            linear2 = nn.Linear(shape.FeedForward, shape.Features, device: shape.Device, dtype: shape.Type);
            norm1 = shape.Norm();
            norm2 = shape.Norm();
            dropout1 = nn.Dropout(shape.Dropout);
            dropout2 = nn.Dropout(shape.Dropout);
            RegisterComponents();
        }

        internal TransformerShape Shape { get; }

        /// <summary>Runs the layer.</summary>
        /// <param name="src">The sequence, [S, N, E], or [N, S, E] when the batch comes first.</param>
        /// <param name="src_mask">[S, S]: true where looking is forbidden, or numbers added to the scores; or null.</param>
        /// <param name="src_key_padding_mask">[N, S]: true at positions that are ignored; or null.</param>
        public override Tensor forward(Tensor src, Tensor? src_mask = null, Tensor? src_key_padding_mask = null)
        {
            using var scope = NewDisposeScope();
            var x = src;
            if (norm_first)
            {
                x += Attend(norm1.call(x), src_mask, src_key_padding_mask);
                x += Feed(norm2.call(x));
            }
            else
            {
                x = norm1.call(x + Attend(x, src_mask, src_key_padding_mask));
                x = norm2.call(x + Feed(x));
            }
            return x.MoveToOuterDisposeScope();
        }

        /// <summary>Runs the layer.</summary>
        public Tensor call(Tensor src) => call(src, null, null);

        /// <summary>Runs the layer.</summary>
        public Tensor call(Tensor src, Tensor? src_mask) => call(src, src_mask, null);

        private Tensor Attend(Tensor x, Tensor? mask, Tensor? padding) => dropout1.call(self_attn.call(x, x, x, padding, false, mask).Item1);

        private Tensor Feed(Tensor x) => dropout2.call(linear2.call(dropout.call(FeedForward.Activate(linear1.call(x), activation))));
    }

    /// <summary>A stack of encoder layers.</summary>
    public sealed class TransformerEncoder : nn.Module<Tensor, Tensor?, Tensor?, Tensor>
    {
        private readonly ModuleList<TransformerEncoderLayer> layers;
        private readonly LayerNorm? norm;

        internal TransformerEncoder(TransformerEncoderLayer layer, long num_layers, LayerNorm? norm) : base(nameof(TransformerEncoder))
        {
            layers = LayerCopies.Of(layer, num_layers, source => new TransformerEncoderLayer(source.Shape));
            this.norm = norm;
            RegisterComponents();
        }

        /// <summary>Runs the layers.</summary>
        /// <param name="src">The sequence, [S, N, E], or [N, S, E] when the batch comes first.</param>
        /// <param name="src_mask">[S, S]: true where looking is forbidden, or numbers added to the scores; or null.</param>
        /// <param name="src_key_padding_mask">[N, S]: true at positions that are ignored; or null.</param>
        public override Tensor forward(Tensor src, Tensor? src_mask = null, Tensor? src_key_padding_mask = null)
        {
            using var scope = NewDisposeScope();
            var x = src;
            foreach (var layer in layers)
                x = layer.call(x, src_mask, src_key_padding_mask);
            if (norm is not null)
                x = norm.call(x);
            return ReferenceEquals(x, src) ? x.alias().MoveToOuterDisposeScope() : x.MoveToOuterDisposeScope();
        }

        /// <summary>Runs the layers.</summary>
        public Tensor call(Tensor src) => call(src, null, null);

        /// <summary>Runs the layers.</summary>
        public Tensor call(Tensor src, Tensor? src_mask) => call(src, src_mask, null);
    }
}

namespace NasSharp.Torch
{
    public static partial class torch
    {
        public static partial class nn
        {
            /// <summary>The non-linearity of a transformer layer.</summary>
            public enum Activations
            {
                /// <summary>ReLU.</summary>
                ReLU = 0,

                /// <summary>GELU, exact.</summary>
                GELU = 1,
            }

            /// <summary>A layer of a transformer encoder.</summary>
            /// <param name="d_model">Features of the sequence.</param>
            /// <param name="nhead">Number of heads.</param>
            /// <param name="dim_feedforward">Features between the two linear layers.</param>
            /// <param name="dropout">Probability of all dropouts.</param>
            /// <param name="activation">The non-linearity between the two linear layers.</param>
            /// <param name="layer_norm_eps">Added to the variance in the normalisations.</param>
            /// <param name="batch_first">Whether sequences are [N, S, E] instead of [S, N, E].</param>
            /// <param name="norm_first">Whether the normalisations come before attention and linear layers.</param>
            /// <param name="device">Where the parameters live; the CPU when null.</param>
            /// <param name="dtype">Type of the parameters; float32 when null.</param>
            public static TransformerEncoderLayer TransformerEncoderLayer(long d_model = 512, long nhead = 8, long dim_feedforward = 2048, double dropout = 0.1,
                Activations activation = nn.Activations.ReLU, double layer_norm_eps = 1e-5, bool batch_first = false, bool norm_first = false,
                Device? device = null, ScalarType? dtype = null) =>
                new(new TransformerShape(d_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, device, dtype));

            /// <summary>A stack of copies of an encoder layer.</summary>
            /// <param name="encoder_layer">The layer; it is copied, not used itself.</param>
            /// <param name="num_layers">Number of copies.</param>
            /// <param name="norm">A normalisation of the result, or null.</param>
            public static TransformerEncoder TransformerEncoder(TransformerEncoderLayer encoder_layer, long num_layers, LayerNorm? norm = null) =>
                new(encoder_layer, num_layers, norm);
        }
    }
}

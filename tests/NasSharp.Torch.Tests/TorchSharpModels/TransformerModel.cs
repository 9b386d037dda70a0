using NasSharp.Torch;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace TorchSharpModels;

/// <summary>A language model over a transformer encoder, as a TorchSharp user writes it.</summary>
internal sealed class TransformerModel : Module<Tensor, Tensor, Tensor>
{
    private readonly NasSharp.Torch.Modules.TransformerEncoder transformer_encoder;
    private readonly PositionalEncoding pos_encoder;
    private readonly NasSharp.Torch.Modules.Embedding encoder;
    private readonly NasSharp.Torch.Modules.Linear decoder;
    private readonly long width;

    public TransformerModel(long tokens, long width, long heads, long hidden, long layers, double dropout = 0.1) : base(nameof(TransformerModel))
    {
        this.width = width;
        pos_encoder = new PositionalEncoding(width, dropout);
        var layer = TransformerEncoderLayer(width, heads, hidden, dropout);
        transformer_encoder = TransformerEncoder(layer, layers);
        encoder = Embedding(tokens, width);
        decoder = Linear(width, tokens);
        InitWeights();
        RegisterComponents();
    }

    public static Tensor GenerateSquareSubsequentMask(long size)
    {
        var mask = (ones(new long[] { size, size }) == 1).triu().transpose(0, 1);
        return mask.to_type(ScalarType.Float32).masked_fill(mask == 0, float.NegativeInfinity).masked_fill(mask == 1, 0.0f);
    }

    public override Tensor forward(Tensor t, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var src = pos_encoder.call(encoder.call(t) * Math.Sqrt(width));
        var enc = transformer_encoder.call(src, mask);
        return decoder.call(enc).MoveToOuterDisposeScope();
    }

    private void InitWeights()
    {
        const double range = 0.1;
        init.uniform_(encoder.weight, -range, range);
        init.zeros_(decoder.bias!);
        init.uniform_(decoder.weight, -range, range);
    }

    private sealed class PositionalEncoding : Module<Tensor, Tensor>
    {
        private readonly Module<Tensor, Tensor> dropout;
        private Tensor pe;

        public PositionalEncoding(long width, double dropout, int longest = 16) : base(nameof(PositionalEncoding))
        {
            this.dropout = Dropout(dropout);
            using var scope = NewDisposeScope();
            pe = zeros(new long[] { longest, width });
            var position = arange(0, longest, 1).unsqueeze(1);
            var divTerm = (arange(0, width, 2) * (-Math.Log(10000.0) / width)).exp();
            pe[TensorIndex.Ellipsis, TensorIndex.Slice(0, null, 2)] = (position * divTerm).sin();
            pe[TensorIndex.Ellipsis, TensorIndex.Slice(1, null, 2)] = (position * divTerm).cos();
            pe = pe.unsqueeze(0).transpose(0, 1).DetachFromDisposeScope();
            RegisterComponents();
        }

        public override Tensor forward(Tensor t)
        {
            using var x = t + pe[TensorIndex.Slice(null, t.shape[0]), TensorIndex.Slice()];
            return dropout.call(x);
        }
    }
}

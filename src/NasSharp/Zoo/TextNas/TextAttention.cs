using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.TextNas;

/// <summary>
/// Self-attention with several heads; queries, keys and values are ReLU(W x + b). Padding is never looked at as a key and has no output as a query. Batch
/// norm follows. [N, C, L] to the same, zero at padding.
/// </summary>
internal sealed class TextAttention : nn.Module<Tensor, TextMask, Tensor>
{
    private readonly int _heads;
    private readonly Linear query;
    private readonly Linear key;
    private readonly Linear value;
    private readonly Dropout dropout;
    private readonly MaskedNorm norm;

    public TextAttention(int features, int heads, double dropProbability) : base(nameof(TextAttention))
    {
        _heads = heads;
        query = nn.Linear(features, features);
        key = nn.Linear(features, features);
        value = nn.Linear(features, features);
        dropout = nn.Dropout(dropProbability);
        norm = new MaskedNorm(features);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input, TextMask mask)
    {
        using var scope = NewDisposeScope();
        var texts = input.transpose(1, 2);
        var queries = Heads(query.call(texts));
        var scores = queries.matmul(Heads(key.call(texts)).transpose(2, 3)) / Math.Sqrt(queries.size(3));
        if (!mask.Full)
            scores = scores.masked_fill(mask.Padding.unsqueeze(1), double.NegativeInfinity);
        var seen = dropout.call(scores.softmax(3)).matmul(Heads(value.call(texts)));
        return norm.call(mask.Clear(seen.transpose(2, 3).reshape(input.shape)), mask).MoveToOuterDisposeScope();
    }

    // [N, L, C] to [N, heads, L, C / heads].
    private Tensor Heads(Tensor projected) =>
        projected.relu().view(projected.size(0), projected.size(1), _heads, projected.size(2) / _heads).transpose(1, 2);
}

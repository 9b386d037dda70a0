using NasSharp.Torch;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace TorchSharpModels;

/// <summary>Sorts token sequences by the last state of an LSTM, as a TorchSharp user writes it.</summary>
internal sealed class LstmClassifier : Module<Tensor, Tensor>
{
    private readonly NasSharp.Torch.Modules.Embedding embedding;
    private readonly NasSharp.Torch.Modules.LSTM lstm;
    private readonly NasSharp.Torch.Modules.Dropout dropout;
    private readonly NasSharp.Torch.Modules.Linear fc;

    public LstmClassifier(long tokens, long width, long hidden, long classes) : base(nameof(LstmClassifier))
    {
        embedding = Embedding(tokens, width, padding_idx: 0);
        lstm = LSTM(width, hidden, numLayers: 2, batchFirst: true, dropout: 0.1, bidirectional: true);
        dropout = Dropout(0.1);
        fc = Linear(2 * hidden, classes);
        RegisterComponents();
    }

    public override Tensor forward(Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var (_, hidden, _) = lstm.call(embedding.call(tokens));
        var last = cat(new[] { hidden[-2], hidden[-1] }, dim: 1);
        return fc.call(dropout.call(last)).MoveToOuterDisposeScope();
    }
}

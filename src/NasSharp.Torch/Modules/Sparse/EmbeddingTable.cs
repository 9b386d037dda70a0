namespace NasSharp.Torch.Modules;

/// <summary>What <see cref="Embedding"/> and <see cref="EmbeddingBag"/> share: a table of vectors and its options.</summary>
internal sealed record EmbeddingTable(long Entries, long Size, long? PaddingIndex, double? MaxNorm, double NormType, bool ScaleGradByFrequency, bool Sparse)
{
    /// <summary>The row that stays zero, counted from the start.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The table has no such row.</exception>
    internal long? PaddingRow => PaddingIndex switch
    {
        null => null,
        var index when index >= -Entries && index < Entries => index < 0 ? index + Entries : index,
        var index => throw new ArgumentOutOfRangeException(nameof(PaddingIndex), index, $"a table of {Entries} embeddings has no such row"),
    };

    /// <summary>Fills a table with standard normal numbers and its padding row with zeros.</summary>
    internal void Initialize(torch.Tensor weight)
    {
        torch.nn.init.normal_(weight);
        if (PaddingRow is not { } row)
            return;
        using var scope = torch.NewDisposeScope();
        torch.nn.init.zeros_(weight.detach().select(0, row));
    }

    /// <summary>Scales the rows that are about to be used to the largest norm, in place.</summary>
    internal void Renormalize(torch.Tensor weight, torch.Tensor indices)
    {
        if (MaxNorm is not { } norm)
            return;
        using var scope = torch.NewDisposeScope();
        using var recording = torch.no_grad();
        torch.nn.functional.Aten.EmbeddingRenorm.CallInPlace(weight, indices.contiguous(), norm, NormType);
    }
}

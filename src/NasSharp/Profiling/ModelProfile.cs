namespace NasSharp.Profiling;

/// <summary>What a model costs for one forward pass in evaluation mode, and what training it would keep in memory.</summary>
public sealed record ModelProfile
{
    /// <summary>The model's modules as a tree.</summary>
    public required LayerProfile Root { get; init; }

    /// <summary>What each operator costs, the most expensive first.</summary>
    public required IReadOnlyList<OperatorProfile> Operators { get; init; }

    /// <summary>Number of weights.</summary>
    public long Parameters => Root.Parameters;

    /// <summary>Number of weights that are trained.</summary>
    public required long TrainableParameters { get; init; }

    /// <summary>Multiply-adds of convolutions and matrix products. FLOPs mean multiply-adds everywhere in NasSharp.</summary>
    public long Flops => Root.Flops;

    /// <summary>All other operations, as in <see cref="LayerProfile.OtherOperations"/>.</summary>
    public long OtherOperations => Root.OtherOperations;

    /// <summary>Bytes of activations that training keeps for the backward pass: an estimate from what each operator's gradient needs.</summary>
    public long ActivationBytes => Root.ActivationBytes;

    /// <summary>The most bytes of activations alive at once when the model runs without gradients and each one is freed after its last use.</summary>
    public required long PeakBytes { get; init; }

    /// <summary>Whether shapes alone were computed; false when the model had to be run with values because it makes tensors of its own.</summary>
    public required bool OnMeta { get; init; }

    /// <summary>The modules that compute something themselves, in the order of the tree.</summary>
    public IEnumerable<LayerProfile> Layers => Root.WithDescendants().Where(l => l.Children.Count == 0 && l.OutputShape.Count > 0);

    /// <summary>The layers as a table in plain text.</summary>
    public string ToTable() => ProfileText.Table(this);

    /// <summary>The modules as a tree in plain text.</summary>
    /// <param name="depth">How many levels below the model are shown.</param>
    public string ToTree(int depth = int.MaxValue) => ProfileText.Tree(this, depth);
}

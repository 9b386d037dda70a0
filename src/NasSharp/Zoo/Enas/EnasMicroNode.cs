using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>A node of an ENAS cell: the sum of two branches, each with an input and an operation of its own.</summary>
internal sealed class EnasMicroNode : nn.Module<IReadOnlyList<Tensor>, Tensor>, IMutableScope
{
    private readonly EnasMicroBranch x;
    private readonly EnasMicroBranch y;

    public EnasMicroNode(string key, IReadOnlyList<string> sources, int channels)
        : base(nameof(EnasMicroNode))
    {
        Key = key;
        x = new EnasMicroBranch($"{key}_x", sources, channels);
        y = new EnasMicroBranch($"{key}_y", sources, channels);
        RegisterComponents();
    }

    public string Key { get; }

    public double DropPathProbability
    {
        get => x.DropPathProbability;
        set => x.DropPathProbability = y.DropPathProbability = value;
    }

    /// <summary>Whether the node takes an earlier tensor now.</summary>
    public bool Takes(int tensor) => x.Taken[tensor] || y.Taken[tensor];

    public override Tensor forward(IReadOnlyList<Tensor> earlier) => x.call(earlier) + y.call(earlier);
}

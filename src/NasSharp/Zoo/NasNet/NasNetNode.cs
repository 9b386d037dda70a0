using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>A node of a NASNet cell: the sum of two branches.</summary>
internal sealed class NasNetNode : nn.Module<IReadOnlyList<Tensor>, Tensor>, IMutableScope
{
    private readonly NasNetBranch x;
    private readonly NasNetBranch y;

    public NasNetNode(string key, Func<string, NasNetBranch> branch)
        : base(nameof(NasNetNode))
    {
        Key = key;
        (x, y) = (branch($"{key}_x"), branch($"{key}_y"));
        RegisterComponents();
    }

    public string Key { get; }

    public double DropPathProbability
    {
        get => x.DropPathProbability;
        set => x.DropPathProbability = y.DropPathProbability = value;
    }

    /// <summary>Whether one of the branches takes this state and no other.</summary>
    public bool TakesOnly(int state) => x.TakesOnly(state) || y.TakesOnly(state);

    public override Tensor forward(IReadOnlyList<Tensor> states)
    {
        using var first = x.call(states);
        using var second = y.call(states);
        return first + second;
    }
}

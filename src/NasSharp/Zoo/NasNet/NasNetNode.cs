using NasSharp.Spaces;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>A node of a NASNet cell: the sum of two branches.</summary>
internal sealed class NasNetNode : nn.Module<IReadOnlyList<Tensor>, Tensor>, IMutableScope
{
    private readonly NasNetBranch branch0;
    private readonly NasNetBranch branch1;

    public NasNetNode(string key, Func<int, NasNetBranch> branch)
        : base(nameof(NasNetNode))
    {
        Key = key;
        (branch0, branch1) = (branch(0), branch(1));
        RegisterComponents();
    }

    public string Key { get; }

    public double DropPathProbability
    {
        get => branch0.DropPathProbability;
        set => branch0.DropPathProbability = branch1.DropPathProbability = value;
    }

    /// <summary>Whether one of the branches takes this state and no other.</summary>
    public bool TakesOnly(int state) => branch0.TakesOnly(state) || branch1.TakesOnly(state);

    public override Tensor forward(IReadOnlyList<Tensor> states)
    {
        using var first = branch0.call(states);
        using var second = branch1.call(states);
        return first + second;
    }
}

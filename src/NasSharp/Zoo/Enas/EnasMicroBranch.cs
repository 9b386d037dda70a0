using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>Half a node of an ENAS cell: one earlier tensor, and one of five operations on it.</summary>
internal sealed class EnasMicroBranch : nn.Module<IReadOnlyList<Tensor>, Tensor>
{
    private const int IdentityAt = 4;

    private readonly InputChoice input;
    private readonly LayerChoice op;

    public EnasMicroBranch(string key, IReadOnlyList<string> sources, int channels)
        : base(nameof(EnasMicroBranch))
    {
        input = new InputChoice(sources, 1, returnMask: true, key: $"{key}_input");
        op = new LayerChoice(
            [new SepConvNorm(channels, 3), new SepConvNorm(channels, 5), EnasPools.Average(), EnasPools.Max(), nn.Identity()],
            key: $"{key}_op");
        RegisterComponents();
    }

    public double DropPathProbability { get; set; }

    /// <summary>For each earlier tensor whether it is taken now.</summary>
    public IReadOnlyList<bool> Taken => input.CurrentMask;

    public override Tensor forward(IReadOnlyList<Tensor> earlier)
    {
        var taken = input.call(earlier)
            ?? throw new SearchSpaceException($"The choice '{input.Key}' takes no input; a node of an ENAS cell needs one.");
        var output = op.call(taken);
        return training && DropPathProbability > 0 && !((IMutable)op).Binding.Execution.Mask[IdentityAt] ? DropPath.Apply(output, DropPathProbability) : output;
    }
}

using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>Half a node: one earlier state, and an operation on it.</summary>
internal sealed class NasNetBranch : nn.Module<IReadOnlyList<Tensor>, Tensor>, IPrunesItself
{
    private const int CellInputs = 2;

    private readonly InputChoice input;
    private readonly LayerChoice op;
    private readonly nn.Module<Tensor, Tensor>[] _candidates;
    private readonly bool _reduces;

    public NasNetBranch(string key, IReadOnlyList<string> sources, CellOperations operations, int channels, bool reduces, bool affine)
        : base(nameof(NasNetBranch))
    {
        _reduces = reduces;
        var names = NasNetOperations.Names(operations);
        _candidates = [.. names.Select(name => NasNetOperations.Make(name, channels, reduces, affine))];
        input = new InputChoice(sources, 1, key: $"{key}_input");
        op = new LayerChoice(names.Zip(_candidates), key: $"{key}_op");
        RegisterComponents();
    }

    public double DropPathProbability { get; set; }

    /// <summary>Whether the branch takes this state and no other.</summary>
    public bool TakesOnly(int state) => input.CurrentMask[state] && input.CurrentMask.Count(taken => taken) == 1;

    public override Tensor forward(IReadOnlyList<Tensor> states)
    {
        if (!_reduces)
            return Run(Taken(states), 1);
        // The cell's inputs are twice as large as its nodes: they are alike only behind the operation.
        var taken = input.CurrentMask;
        var outputs = new Tensor?[states.Count];
        for (var state = 0; state < outputs.Length; state++)
            if (taken[state])
                outputs[state] = Run(states[state], state < CellInputs ? 2 : 1);
        return Taken(outputs);
    }

    // The identity of a state of the cell's own size needs no reduction.
    void IPrunesItself.Prune()
    {
        if (input.CurrentMask.Index().All(state => !state.Item || state.Index >= CellInputs))
            foreach (var skip in _candidates.OfType<SkipOrReduce>())
                skip.DropReduction();
    }

    private Tensor Taken(IReadOnlyList<Tensor?> tensors) => input.call(tensors)
        ?? throw new SearchSpaceException($"The choice '{input.Key}' takes no state; a node of the cell needs one.");

    private Tensor Run(Tensor state, int stride)
    {
        foreach (var candidate in _candidates)
            ((IStrided)candidate).Stride = stride;
        var output = op.call(state);
        return training && DropPathProbability > 0 && !(stride == 1 && RunsSkip()) ? DropPath.Apply(output, DropPathProbability) : output;
    }

    private bool RunsSkip()
    {
        var mask = ((IMutable)op).Binding.Execution.Mask;
        return mask.Count(ran => ran) == 1 && _candidates[Enumerable.Range(0, mask.Count).First(i => mask[i])] is SkipOrReduce;
    }
}

using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Darts;

/// <summary>An inner node of a DARTS cell: one edge from every earlier state, of which two are taken and summed.</summary>
internal sealed class DartsNode : nn.Module, IPrunesItself
{
    private const int InputsTaken = 2;

    private readonly ModuleList<nn.Module<Tensor, Tensor>> edges;
    private readonly InputChoice inputs;
    private readonly LayerChoice[] _choices;

    /// <summary>Makes node number <paramref name="number"/>, counted from 2 behind the two inputs of the cell; it has that many edges.</summary>
    public DartsNode(int number, int channels, bool reduction, DartsPhase phase)
        : base(nameof(DartsNode))
    {
        var key = $"{(reduction ? "reduce" : "normal")}_n{number}";
        // Only the cell's inputs have the old resolution.
        _choices = [.. Enumerable.Range(0, number).Select(source => new LayerChoice(
            DartsOperations.Make(channels, reduction && source < 2 ? 2 : 1, phase), key: $"{key}_p{source}"))];
        edges = nn.ModuleList<nn.Module<Tensor, Tensor>>(_choices);
        inputs = new InputChoice(_choices.Select(c => c.Key), InputsTaken, key: $"{key}_switch");
        RegisterComponents();
    }

    /// <summary>The edges by the number of the state they come from.</summary>
    public IReadOnlyList<LayerChoice> Edges => _choices;

    /// <summary>For each edge whether the node takes it now.</summary>
    public IReadOnlyList<bool> Taken => inputs.CurrentMask;

    /// <summary>The node's state from the outputs of its edges; null where an edge is not taken.</summary>
    public Tensor Join(IReadOnlyList<Tensor?> outputs) => inputs.call(outputs)
        ?? throw new SearchSpaceException($"The node of '{inputs.Key}' takes none of its edges; a cell needs an output of every node.");

    // An edge that the node does not take is dead weight, whatever was decided for its operations.
    void IPrunesItself.Prune()
    {
        for (var source = 0; source < _choices.Length; source++)
            if (!Taken[source])
                edges.Unregister(source.ToString());
    }
}

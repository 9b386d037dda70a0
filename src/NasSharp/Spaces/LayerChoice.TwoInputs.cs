using NasSharp.Spaces.Binding;
using NasSharp.Spaces.Running;
using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>
/// A choice between candidate modules with two inputs and one tensor out; otherwise the same as <see cref="LayerChoice"/>.
/// </summary>
public sealed class LayerChoice<T1, T2> : torch.nn.Module<T1, T2, torch.Tensor>, ILayerChoice
{
    private readonly CandidateList _list;
    private readonly MutableBinding _binding;

    /// <summary>A choice between unnamed candidates; their names are <c>0</c>, <c>1</c>, ...</summary>
    /// <param name="candidates">At least one module.</param>
    /// <param name="reduction">How several selected outputs are joined.</param>
    /// <param name="returnMask">Whether the model calls <see cref="ForwardWithMask"/>.</param>
    /// <param name="key">The name of the decision; choices with the same key share it. By default the path in the model, such as <c>cells.0.conv</c>.</param>
    /// <exception cref="ArgumentException">There is no candidate, or the key is empty.</exception>
    public LayerChoice(
        IEnumerable<torch.nn.Module<T1, T2, torch.Tensor>> candidates, Reduction reduction = Reduction.Sum, bool returnMask = false, string? key = null)
        : this(reduction, returnMask, key, CandidateList.Number(candidates))
    {
    }

    /// <summary>A choice between named candidates.</summary>
    /// <param name="candidates">At least one module, with names that differ, are not empty and contain no dot.</param>
    /// <param name="reduction">How several selected outputs are joined.</param>
    /// <param name="returnMask">Whether the model calls <see cref="ForwardWithMask"/>.</param>
    /// <param name="key">The name of the decision; choices with the same key share it. By default the path in the model, such as <c>cells.0.conv</c>.</param>
    /// <exception cref="ArgumentException">There is no candidate, or a name or the key cannot be used.</exception>
    public LayerChoice(
        IEnumerable<(string Name, torch.nn.Module<T1, T2, torch.Tensor> Module)> candidates,
        Reduction reduction = Reduction.Sum, bool returnMask = false, string? key = null)
        : this(reduction, returnMask, key, candidates.Select(c => (c.Name, (torch.nn.Module)c.Module)))
    {
    }

    private LayerChoice(Reduction reduction, bool returnMask, string? key, IEnumerable<(string, torch.nn.Module)> candidates)
        : base(nameof(LayerChoice))
    {
        Reduction = Reductions.Checked(reduction);
        ReturnMask = returnMask;
        _binding = new MutableBinding("layer choice", key);
        _list = new CandidateList(this, candidates);
    }

    /// <inheritdoc/>
    public string Key => _binding.Key;

    /// <inheritdoc/>
    public ChoiceKind Kind => ChoiceKind.LayerChoice;

    /// <inheritdoc/>
    public IReadOnlyList<string> CandidateNames => _list.Names;

    /// <inheritdoc/>
    public IReadOnlyList<torch.nn.Module?> Candidates => _list.Modules;

    /// <summary>How many candidates there are.</summary>
    public int Count => _list.Names.Count;

    /// <inheritdoc/>
    public int? ChosenCount => null;

    /// <inheritdoc/>
    public Reduction Reduction { get; }

    /// <inheritdoc/>
    public bool ReturnMask { get; }

    MutableBinding IMutable.Binding => _binding;

    CandidateList ILayerChoice.List => _list;

    /// <summary>The candidate at a position; setting it replaces the module and keeps the name.</summary>
    public torch.nn.Module<T1, T2, torch.Tensor> this[int index]
    {
        get => (torch.nn.Module<T1, T2, torch.Tensor>)_list.Get(index);
        set => _list.Replace(index, value);
    }

    /// <summary>The candidate with this name; setting it replaces the module.</summary>
    public torch.nn.Module<T1, T2, torch.Tensor> this[string name]
    {
        get => this[_list.IndexOf(name)];
        set => this[_list.IndexOf(name)] = value;
    }

    /// <summary>Runs the selected candidates and joins their outputs.</summary>
    /// <exception cref="SearchSpaceException">Nobody decides for this choice, nothing is selected, or the outputs differ in shape.</exception>
    public override torch.Tensor forward(T1 input1, T2 input2) => Reductions.Demand(this, ForwardOrNull(input1, input2));

    /// <summary>As <c>forward</c>, but null when nothing is selected.</summary>
    public torch.Tensor? ForwardOrNull(T1 input1, T2 input2) => Reductions.One(this).Reduce(new Run(this, input1, input2));

    /// <summary>The joined output, null when nothing is selected, and for each candidate whether it ran.</summary>
    public (torch.Tensor? Output, IReadOnlyList<bool> Mask) ForwardWithMask(T1 input1, T2 input2) => (ForwardOrNull(input1, input2), _binding.Execution.Mask);

    /// <summary>The outputs of the selected candidates, apart, whatever the reduction.</summary>
    public IReadOnlyList<torch.Tensor> ForwardList(T1 input1, T2 input2) => _binding.Execution.Outputs(new Run(this, input1, input2));

    private sealed class Run(LayerChoice<T1, T2> choice, T1 input1, T2 input2) : CandidateRun(choice)
    {
        public override torch.Tensor Compute(int candidate) => choice[candidate].call(input1, input2);
    }
}

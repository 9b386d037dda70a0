using NasSharp.Spaces.Binding;
using NasSharp.Spaces.Running;
using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>
/// A choice among tensors, such as optional skip connections. Declare it in the constructor and hand it all tensors in <c>forward</c>;
/// it joins those that are selected.
/// </summary>
public sealed class InputChoice : torch.nn.Module<IReadOnlyList<torch.Tensor?>, torch.Tensor?>, IMutable
{
    /// <summary>The source key of a tensor that comes from no choice and no scope.</summary>
    public const string NoKey = "";

    private readonly string[] _sources;
    private readonly MutableBinding _binding;

    /// <summary>A choice among <paramref name="candidates"/> tensors without source keys.</summary>
    /// <param name="candidates">How many tensors there are; at least 1.</param>
    /// <param name="chosen">How many are taken, 0 to <paramref name="candidates"/>; null is any number, none included.</param>
    /// <param name="reduction">How several selected tensors are joined.</param>
    /// <param name="returnMask">Whether the model calls <see cref="ForwardWithMask(IReadOnlyList{torch.Tensor})"/>.</param>
    /// <param name="key">The name of the decision; choices with the same key share it. By default the path in the model.</param>
    /// <exception cref="ArgumentException">A count is out of range, or the key is empty.</exception>
    public InputChoice(int candidates, int? chosen = null, Reduction reduction = Reduction.Sum, bool returnMask = false, string? key = null)
        : this([.. Enumerable.Repeat(NoKey, Math.Max(candidates, 0))], chosen, reduction, returnMask, key)
    {
    }

    /// <summary>A choice among the outputs of named sources.</summary>
    /// <param name="sources">For each tensor the key of the choice or scope it comes from, defined earlier in the model, or <see cref="NoKey"/>.</param>
    /// <param name="chosen">How many are taken, 0 to all; null is any number, none included.</param>
    /// <param name="reduction">How several selected tensors are joined.</param>
    /// <param name="returnMask">Whether the model calls <see cref="ForwardWithMask(IReadOnlyList{torch.Tensor})"/>.</param>
    /// <param name="key">The name of the decision; choices with the same key share it. By default the path in the model.</param>
    /// <exception cref="ArgumentException">There is no source, the count is out of range, or the key is empty.</exception>
    public InputChoice(IEnumerable<string> sources, int? chosen = null, Reduction reduction = Reduction.Sum, bool returnMask = false, string? key = null)
        : base(nameof(InputChoice))
    {
        ArgumentNullException.ThrowIfNull(sources);
        _binding = new MutableBinding("input choice", key);
        _sources = [.. sources];
        var what = key is null ? "An input choice" : $"The input choice '{key}'";
        if (_sources.Length == 0)
            throw new ArgumentException($"{what} has no candidates; it needs at least one.", nameof(sources));
        if (_sources.Contains(null))
            throw new ArgumentException($"{what} has a source without key; use InputChoice.NoKey.", nameof(sources));
        if (chosen is { } n && (n < 0 || n > _sources.Length))
            throw new ArgumentOutOfRangeException(nameof(chosen), $"{what} must choose {n} of {_sources.Length} candidates; allowed are 0 to {_sources.Length}.");
        ChosenCount = chosen;
        Reduction = Reductions.Checked(reduction);
        ReturnMask = returnMask;
    }

    /// <inheritdoc/>
    public string Key => _binding.Key;

    /// <inheritdoc/>
    public ChoiceKind Kind => ChoiceKind.InputChoice;

    /// <inheritdoc/>
    public IReadOnlyList<string> CandidateNames => _sources;

    /// <summary>How many tensors there are.</summary>
    public int Count => _sources.Length;

    /// <inheritdoc/>
    public int? ChosenCount { get; }

    /// <inheritdoc/>
    public Reduction Reduction { get; }

    /// <inheritdoc/>
    public bool ReturnMask { get; }

    MutableBinding IMutable.Binding => _binding;

    /// <summary>For each tensor whether it is used now, so that a model need not compute the others.</summary>
    /// <exception cref="SearchSpaceException">Nobody decides for this choice.</exception>
    public IReadOnlyList<bool> CurrentMask => _binding.Execution.Mask;

    /// <summary>Joins the selected tensors; null when none is selected.</summary>
    /// <param name="inputs">One tensor for each candidate, in order; null where a tensor is not selected and was not computed.</param>
    /// <exception cref="ArgumentException">There are too many or too few tensors.</exception>
    /// <exception cref="SearchSpaceException">Nobody decides for this choice, a selected tensor is null, or the tensors differ in shape.</exception>
    public override torch.Tensor? forward(IReadOnlyList<torch.Tensor?> inputs) => Reductions.One(this).Reduce(new Run(this, Checked(inputs)));

    /// <summary>Joins the selected tensors of a table from source key to tensor; null when none is selected.</summary>
    /// <exception cref="ArgumentException">A source is missing, unknown or has no key.</exception>
    public torch.Tensor? forward(IReadOnlyDictionary<string, torch.Tensor?> inputs) => forward(Ordered(inputs));

    /// <summary>The joined output, null when nothing is selected, and for each tensor whether it is used.</summary>
    public (torch.Tensor? Output, IReadOnlyList<bool> Mask) ForwardWithMask(IReadOnlyList<torch.Tensor?> inputs) => (forward(inputs), _binding.Execution.Mask);

    /// <summary>The selected tensors, apart, whatever the reduction.</summary>
    public IReadOnlyList<torch.Tensor> ForwardList(IReadOnlyList<torch.Tensor?> inputs) => _binding.Execution.Outputs(new Run(this, Checked(inputs)));

    private IReadOnlyList<torch.Tensor?> Checked(IReadOnlyList<torch.Tensor?> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        return inputs.Count == _sources.Length
            ? inputs
            : throw new ArgumentException($"The input choice '{Key}' has {_sources.Length} candidates, but was given {inputs.Count} tensors.", nameof(inputs));
    }

    private torch.Tensor?[] Ordered(IReadOnlyDictionary<string, torch.Tensor?> inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        if (_sources.Contains(NoKey) || _sources.Distinct(StringComparer.Ordinal).Count() != _sources.Length)
            throw new ArgumentException($"The input choice '{Key}' has sources without a key of their own: hand it a list.", nameof(inputs));
        foreach (var key in inputs.Keys)
            if (!_sources.Contains(key))
                throw new ArgumentException($"The input choice '{Key}' has no source '{key}'; {NearestName.Hint(key, _sources)}", nameof(inputs));
        return Array.ConvertAll(_sources, s => inputs.TryGetValue(s, out var tensor)
            ? tensor
            : throw new ArgumentException($"The input choice '{Key}' was given no tensor for its source '{s}'.", nameof(inputs)));
    }

    private sealed class Run(InputChoice choice, IReadOnlyList<torch.Tensor?> inputs) : CandidateRun(choice)
    {
        public override torch.Tensor Compute(int candidate) => inputs[candidate]
            ?? throw new SearchSpaceException($"The input choice '{choice.Key}' selects '{NameOf(candidate)}', which was given as null; compute every selected tensor.");
    }
}

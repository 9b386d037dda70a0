using NasSharp.Spaces.Binding;
using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>
/// Decides for the choices of one model. An algorithm derives from it, hands out an <see cref="Execution"/> for each key at every
/// <see cref="Reset"/>, and names the architecture found at the end. It is a module itself, so that it may own parameters such as DARTS's alphas;
/// the model's parameters are not among its own.
/// </summary>
public abstract class Mutator : torch.nn.Module
{
    private readonly IReadOnlyList<MutableEntry> _mutables;
    private readonly ModelReference _model;
    private IReadOnlyList<Execution?>? _executions;

    /// <summary>Finds the choices of a model and takes hold of them.</summary>
    /// <exception cref="SearchSpaceException">The model has no choices, they contradict each other, or another mutator or an architecture holds them.</exception>
    protected Mutator(torch.nn.Module model)
        : base(nameof(Mutator))
    {
        (Space, _mutables) = ModelScan.Of(model);
        _model = new ModelReference(model);
        if (_mutables.Count == 0)
            throw new SearchSpaceException($"The model '{model.GetName()}' has no choices; make a LayerChoice or InputChoice in its constructor and keep it in a field.");
        if (_mutables.FirstOrDefault(m => m.Mutable.Binding.Mutator is not null) is { } taken)
            throw new SearchSpaceException(
                $"The choice '{taken.Mutable.Key}' already belongs to a {taken.Mutable.Binding.Mutator!.GetType().Name}; a model has one mutator at a time: dispose that one first.");
        foreach (var entry in _mutables)
            entry.Mutable.Binding.Bind(this, entry.Choice);
    }

    /// <summary>The choices, in network order.</summary>
    public SearchSpace Space { get; }

    /// <summary>The model whose choices are decided.</summary>
    public torch.nn.Module Model => _model.Module;

    /// <summary>The mutables in network order, those that share a key included.</summary>
    public IEnumerable<IMutable> Mutables => _mutables.Select(m => m.Mutable);

    /// <summary>What each choice does now, in the order of <see cref="Space"/>; null for choices that are inactive. Decides first if nothing was decided yet.</summary>
    public IReadOnlyList<Execution?> Current
    {
        get
        {
            if (_executions is null)
                Reset();
            return _executions!;
        }
    }

    /// <summary>The mutables of one choice, in network order; more than one when they share the key.</summary>
    public IEnumerable<IMutable> MutablesOf(string key)
    {
        var index = Space.IndexOf(key);
        return _mutables.Where(m => m.Choice == index).Select(m => m.Mutable);
    }

    /// <summary>
    /// Decides anew, for the forwards until the next reset. Call it before every forward, inside the dispose scope of the step when decisions hold tensors.
    /// </summary>
    public void Reset() => Use(Decide());

    /// <summary>Runs this architecture, as the supernet sees it, until the next <see cref="Reset"/>.</summary>
    /// <exception cref="ArchitectureException">The architecture belongs to another space.</exception>
    public void Fix(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var own = architecture.Space.Fingerprint == Space.Fingerprint ? architecture : new Architecture(Space, architecture.Decisions);
        Use(Executions.Of(own));
    }

    /// <summary>The architecture that the search has found, for a file or for <see cref="FixedArchitecture"/>. It changes nothing and may be called again.</summary>
    public abstract Architecture Export();

    /// <summary>One execution for each choice, in the order of <see cref="Space"/>; null for a choice that no forward will reach.</summary>
    protected abstract IReadOnlyList<Execution?> Decide();

    /// <summary>A name for a parameter that belongs to a key: names of parameters may contain no dot.</summary>
    protected static string ParameterName(string key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return key.Replace("~", "~0").Replace(".", "~1");
    }

    /// <summary>Lets go of the model, which may then take another mutator or an architecture, and frees the mutator's own parameters.</summary>
    protected override void Dispose(bool disposing)
    {
        foreach (var entry in _mutables)
            if (entry.Mutable.Binding.Mutator == this)
                entry.Mutable.Binding.Release();
        base.Dispose(disposing);
    }

    /// <summary>Counts what is decided; null: nobody does.</summary>
    internal Action<IReadOnlyList<Execution?>>? Decided { get; set; }

    /// <summary>Lets every choice do something else until the result is disposed; nothing is decided, and then all is as it was.</summary>
    internal IDisposable Substitute(IReadOnlyList<Execution?> executions)
    {
        var before = new Substitution(this, _executions);
        _executions = executions;
        return before;
    }

    /// <summary>What one choice does now.</summary>
    internal Execution At(int choice) => Current[choice] ?? throw new SearchSpaceException(
        $"The choice '{Space.Choices[choice].Key}' was run, but it is inactive: {GetType().Name} decided that the candidate around it does not run.");

    private void Use(IReadOnlyList<Execution?> executions)
    {
        if (executions.Count != Space.Choices.Count)
            throw new InvalidOperationException($"{GetType().Name} decided {executions.Count} choices; the space has {Space.Choices.Count}.");
        for (var i = 0; i < executions.Count; i++)
            if (executions[i] is { } execution && execution.Mask.Count != Space.Choices[i].Candidates.Count)
                throw new InvalidOperationException(
                    $"{GetType().Name} decided the choice '{Space.Choices[i].Key}' with {execution.Mask.Count} entries; it has {Space.Choices[i].Candidates.Count} candidates.");
        _executions = executions;
        Decided?.Invoke(executions);
    }

    private sealed class Substitution(Mutator mutator, IReadOnlyList<Execution?>? before) : IDisposable
    {
        public void Dispose() => mutator._executions = before;
    }

    // A field of a module's type would make the model a part of the mutator.
    private sealed record ModelReference(torch.nn.Module Module);
}

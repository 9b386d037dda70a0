using NasSharp.Spaces.Binding;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;

namespace NasSharp.Spaces;

/// <summary>
/// A model cut down to one architecture. Each decided layer choice is replaced by its candidate (the path <c>conv1.0.weight</c> becomes
/// <c>conv1.weight</c>), candidates that are not selected are freed, input choices become fixed. Weights of the supernet are kept when they
/// were loaded before, and are found under their old names when they are loaded after.
/// </summary>
public sealed class FixedArchitecture
{
    private readonly torch.nn.Module _model;
    private readonly OrderedDictionary<string, string> _formerNames; // of the fixed model -> of the supernet
    private readonly HashSet<string> _droppedNames;

    private readonly IReadOnlyDictionary<string, Func<torch.Tensor, torch.Tensor>> _cuts; // of weights that a part was kept of, by their names in the fixed model

    private FixedArchitecture(
        torch.nn.Module model, Architecture architecture, OrderedDictionary<string, string> formerNames,
        IReadOnlyDictionary<string, Func<torch.Tensor, torch.Tensor>> cuts, IEnumerable<string> supernetNames)
    {
        _cuts = cuts;
        _model = model;
        Architecture = architecture;
        _formerNames = formerNames;
        _droppedNames = new HashSet<string>(supernetNames.Except(formerNames.Values), StringComparer.Ordinal);
    }

    /// <summary>What was applied; it can be written to a file again.</summary>
    public Architecture Architecture { get; }

    /// <summary>For each parameter and buffer of the fixed model, its name in the supernet.</summary>
    public IReadOnlyDictionary<string, string> SupernetNames => _formerNames;

    /// <summary>Reads an architecture file, checks it against the model and applies it.</summary>
    /// <exception cref="ArchitectureException">The file is missing or does not fit; the model is unchanged.</exception>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other or are held by a mutator or another architecture; the model is unchanged.</exception>
    public static FixedArchitecture Apply(torch.nn.Module model, string path) => Apply(model, space => ArchitectureFile.Read(path, space));

    /// <summary>Applies an architecture to a model with the same choices.</summary>
    /// <exception cref="ArchitectureException">The architecture does not fit; the model is unchanged.</exception>
    /// <exception cref="SearchSpaceException">The model's choices contradict each other or are held by a mutator or another architecture; the model is unchanged.</exception>
    public static FixedArchitecture Apply(torch.nn.Module model, Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Apply(model, space => space.Fingerprint == architecture.Space.Fingerprint
            ? Architecture.Of(space, [.. space.Choices.Select((_, i) => architecture.At(i))])
            : new Architecture(space, architecture.Decisions));
    }

    /// <summary>
    /// Renames the supernet's state for the fixed model and leaves out what it has no use for. The tensors are the same, not copies; of weights of which the fixed model keeps a
    /// part, such as a superkernel's, they are views.
    /// </summary>
    public OrderedDictionary<string, torch.Tensor> MapStateDict(IReadOnlyDictionary<string, torch.Tensor> supernet)
    {
        ArgumentNullException.ThrowIfNull(supernet);
        return Cut(Rename(_formerNames.Select(n => (n.Value, n.Key)), supernet));
    }

    /// <summary>
    /// Renames the fixed model's state as the supernet calls it, to put retrained weights back. The tensors are the same, not copies; parts of weights stay parts, and do not fit a
    /// superkernel.
    /// </summary>
    public OrderedDictionary<string, torch.Tensor> MapStateDictBack(IReadOnlyDictionary<string, torch.Tensor> fixedModel)
    {
        ArgumentNullException.ThrowIfNull(fixedModel);
        return Rename(_formerNames.Select(n => (n.Key, n.Value)), fixedModel);
    }

    /// <summary>Loads the state of a supernet or of a fixed model, whichever it is by its names.</summary>
    /// <exception cref="ArgumentException">A name is missing or unexpected, or a shape differs; nothing is changed.</exception>
    public void LoadStateDict(IReadOnlyDictionary<string, torch.Tensor> state)
    {
        ArgumentNullException.ThrowIfNull(state);
        // A supernet has every former name; a fixed model has every present one. Where these are the same, what was dropped tells them apart.
        var ofSupernet = _formerNames.Values.All(state.ContainsKey) && (!_formerNames.Keys.All(state.ContainsKey) || state.Keys.Any(_droppedNames.Contains));
        _model.load_state_dict(ofSupernet ? MapStateDict(state) : Cut(state));
    }

    /// <summary>Loads a safetensors file of the supernet or of the fixed model, whichever it is by its names.</summary>
    /// <exception cref="NasSharp.Torch.Data.DataFormatException">The file is cut or damaged.</exception>
    /// <exception cref="ArgumentException">A name is missing or unexpected, or a shape differs; nothing is changed.</exception>
    public void Load(string path)
    {
        using var scope = torch.NewDisposeScope();
        LoadStateDict(Safetensors.Load(path));
    }

    private static FixedArchitecture Apply(torch.nn.Module model, Func<SearchSpace, Architecture> read)
    {
        var (space, mutables) = ModelScan.Of(model);
        if (mutables.FirstOrDefault(m => m.Mutable.Binding.Mutator is not null) is { } taken)
            throw new SearchSpaceException(
                $"The choice '{taken.Mutable.Key}' belongs to a {taken.Mutable.Binding.Mutator!.GetType().Name}; dispose it before an architecture is applied.");
        var architecture = read(space);
        string[] names = [.. model.state_dict().Keys];
        var (formerNames, cuts) = ModelPruning.Run(model, architecture, mutables);
        return new FixedArchitecture(model, architecture, formerNames, cuts, names);
    }

    private OrderedDictionary<string, torch.Tensor> Cut(IReadOnlyDictionary<string, torch.Tensor> state) =>
        new(state.Select(t => KeyValuePair.Create(t.Key, _cuts.TryGetValue(t.Key, out var cut) ? cut(t.Value) : t.Value)), StringComparer.Ordinal);

    private static OrderedDictionary<string, torch.Tensor> Rename(IEnumerable<(string From, string To)> names, IReadOnlyDictionary<string, torch.Tensor> state)
    {
        var renamed = new OrderedDictionary<string, torch.Tensor>(StringComparer.Ordinal);
        foreach (var (from, to) in names)
            if (state.TryGetValue(from, out var tensor))
                renamed.Add(to, tensor);
        return renamed;
    }
}

namespace NasSharp.Spaces.Binding;

/// <summary>Connects one mutable with its key and with whoever decides: a mutator, or an applied architecture.</summary>
internal sealed class MutableBinding(string kind, string? givenKey)
{
    private Mutator? _mutator;
    private Execution? _fixed;
    private int _index;

    /// <summary>The key that the model's author gave, or null.</summary>
    public string? GivenKey { get; } = givenKey is null or { Length: > 0 } ? givenKey
        : throw new ArgumentException($"{kind}: the key is empty; leave it out to use the path in the model.", nameof(givenKey));

    /// <summary>Where a walk through the model found the mutable.</summary>
    public string? Path { get; set; }

    /// <summary>The name of the decision.</summary>
    public string Key => GivenKey ?? Path ?? throw new SearchSpaceException(
        $"This {kind} has no key yet: it takes the path in its model, once SearchSpace.Of(model) or a mutator has looked at it.");

    /// <summary>The mutator that decides, if one does.</summary>
    public Mutator? Mutator => _mutator;

    /// <summary>True once an architecture was applied.</summary>
    public bool IsFixed => _fixed is not null;

    public bool IsBound => _mutator is not null || IsFixed;

    /// <summary>What to do now.</summary>
    public Execution Execution => _fixed ?? (_mutator ?? throw Unbound()).At(_index);

    public void Bind(Mutator mutator, int index)
    {
        _mutator = mutator;
        _index = index;
    }

    public void Release() => _mutator = null;

    public void Fix(Execution execution) => _fixed = execution;

    private SearchSpaceException Unbound()
    {
        var what = (GivenKey ?? Path) is { } key ? $"The {kind} '{key}'" : $"{(kind[0] == 'i' ? "An" : "A")} {kind} without key";
        return new SearchSpaceException($"{what} has nobody to decide for it. Make a mutator of the model (new RandomMutator(model, ...)) or apply an architecture "
            + "(FixedArchitecture.Apply) before using it; if that was done, the choice was made later, as in 'forward', or is no registered part of the model: make it in the constructor and keep it in a field.");
    }
}

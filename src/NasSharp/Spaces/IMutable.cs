using NasSharp.Spaces.Binding;

namespace NasSharp.Spaces;

/// <summary>An undecided part of a model: a layer choice or an input choice. Its kinds are fixed; algorithms differ in the <see cref="Execution"/> they hand out.</summary>
public interface IMutable
{
    /// <summary>The name of the decision: the key that was given, or else the path in the model, known once a space or mutator was made of the model.</summary>
    /// <exception cref="SearchSpaceException">No key was given and the model was not yet looked at.</exception>
    string Key { get; }

    /// <summary>Layer choice or input choice.</summary>
    ChoiceKind Kind { get; }

    /// <summary>Names of the candidates, or keys of the sources.</summary>
    IReadOnlyList<string> CandidateNames { get; }

    /// <summary>How many sources are taken; null is any number. Always null for a layer choice.</summary>
    int? ChosenCount { get; }

    /// <summary>How several outputs are joined.</summary>
    Reduction Reduction { get; }

    /// <summary>Whether the model asks this choice for its mask; then it stays in its place when an architecture is applied.</summary>
    bool ReturnMask { get; }

    /// <summary>The connection to a mutator or a fixed decision.</summary>
    internal MutableBinding Binding { get; }
}

namespace NasSharp.Spaces;

/// <summary>What a choice decides.</summary>
public enum ChoiceKind
{
    /// <summary>Which candidate module runs; a search draws exactly one.</summary>
    LayerChoice,

    /// <summary>Which of several tensors are used; a search draws a fixed number of them, or any number.</summary>
    InputChoice,
}

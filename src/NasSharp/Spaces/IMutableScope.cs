namespace NasSharp.Spaces;

/// <summary>Marks a module of any signature as a named group of choices, such as a cell or node. Input choices may name it as a source; it decides nothing.</summary>
public interface IMutableScope
{
    /// <summary>The scope's name; not empty, and not the key of a choice.</summary>
    string Key { get; }
}

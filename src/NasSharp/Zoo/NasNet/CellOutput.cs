namespace NasSharp.Zoo.NasNet;

/// <summary>Which nodes the output of a cell joins.</summary>
public enum CellOutput
{
    /// <summary>Those that no other node of the cell takes.</summary>
    LooseEnds,

    /// <summary>All of them.</summary>
    AllNodes,
}

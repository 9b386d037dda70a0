namespace NasSharp.Tuners.Bananas;

/// <summary>How BANANAS turns an architecture into numbers.</summary>
public enum ArchitectureEncoding
{
    /// <summary>Paths where the space is a cell of edges (layer choices with keys such as <c>0_2</c>), decisions otherwise.</summary>
    Automatic,

    /// <summary>One number for each possible chain of operations from the cell's input to its output: 1 where the cell has it.</summary>
    Paths,

    /// <summary>One number for each candidate of each choice: 1 where it is selected.</summary>
    Decisions,
}

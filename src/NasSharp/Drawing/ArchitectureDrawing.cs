using NasSharp.Benchmarks.NasBench101;
using NasSharp.Drawing.Reading;
using NasSharp.Spaces;

namespace NasSharp.Drawing;

/// <summary>
/// Draws architectures and search spaces as SVG: operations as labelled boxes, inputs left, output right. The picture has no ground of its own and can be read on light and
/// dark pages; it has no style sheet, script or identifiers, so that it can be put into a page as it is, more than once.
/// </summary>
public static class ArchitectureDrawing
{
    /// <summary>
    /// The network or the cells that an architecture stands for. Cells of DARTS, ENAS, NASNet, NAS-Bench-101 and NAS-Bench-201 and networks with skip connections, drawn as a row with arcs, are known by their keys; any other
    /// space is drawn as the chain of its active choices.
    /// </summary>
    /// <param name="architecture">The architecture.</param>
    /// <param name="title">What the picture is called; read out by screen readers, not drawn.</param>
    public static string Draw(Architecture architecture, string title = "architecture")
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return Draw(new SpaceReading(architecture.Space, architecture), title);
    }

    /// <summary>A whole space: every operation and every link that an architecture may have; what is undecided is dashed, its candidates stand below.</summary>
    /// <param name="space">The space.</param>
    /// <param name="title">What the picture is called; read out by screen readers, not drawn.</param>
    public static string Draw(SearchSpace space, string title = "search space")
    {
        ArgumentNullException.ThrowIfNull(space);
        return Draw(new SpaceReading(space, null), title);
    }

    /// <summary>A cell of NAS-Bench-101.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="title">What the picture is called; read out by screen readers, not drawn.</param>
    public static string Draw(NasBench101Cell cell, string title = "cell")
    {
        ArgumentNullException.ThrowIfNull(cell);
        return SvgPicture.Draw(title, [VertexCell.Read(cell)]);
    }

    /// <summary>What is drawn of a space, with the decisions that were made, if any.</summary>
    internal static IReadOnlyList<Diagram> Diagrams(SearchSpace space, Architecture? architecture) => Diagrams(new SpaceReading(space, architecture));

    private static IReadOnlyList<Diagram> Diagrams(SpaceReading reading)
        => DartsCells.TryRead(reading) ?? EnasCells.TryRead(reading) ?? EdgeCells.TryRead(reading) ?? VertexSpaces.TryRead(reading) ?? LayersWithSkips.TryRead(reading) ?? ChoiceChain.Read(reading);

    private static string Draw(SpaceReading reading, string title) => SvgPicture.Draw(title, Diagrams(reading));
}

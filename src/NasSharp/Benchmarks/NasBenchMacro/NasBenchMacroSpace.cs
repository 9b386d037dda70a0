using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBenchMacro;

/// <summary>
/// The networks of NAS-Bench-Macro (Su et al., CVPR 2021): eight layers in a row, each one of three blocks. Keys are <c>layer_0</c> to <c>layer_7</c>.
/// </summary>
public static class NasBenchMacroSpace
{
    /// <summary>Architectures of the space.</summary>
    public const int Count = 6_561;

    internal const int Layers = 8;

    /// <summary>The blocks, in the order of the benchmark's digits: nothing, or an inverted residual with expansion 3 and kernel 3, or expansion 6 and kernel 5.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = ["identity", "mb3_k3", "mb6_k5"];

    /// <summary>The space: eight layer choices of three blocks.</summary>
    public static SearchSpace Space { get; } = new(Enumerable.Range(0, Layers).Select(l => Choice.Layer($"layer_{l}", OperationNames)));

    internal static DigitCode Code { get; } = new("NAS-Bench-Macro", Space);

    /// <summary>The architecture of eight digits as the benchmark's authors write it, such as <c>22212220</c>.</summary>
    /// <exception cref="ArchitectureException">The text is no architecture of the space.</exception>
    public static Architecture Parse(string digits) => Code.Parse(digits);

    /// <summary>The architecture as the benchmark's authors write it.</summary>
    /// <exception cref="ArchitectureException">It is of another space; the message names the key.</exception>
    public static string Print(Architecture architecture) => Code.Print(architecture);

    internal static int RowOf(ReadOnlySpan<int> selected)
    {
        var row = 0;
        foreach (var operation in selected)
            row = row * OperationNames.Count + operation;
        return row;
    }

    internal static int[] At(int row)
    {
        var selected = new int[Layers];
        for (var layer = Layers - 1; layer >= 0; layer--, row /= OperationNames.Count)
            selected[layer] = row % OperationNames.Count;
        return selected;
    }
}

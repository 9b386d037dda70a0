using NasSharp.Spaces;

namespace NasSharp.Benchmarks.FBNetLatency;

/// <summary>The networks of FBNet (Wu et al. 2019, arXiv 1812.03443) as the published latencies number them: 22 layers, each one of nine blocks, with the zoo's keys <c>layer_0</c> to <c>layer_21</c>.</summary>
public static class FBNetLatencySpace
{
    internal const int Layers = 22;

    /// <summary>The blocks, in the order of the digits of the published tables.</summary>
    public static IReadOnlyList<string> OperationNames { get; } = ["k3_e1", "k3_e1_g2", "k3_e3", "k3_e6", "k5_e1", "k5_e1_g2", "k5_e3", "k5_e6", "skip"];

    /// <summary>The space: 22 layer choices of nine blocks.</summary>
    public static SearchSpace Space { get; } = new(Enumerable.Range(0, Layers).Select(l => Choice.Layer($"layer_{l}", OperationNames)));

    internal static DigitCode Code { get; } = new("the FBNet latencies", Space);

    /// <summary>The architecture of 22 digits as the published tables have it.</summary>
    /// <exception cref="ArchitectureException">The text is no architecture of the space.</exception>
    public static Architecture Parse(string digits) => Code.Parse(digits);

    /// <summary>The architecture as the published tables write it.</summary>
    /// <exception cref="ArchitectureException">It is of another space; the message names the key.</exception>
    public static string Print(Architecture architecture) => Code.Print(architecture);
}

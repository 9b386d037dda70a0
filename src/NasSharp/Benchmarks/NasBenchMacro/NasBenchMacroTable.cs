using NasSharp.Benchmarks.Tables;
using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBenchMacro;

/// <summary>
/// NAS-Bench-Macro (Su et al., CVPR 2021): test accuracies of three runs, parameters and FLOPs on CIFAR-10 of all 6,561 networks. The file is mapped into memory.
/// The benchmark has no validation accuracies.
/// </summary>
public sealed class NasBenchMacroTable : IDisposable
{
    internal const string Name = "nasbench-macro";
    internal const int Runs = 3;

    private readonly TableFile _file;

    private NasBenchMacroTable(TableFile file) => _file = file;

    /// <summary>Opens a file that <see cref="Import"/> made.</summary>
    /// <exception cref="BenchmarkException">The file is missing, of another benchmark or damaged.</exception>
    public static NasBenchMacroTable Open(string path) => new(TableFile.Open(path, Name));

    /// <summary>Makes the compact file from a folder with <c>nas-bench-macro_cifar10.json</c>, plain or as <c>.gz</c>; all or nothing.</summary>
    /// <exception cref="BenchmarkException">A network is missing, unknown or there twice, or a value is missing or no finite number; the message names the network.</exception>
    public static void Import(string folder, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        NasBenchMacroImport.Run(folder, target);
    }

    /// <summary>Test accuracy in percent: the mean of three runs, and each.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    public Accuracy Accuracy(Architecture architecture) => At(RowOf(architecture));

    /// <summary>Trainable parameters.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    public long Parameters(Architecture architecture) => (long)_file["parameters"][RowOf(architecture)];

    /// <summary>Multiply-adds for one image.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    public long Flops(Architecture architecture) => (long)_file["flops"][RowOf(architecture)];

    /// <summary>The results of all networks that fit, in the order of the space.</summary>
    /// <param name="operations">Names of blocks by key, for as many keys as are decided; null or empty: all networks.</param>
    /// <exception cref="ArchitectureException">A key or a block is outside the space.</exception>
    public IEnumerable<NasBenchMacroResult> Query(IReadOnlyDictionary<string, string>? operations = null)
    {
        var partial = new PartialArchitecture(NasBenchMacroSpace.Space, operations);
        return Enumerable.Range(0, NasBenchMacroSpace.Count).Where(row => partial.Fits(NasBenchMacroSpace.At(row))).Select(row => new NasBenchMacroResult(
            NasBenchMacroSpace.Code.At(NasBenchMacroSpace.At(row)), At(row), (long)_file["parameters"][row], (long)_file["flops"][row]));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>What a search sees: the first run, or the mean.</summary>
    internal double Score(Architecture architecture, bool single) => Score(RowOf(architecture), single);

    /// <summary>The greatest score of all networks.</summary>
    internal double Best(bool single) => Enumerable.Range(0, NasBenchMacroSpace.Count).Max(row => Score(row, single));

    private double Score(int row, bool single) => single ? _file["run0"][row] : At(row).Mean;

    private static int RowOf(Architecture architecture) => NasBenchMacroSpace.RowOf(NasBenchMacroSpace.Code.Selected(architecture));

    private Accuracy At(int row)
    {
        double[] runs = [.. Enumerable.Range(0, Runs).Select(r => _file[$"run{r}"][row])];
        return new Accuracy(runs.Average(), runs);
    }
}

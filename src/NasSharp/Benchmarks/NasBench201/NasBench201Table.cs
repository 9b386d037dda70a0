using NasSharp.Benchmarks.Tables;
using NasSharp.Spaces;

namespace NasSharp.Benchmarks.NasBench201;

/// <summary>
/// NAS-Bench-201 (Dong and Yang 2020, arXiv 2001.00326): accuracies, times and sizes of all 15,625 cells on three image sets. The file is mapped into memory:
/// opening takes milliseconds and values are read as they are asked for. Reading from several threads is fine.
/// </summary>
public sealed class NasBench201Table : IDisposable
{
    internal const string Name = "nasbench201";

    private readonly TableFile _file;

    private NasBench201Table(TableFile file) => _file = file;

    /// <summary>The columns of the file, those of hardware (<c>hw.</c>) and of zero-cost proxies (<c>zc.</c>) included when they were imported.</summary>
    public IReadOnlyList<string> Columns => [.. _file.Header.Columns.Select(c => c.Name)];

    /// <summary>Opens a file that <see cref="Import"/> made.</summary>
    /// <exception cref="BenchmarkException">The file is missing, of another benchmark or damaged.</exception>
    public static NasBench201Table Open(string path) => new(TableFile.Open(path, Name));

    /// <summary>
    /// Makes the compact file from a folder with <c>nb201.csv.gz</c>; tables of hardware and of zero-cost proxies are taken along when they are there.
    /// The file is written all or nothing.
    /// </summary>
    /// <exception cref="BenchmarkException">A table has missing rows, wrong columns, an architecture twice, or a value that is no finite number; the message names the row.</exception>
    public static void Import(string folder, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        NasBench201Import.Run(folder, target);
    }

    /// <summary>The accuracy of one architecture.</summary>
    /// <param name="architecture">A cell with the keys of <see cref="NasBench201Space"/>.</param>
    /// <param name="images">The images.</param>
    /// <param name="split">The part of the images.</param>
    /// <param name="epochs">Epochs of its training: 12 or 200, default 200; each is a schedule of its own.</param>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    /// <exception cref="BenchmarkException">The benchmark has no such accuracy; the message says which there are.</exception>
    public Accuracy Accuracy(Architecture architecture, ImageSet images, AccuracySplit split, int epochs = 200)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return At(NasBench201Space.RowOf(architecture), images, split, epochs);
    }

    /// <summary>The mean accuracy of one architecture in percent, as <see cref="Accuracy"/> without the runs; the quick way for a search.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    /// <exception cref="BenchmarkException">The benchmark has no such accuracy; the message says which there are.</exception>
    public double Mean(Architecture architecture, ImageSet images, AccuracySplit split, int epochs = 200)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return _file[NasBench201Columns.Accuracy(images, split, epochs)][NasBench201Space.RowOf(architecture)];
    }

    /// <summary>Seconds that the training took on the authors' GPU, mean over the runs; for 12 epochs 12/200 of those for 200.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    public double TrainingSeconds(Architecture architecture, ImageSet images, int epochs = 200)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        NasBench201Columns.Check(epochs);
        return _file[NasBench201Columns.Seconds(images)][NasBench201Space.RowOf(architecture)] * epochs / 200;
    }

    /// <summary>Any column of the file for an architecture; null where the value is missing.</summary>
    /// <exception cref="ArchitectureException">The architecture is outside the space; the message names the key.</exception>
    /// <exception cref="BenchmarkException">There is no such column; the message names those there are.</exception>
    public double? Value(Architecture architecture, string column)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        ArgumentNullException.ThrowIfNull(column);
        var value = _file[column][NasBench201Space.RowOf(architecture)];
        return double.IsNaN(value) ? null : value;
    }

    /// <summary>
    /// All results that fit, architecture by architecture in the order of the space: every argument that is null fits all.
    /// </summary>
    /// <param name="operations">Operation names by key, for as many keys as are decided; null or empty: all architectures.</param>
    /// <param name="images">The images.</param>
    /// <param name="split">The part of the images.</param>
    /// <param name="epochs">12 or 200.</param>
    /// <exception cref="ArchitectureException">A key or an operation is outside the space.</exception>
    /// <exception cref="BenchmarkException">The epochs are neither 12 nor 200.</exception>
    public IEnumerable<NasBench201Result> Query(
        IReadOnlyDictionary<string, string>? operations = null, ImageSet? images = null, AccuracySplit? split = null, int? epochs = null)
    {
        if (epochs is { } given)
            NasBench201Columns.Check(given);
        var wanted = NasBench201Columns.Known.Where(k => (images ?? k.Images) == k.Images && (split ?? k.Split) == k.Split && (epochs ?? k.Epochs) == k.Epochs).ToArray();
        var fits = new PartialCell(operations);
        return Enumerable.Range(0, NasBench201Space.Count).Where(fits.Fits).SelectMany(row => wanted.Select(k => new NasBench201Result(
            NasBench201Space.At(row), k.Images, k.Split, k.Epochs, At(row, k.Images, k.Split, k.Epochs),
            _file[NasBench201Columns.Seconds(k.Images)][row] * k.Epochs / 200,
            (long)_file[NasBench201Columns.Short(k.Images) + "_params"][row], (long)_file[NasBench201Columns.Short(k.Images) + "_flops"][row])));
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    /// <summary>Reads one mean accuracy, without looking for its column each time.</summary>
    internal Func<Architecture, double> Reader(ImageSet images, AccuracySplit split, int epochs) => Reader(NasBench201Columns.Accuracy(images, split, epochs));

    /// <summary>Reads the seconds of 200 epochs.</summary>
    internal Func<Architecture, double> SecondsReader(ImageSet images) => Reader(NasBench201Columns.Seconds(images));

    /// <summary>The greatest mean accuracy of all architectures.</summary>
    internal double Best(ImageSet images, AccuracySplit split, int epochs)
    {
        var column = _file[NasBench201Columns.Accuracy(images, split, epochs)];
        return Enumerable.Range(0, NasBench201Space.Count).Max(row => column[row]);
    }

    private Func<Architecture, double> Reader(string name)
    {
        var column = _file[name];
        return architecture => column[NasBench201Space.RowOf(architecture)];
    }

    private Accuracy At(int row, ImageSet images, AccuracySplit split, int epochs) => new(
        _file[NasBench201Columns.Accuracy(images, split, epochs)][row],
        [.. NasBench201Columns.Runs(images, split, epochs).Select(c => _file[c][row]).Where(r => !double.IsNaN(r))]);
}

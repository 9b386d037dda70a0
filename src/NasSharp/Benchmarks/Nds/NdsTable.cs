using System.Text;
using NasSharp.Benchmarks.Tables;
using NasSharp.Spaces;

namespace NasSharp.Benchmarks.Nds;

/// <summary>
/// NDS (Radosavovic et al. 2019, "On Network Design Spaces for Visual Recognition"): random networks of several design spaces, trained on CIFAR-10 or ImageNet. It is a sample of
/// points of these spaces: networks can be looked up, but no tuner can search it.
/// </summary>
public sealed class NdsTable : IDisposable
{
    internal const string Name = "nds";

    private readonly TableFile _file;

    private NdsTable(TableFile file) => _file = file;

    /// <summary>Networks in the table; runs of one network that differ in the seed only count once.</summary>
    public int Count => _file.Header.Rows;

    /// <summary>Opens a file that <see cref="Import"/> made.</summary>
    /// <exception cref="BenchmarkException">The file is missing, of another benchmark or damaged.</exception>
    public static NdsTable Open(string path) => new(TableFile.Open(path, Name));

    /// <summary>
    /// Makes the compact file from a folder with the authors' sweeps, such as <c>DARTS.json</c> and <c>ResNet_lr-wd_in.json</c>; those that are there, all or nothing.
    /// </summary>
    /// <exception cref="BenchmarkException">There is no sweep, or one has a network without a number that is needed; the message names file and place.</exception>
    public static void Import(string folder, string target)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ArgumentException.ThrowIfNullOrEmpty(target);
        NdsImport.Run(folder, target);
    }

    /// <summary>The networks that fit, in the order of their specifications.</summary>
    /// <param name="specification">Values by key, as <see cref="NdsResult.Specification"/> has them, for as many keys as are wanted; null or empty: all networks.</param>
    /// <exception cref="ArchitectureException">No network has such a key; the message names those there are.</exception>
    public IEnumerable<NdsResult> Query(IReadOnlyDictionary<string, string>? specification = null)
    {
        var wanted = specification ?? new Dictionary<string, string>();
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var found = new List<NdsResult>();
        for (var row = 0; row < Count; row++)
        {
            var known = NdsText.Parse(Text(row));
            keys.UnionWith(known.Keys);
            if (wanted.All(w => known.TryGetValue(w.Key, out var value) && value == w.Value))
                found.Add(At(row, known));
        }
        if (wanted.Keys.FirstOrDefault(k => !keys.Contains(k)) is { } unknown)
            throw new ArchitectureException($"No network has the key '{NearestName.Shorten(unknown)}'; {NearestName.Hint(unknown, keys.Order(StringComparer.Ordinal))}");
        return found;
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    private string Text(int row)
    {
        var (start, end) = (row == 0 ? 0 : (int)_file["text_end"][row - 1], (int)_file["text_end"][row]);
        return Encoding.UTF8.GetString(_file["text"].Bytes(start, end - start));
    }

    private NdsResult At(int row, IReadOnlyDictionary<string, string> specification)
    {
        var (first, last) = (row == 0 ? 0 : (int)_file["runs_end"][row - 1], (int)_file["runs_end"][row]);
        return new NdsResult(specification, Over("final"), Over("best"), Over("training"), (long)_file["parameters"][row], (long)_file["flops"][row]);

        Accuracy Over(string column)
        {
            double[] runs = [.. Enumerable.Range(first, last - first).Select(run => _file[column][run])];
            return new Accuracy(runs.Average(), runs);
        }
    }
}

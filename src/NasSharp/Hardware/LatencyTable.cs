using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// What each candidate of each layer choice costs on one device, in milliseconds, and what everything else costs. The latency of a network is their sum
/// (FBNet, Wu et al. 2019, Eq. 3): exact on devices that run one operation after the other, an estimate elsewhere.
/// </summary>
public sealed class LatencyTable
{
    private const double MicrosecondsInMilliseconds = 1000;

    private readonly OrderedDictionary<string, double[]> _rows = new(StringComparer.Ordinal);

    /// <summary>Makes a table.</summary>
    /// <param name="space">The space; every layer choice of it must have a row.</param>
    /// <param name="rows">By key, one latency for each candidate, in milliseconds, 0 or more.</param>
    /// <param name="constant">What every network of the space costs beside its choices, in milliseconds.</param>
    /// <param name="device">The device's name.</param>
    /// <exception cref="LatencyException">A row is missing or unknown, has another length, or a number is negative or not finite.</exception>
    public LatencyTable(SearchSpace space, IReadOnlyDictionary<string, IReadOnlyList<double>> rows, double constant = 0, string device = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(rows);
        foreach (var key in rows.Keys.Where(k => !space.Contains(k) || space[k].Kind != ChoiceKind.LayerChoice))
            throw new LatencyException($"The latency table has a row '{NearestName.Shorten(key)}', but the space has no layer choice of that key; {NearestName.Hint(key, space.Keys)}");
        foreach (var choice in space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice))
        {
            if (!rows.TryGetValue(choice.Key, out var row))
                throw new LatencyException($"The latency table has no row for the choice '{choice.Key}'; measure it, or give it zeros.");
            if (row.Count != choice.Candidates.Count)
                throw new LatencyException($"The latency table has {row.Count} numbers for the choice '{choice.Key}', which has {choice.Candidates.Count} candidates.");
            for (var i = 0; i < row.Count; i++)
                Demand(row[i], $"for candidate '{choice.Candidates[i]}' of '{choice.Key}'");
            _rows.Add(choice.Key, [.. row]);
        }
        Demand(constant, "for what does not depend on choices");
        (Space, Constant, Device) = (space, constant, device);
    }

    /// <summary>The space whose choices it knows.</summary>
    public SearchSpace Space { get; }

    /// <summary>What every network costs beside its choices, in milliseconds.</summary>
    public double Constant { get; }

    /// <summary>The device's name; may be empty.</summary>
    public string Device { get; }

    /// <summary>By key, in network order, the latency of each candidate in milliseconds.</summary>
    public IReadOnlyDictionary<string, double[]> Rows => _rows;

    /// <summary>The least that any network of the table can cost, in milliseconds.</summary>
    public double Least => CandidateCosts.Of(this).Least;

    /// <summary>The latency of one architecture, in milliseconds; choices that are inactive or select nothing cost nothing.</summary>
    /// <exception cref="ArchitectureException">The architecture belongs to another space.</exception>
    public double Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (architecture.Space.Fingerprint != Space.Fingerprint)
            throw new ArchitectureException("The architecture belongs to another space than the latency table.");
        return Constant + _rows.Sum(r => architecture.TryGet(r.Key, out var decision) ? decision.Selected.Sum(i => r.Value[i]) : 0);
    }

    /// <summary>
    /// Reads a table from a file: JSON or CSV, plain or compressed with gzip, or text. The three layouts, and what they leave open, are described in
    /// <c>docs/file-formats.md</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="space">The space; layers that a file only numbers are its layer choices in network order.</param>
    /// <param name="device">Which device's numbers; needed when the file has several.</param>
    /// <param name="unit">The unit of a file that does not state one; null: microseconds in text, milliseconds in the others.</param>
    /// <exception cref="LatencyException">The file is missing, damaged or does not fit the space; the message names file and place.</exception>
    public static LatencyTable Read(string path, SearchSpace space, string? device = null, LatencyUnit? unit = null)
    {
        ArgumentNullException.ThrowIfNull(space);
        return LatencyFile.Read(path, space, device, unit);
    }

    /// <summary>Makes a table of latencies of blocks, such as those of <see cref="BlockLatencies"/>.</summary>
    /// <param name="space">The space.</param>
    /// <param name="blocks">Milliseconds by the name of a block.</param>
    /// <param name="nameOf">The block that a candidate of a key is; null: it costs nothing.</param>
    /// <param name="always">Blocks that every network has.</param>
    /// <param name="device">The device's name.</param>
    /// <exception cref="LatencyException">There is no such block.</exception>
    public static LatencyTable FromBlocks(
        SearchSpace space, IReadOnlyDictionary<string, double> blocks, Func<Choice, int, string?> nameOf, IEnumerable<string>? always = null, string device = "")
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(blocks);
        ArgumentNullException.ThrowIfNull(nameOf);
        double Cost(string? name) => name is null ? 0 : blocks.TryGetValue(name, out var cost)
            ? cost
            : throw new LatencyException($"There is no latency of the block '{NearestName.Shorten(name)}'; {NearestName.Hint(name, blocks.Keys)}");
        var rows = space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice)
            .ToDictionary(c => c.Key, c => (IReadOnlyList<double>)[.. Enumerable.Range(0, c.Candidates.Count).Select(i => Cost(nameOf(c, i)))], StringComparer.Ordinal);
        return new LatencyTable(space, rows, (always ?? []).Sum(Cost), device);
    }

    internal static double InMilliseconds(double value, LatencyUnit unit) => unit == LatencyUnit.Microseconds ? value / MicrosecondsInMilliseconds : value;

    private static void Demand(double value, string where)
    {
        if (!(value >= 0 && double.IsFinite(value)))
            throw new LatencyException(FormattableString.Invariant($"The latency {where} is {value}; expected a number that is 0 or more."));
    }
}

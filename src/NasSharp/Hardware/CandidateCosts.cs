using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// What each candidate of each layer choice costs, in any unit (multiply-adds, parameters, milliseconds), and what every network costs beside its choices. The
/// cost of a network is the sum over its active choices; a candidate that contains choices costs what is its own.
/// </summary>
public sealed class CandidateCosts
{
    private readonly OrderedDictionary<string, double[]> _rows = new(StringComparer.Ordinal);
    private readonly Lazy<Architecture> _cheapest;

    /// <summary>Makes a table.</summary>
    /// <param name="name">What is counted, such as <c>flops</c>; it names the number in metrics and results.</param>
    /// <param name="space">The space; every layer choice of it must have a row.</param>
    /// <param name="rows">By key, one cost for each candidate, 0 or more.</param>
    /// <param name="constant">What every network of the space costs beside its choices, 0 or more.</param>
    /// <exception cref="CostException">A row is missing or unknown, has another length, or a number is negative or not finite.</exception>
    public CandidateCosts(string name, SearchSpace space, IReadOnlyDictionary<string, IReadOnlyList<double>> rows, double constant = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(rows);
        (Name, Space, Constant) = (name, space, constant);
        if (rows.Keys.FirstOrDefault(k => !space.Contains(k) || space[k].Kind != ChoiceKind.LayerChoice) is { } unknown)
            throw new CostException($"The table of {name} has a row '{NearestName.Shorten(unknown)}', but the space has no layer choice of that key; {NearestName.Hint(unknown, space.Keys)}");
        foreach (var choice in space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice))
        {
            if (!rows.TryGetValue(choice.Key, out var row) || row.Count != choice.Candidates.Count)
                throw new CostException($"The table of {name} has {row?.Count ?? 0} numbers for the choice '{choice.Key}', which has {choice.Candidates.Count} candidates.");
            _rows.Add(choice.Key, [.. row]);
        }
        if (_rows.Values.SelectMany(r => r).Append(constant).Any(v => !(v >= 0 && double.IsFinite(v))))
            throw new CostException($"The table of {name} has a number that is negative or not finite; costs are 0 or more.");
        _cheapest = new Lazy<Architecture>(() => CheapestArchitecture.Of(this));
    }

    /// <summary>What is counted, such as <c>flops</c>.</summary>
    public string Name { get; }

    /// <summary>The space whose choices it knows.</summary>
    public SearchSpace Space { get; }

    /// <summary>What every network costs beside its choices.</summary>
    public double Constant { get; }

    /// <summary>By key, in network order, the cost of each candidate.</summary>
    public IReadOnlyDictionary<string, double[]> Rows => _rows;

    /// <summary>An architecture that takes the cheapest candidate everywhere.</summary>
    public Architecture Cheapest => _cheapest.Value;

    /// <summary>What <see cref="Cheapest"/> costs: the least of any network whose choices are all computed.</summary>
    public double Least => Of(Cheapest);

    /// <summary>The sum of the dearest candidates: no network of the space costs more.</summary>
    public double Most => Constant + _rows.Values.Sum(r => r.Max());

    /// <summary>The costs of a latency table, in milliseconds, under the name <c>latency_ms</c>.</summary>
    public static CandidateCosts Of(LatencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new CandidateCosts("latency_ms", table.Space, table.Rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Value, StringComparer.Ordinal), table.Constant);
    }

    /// <summary>32 hexadecimal digits over space, name and numbers, the same on every machine.</summary>
    public string Fingerprint
    {
        get
        {
            var text = new StringBuilder(Space.Fingerprint).Append('\n').Append(Name).Append('\n').Append(Text(Constant));
            foreach (var (key, row) in _rows)
                text.Append('\n').Append(key).Append(' ').AppendJoin(' ', row.Select(Text));
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())))[..32];
        }
    }

    /// <summary>The cost of one architecture; choices that are inactive or select nothing cost nothing.</summary>
    /// <exception cref="ArchitectureException">The architecture belongs to another space.</exception>
    public double Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (architecture.Space.Fingerprint != Space.Fingerprint)
            throw new ArchitectureException($"The architecture belongs to another space than the table of {Name}.");
        return Constant + _rows.Sum(r => architecture.TryGet(r.Key, out var decision) ? decision.Selected.Sum(i => r.Value[i]) : 0);
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}

using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>
/// What each candidate of each layer choice costs, in any unit (multiply-adds, parameters, milliseconds), and what every network costs beside its choices. The
/// cost of a network is the sum, in a space of layer choices that are always active.
/// </summary>
public sealed class CandidateCosts
{
    private readonly OrderedDictionary<string, double[]> _rows = new(StringComparer.Ordinal);

    /// <summary>Makes a table.</summary>
    /// <param name="name">What is counted, such as <c>flops</c>; it names the number in metrics and results.</param>
    /// <param name="space">The space; every layer choice of it must have a row.</param>
    /// <param name="rows">By key, one cost for each candidate, 0 or more.</param>
    /// <param name="constant">What every network of the space costs beside its choices, 0 or more.</param>
    /// <exception cref="CostException">A row is missing or unknown, has another length, or a number is negative or not finite; or the space has nested or input choices.</exception>
    public CandidateCosts(string name, SearchSpace space, IReadOnlyDictionary<string, IReadOnlyList<double>> rows, double constant = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(rows);
        (Name, Space, Constant) = (name, space, constant);
        if (space.Choices.FirstOrDefault(c => c.Kind != ChoiceKind.LayerChoice || c.ActiveWhen.Count > 0) is { } odd)
            throw new CostException($"Costs of candidates cannot be added up in this space: '{odd.Key}' is {(odd.Kind == ChoiceKind.LayerChoice ? "nested in a candidate" : "an input choice")}; give a limit a function of its own.");
        if (rows.Keys.FirstOrDefault(k => !space.Contains(k)) is { } unknown)
            throw new CostException($"The table of {name} has a row '{NearestName.Shorten(unknown)}', but the space has no layer choice of that key; {NearestName.Hint(unknown, space.Keys)}");
        foreach (var choice in space.Choices)
        {
            if (!rows.TryGetValue(choice.Key, out var row) || row.Count != choice.Candidates.Count)
                throw new CostException($"The table of {name} has {row?.Count ?? 0} numbers for the choice '{choice.Key}', which has {choice.Candidates.Count} candidates.");
            _rows.Add(choice.Key, [.. row]);
        }
        if (_rows.Values.SelectMany(r => r).Append(constant).Any(v => !(v >= 0 && double.IsFinite(v))))
            throw new CostException($"The table of {name} has a number that is negative or not finite; costs are 0 or more.");
    }

    /// <summary>What is counted, such as <c>flops</c>.</summary>
    public string Name { get; }

    /// <summary>The space whose choices it knows.</summary>
    public SearchSpace Space { get; }

    /// <summary>What every network costs beside its choices.</summary>
    public double Constant { get; }

    /// <summary>By key, in network order, the cost of each candidate.</summary>
    public IReadOnlyDictionary<string, double[]> Rows => _rows;

    /// <summary>The least that any network of the space costs.</summary>
    public double Least => Constant + _rows.Values.Sum(r => r.Min());

    /// <summary>The most that any network of the space costs.</summary>
    public double Most => Constant + _rows.Values.Sum(r => r.Max());

    /// <summary>The costs of a latency table, in milliseconds, under the name <c>latency_ms</c>.</summary>
    /// <exception cref="CostException">The space has nested or input choices.</exception>
    public static CandidateCosts Of(LatencyTable table)
    {
        ArgumentNullException.ThrowIfNull(table);
        return new CandidateCosts("latency_ms", table.Space, table.Rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Value, StringComparer.Ordinal), table.Constant);
    }

    /// <summary>The cost of one architecture.</summary>
    /// <exception cref="ArchitectureException">The architecture belongs to another space.</exception>
    public double Of(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        if (architecture.Space.Fingerprint != Space.Fingerprint)
            throw new ArchitectureException($"The architecture belongs to another space than the table of {Name}.");
        return Constant + _rows.Sum(r => architecture[r.Key].Selected.Sum(i => r.Value[i]));
    }
}

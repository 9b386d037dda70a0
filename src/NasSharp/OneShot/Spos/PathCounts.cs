using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Training.Checkpoints;

namespace NasSharp.OneShot.Spos;

/// <summary>How often each candidate of each choice was trained.</summary>
internal sealed class PathCounts(SearchSpace space) : ICheckpointed
{
    private readonly OrderedDictionary<string, long[]> _counts =
        new(space.Choices.Select(c => KeyValuePair.Create(c.Key, new long[c.Candidates.Count])), StringComparer.Ordinal);

    /// <summary>By key, one number for each candidate.</summary>
    public IReadOnlyDictionary<string, long[]> All => _counts;

    /// <summary>Paths that were drawn without a bin because none was found in it.</summary>
    public long OutsideBins { get; set; }

    /// <summary>Counts a path.</summary>
    public void Add(Architecture path)
    {
        foreach (var (key, decision) in path.Decisions)
            foreach (var candidate in decision.Selected)
                _counts[key][candidate]++;
    }

    public void Save(CheckpointSection section)
    {
        section.Values["counts"] = new JsonObject(_counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)new JsonArray([.. c.Value.Select(n => JsonValue.Create(n))]))));
        section.Values["outside_bins"] = OutsideBins;
    }

    public void Load(CheckpointSection section)
    {
        OutsideBins = section.Get<long>("outside_bins");
        var saved = section.Get("counts").AsObject();
        foreach (var (key, counts) in _counts)
            for (var i = 0; i < counts.Length; i++)
                counts[i] = saved[key]?[i]?.GetValue<long>() ?? throw new CheckpointException($"The checkpoint has no count for candidate {i} of '{key}'; it was written for another space.");
    }
}

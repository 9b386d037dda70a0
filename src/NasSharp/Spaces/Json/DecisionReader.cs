using System.Text.Json;

namespace NasSharp.Spaces.Json;

/// <summary>Reads one decision in any of NNI's encodings; what NNI misreads silently is an error here.</summary>
internal sealed class DecisionReader(string? source, StrictJson json)
{
    public Decision Read(Choice choice, JsonElement element)
    {
        var decision = element.ValueKind == JsonValueKind.Array ? FromList(choice, [.. element.EnumerateArray()]) : Decision.One(Index(choice, element));
        ArchitectureCheck.Fits(choice, decision, source);
        return decision;
    }

    private Decision FromList(Choice choice, JsonElement[] elements)
    {
        var count = choice.Candidates.Count;
        if (elements.Length == 0)
            return Decision.None;
        var booleans = elements.Count(e => e.ValueKind is JsonValueKind.True or JsonValueKind.False);
        if (booleans > 0)
        {
            if (booleans != elements.Length)
                throw Wrong(choice, "the list mixes booleans with other values; use one kind");
            if (elements.Length != count)
                throw Wrong(choice, $"found a list of {elements.Length} booleans; it needs one for each of its {count} candidates ({NearestName.Quote([.. choice.Candidates])})");
            return Decision.FromMask(elements.Select(e => e.GetBoolean()).ToArray());
        }
        var floats = elements.Count(StrictJson.IsFloat);
        if (floats > 0)
        {
            if (floats != elements.Length)
                throw Wrong(choice, "the list mixes weights with indices or names; write every weight with a point (1.0), or every index without");
            if (elements.Length != count)
                throw Wrong(choice, $"found {elements.Length} weights; it needs one for each of its {count} candidates");
            return Decision.Weighted(elements.Select(e => Weight(choice, e)).ToArray());
        }
        var indices = elements.Select(e => Index(choice, e)).ToArray();
        var repeated = indices.GroupBy(i => i).FirstOrDefault(g => g.Count() > 1);
        if (repeated is not null)
            throw Wrong(choice, $"candidate {repeated.Key} ('{NearestName.Shorten(choice.Candidates[repeated.Key])}') is listed {repeated.Count()} times; list each once");
        return Decision.Many(indices);
    }

    private double Weight(Choice choice, JsonElement element)
        => element.TryGetDouble(out var weight) && double.IsFinite(weight)
            ? weight
            : throw Wrong(choice, $"the weight {NearestName.Shorten(element.GetRawText())} is too large");

    private int Index(Choice choice, JsonElement element)
    {
        if (element.ValueKind == JsonValueKind.String)
            return IndexOf(choice, json.Text(element, $"key '{choice.Key}'"));
        if (element.ValueKind != JsonValueKind.Number)
            throw Wrong(choice, $"found {StrictJson.Kind(element)}; allowed are a name, an index, or a list of names, indices, booleans or weights");
        if (StrictJson.IsFloat(element))
            throw Wrong(choice, $"{NearestName.Shorten(element.GetRawText())} is no index; write an index without a point, or one weight for each candidate in a list");
        return StrictJson.TryInteger(element, out var index) && index >= 0 && index < choice.Candidates.Count
            ? index
            : throw Wrong(choice, $"index {NearestName.Shorten(element.GetRawText())} is out of range; {ArchitectureCheck.Allowed(choice)}");
    }

    private int IndexOf(Choice choice, string name)
    {
        var matches = Enumerable.Range(0, choice.Candidates.Count).Where(i => choice.Candidates[i] == name).ToArray();
        return matches.Length switch
        {
            1 => matches[0],
            0 => throw Wrong(choice, $"'{NearestName.Shorten(name)}' is none of its candidates; {NearestName.Hint(name, choice.Candidates)[..^1].TrimEnd('.')}"),
            _ => throw Wrong(choice, $"'{NearestName.Shorten(name)}' is ambiguous: {matches.Length} sources have that key; use the index ({string.Join(", ", matches)})"),
        };
    }

    private ArchitectureException Wrong(Choice choice, string what) => ArchitectureCheck.Wrong(choice, source, what);
}

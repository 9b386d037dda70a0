using System.Text.Json;

namespace NasSharp.Spaces.Json;

/// <summary>Reads an object of one value for each key into an architecture, strictly.</summary>
internal sealed class ArchitectureReader
{
    private readonly SearchSpace _space;
    private readonly string? _source;
    private readonly StrictJson _json;

    private ArchitectureReader(SearchSpace space, string? source)
    {
        _space = space;
        _source = source;
        _json = new StrictJson(Wrong);
    }

    /// <summary>Reads an architecture file.</summary>
    public static Architecture Parse(SearchSpace space, string json, string? source)
        => Parse(space, json, source, strict => new DecisionReader(source, strict).Read);

    /// <summary>Reads an object whose values <paramref name="decisionReader"/> understands.</summary>
    public static Architecture Parse(SearchSpace space, string json, string? source, Func<StrictJson, Func<Choice, JsonElement, Decision>> decisionReader)
    {
        ArgumentNullException.ThrowIfNull(space);
        ArgumentNullException.ThrowIfNull(json);
        var reader = new ArchitectureReader(space, source);
        return reader._json.ReadObject(json, "the architecture", members => reader.Read(members, decisionReader(reader._json)));
    }

    /// <summary>The description in an architecture file, or null when there is none.</summary>
    public static ArchitectureMeta? ParseMeta(string json, string? source)
    {
        var strict = new StrictJson((what, inner) => new ArchitectureException($"{ArchitectureCheck.Prefix(source)}{what}.", inner));
        return strict.ReadObject(json, "the architecture", members => members.Where(m => m.Key == ArchitectureMeta.MemberName)
            .Select(m => ArchitectureMetaJson.Read(m.Value)).FirstOrDefault());
    }

    private Architecture Read(IReadOnlyList<KeyValuePair<string, JsonElement>> members, Func<Choice, JsonElement, Decision> decisionReader)
    {
        var entries = members.Where(m => m.Key != ArchitectureMeta.MemberName).ToArray();
        var translated = NniDefaultKeys.Translate(_space, [.. entries.Select(e => e.Key)]);
        var decisions = new Decision?[_space.Choices.Count];
        var givenAs = new string?[decisions.Length];
        foreach (var (key, element) in entries)
        {
            var own = translated.GetValueOrDefault(key, key);
            if (!_space.Contains(own))
                throw Wrong($"unknown key '{NearestName.Shorten(key)}'; {NearestName.Hint(key, _space.Keys).TrimEnd('.')}", null);
            var index = _space.IndexOf(own);
            if (givenAs[index] is { } other)
                throw Wrong($"the keys '{other}' and '{key}' both decide '{own}'; keep one", null);
            givenAs[index] = key;
            decisions[index] = decisionReader(_space.Choices[index], element);
        }
        ArchitectureCheck.Complete(_space, decisions, _source);
        return Architecture.Of(_space, decisions);
    }

    private ArchitectureException Wrong(string what, Exception? inner)
        => new($"{ArchitectureCheck.Prefix(_source)}{what}{(what[^1] == '?' ? "" : ".")}", inner);
}

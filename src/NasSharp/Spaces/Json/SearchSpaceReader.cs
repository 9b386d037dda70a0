using System.Text.Json;

namespace NasSharp.Spaces.Json;

/// <summary>Reads NNI's search-space JSON, strictly.</summary>
internal sealed class SearchSpaceReader
{
    private readonly string? _source;
    private readonly StrictJson _json;

    private SearchSpaceReader(string? source)
    {
        _source = source;
        _json = new StrictJson(Wrong);
    }

    public static SearchSpace Parse(string json, string? source)
    {
        ArgumentNullException.ThrowIfNull(json);
        var reader = new SearchSpaceReader(source);
        try
        {
            return reader._json.ReadObject(json, "the search space", members => new SearchSpace(members.Select(m => reader.Entry(m.Key, m.Value))));
        }
        catch (SearchSpaceException e) when (source is not null && !e.Message.StartsWith(source, StringComparison.Ordinal))
        {
            throw reader.Wrong(e.Message.TrimEnd('.'), e);
        }
    }

    private Choice Entry(string key, JsonElement element)
    {
        var where = $"key '{NearestName.Shorten(key)}'";
        var members = _json.Members(element, where);
        Known(where, members, SearchSpaceJson.Type, SearchSpaceJson.Value, SearchSpaceJson.When);
        var type = _json.Text(Member(where, members, SearchSpaceJson.Type), $"{where}: '_type'");
        var value = Member(where, members, SearchSpaceJson.Value);
        var when = members.Where(m => m.Key == SearchSpaceJson.When).SelectMany(m => Conditions(m.Value, $"{where}: '_when'")).ToArray();
        return type switch
        {
            SearchSpaceJson.LayerChoice => Choice.Layer(key, Names(value, $"{where}: '_value'"), when),
            SearchSpaceJson.InputChoice => InputChoice(key, value, where, when),
            _ => throw Wrong($"{where}: '_type' is '{NearestName.Shorten(type)}'; allowed are 'layer_choice' and 'input_choice'", null),
        };
    }

    private Choice InputChoice(string key, JsonElement value, string where, Condition[] when)
    {
        var members = _json.Members(value, $"{where}: '_value'");
        Known($"{where}: '_value'", members, SearchSpaceJson.Candidates, SearchSpaceJson.ChosenCount);
        var sources = Names(Member($"{where}: '_value'", members, SearchSpaceJson.Candidates), $"{where}: 'candidates'");
        var chosen = Member($"{where}: '_value'", members, SearchSpaceJson.ChosenCount);
        return Choice.Input(key, sources, chosen.ValueKind == JsonValueKind.Null ? null : _json.Integer(chosen, $"{where}: 'n_chosen'"), when);
    }

    private IEnumerable<Condition> Conditions(JsonElement element, string where)
    {
        foreach (var place in _json.Elements(element, where))
        {
            var candidates = _json.Members(place, where).Select(m => new CandidateReference(m.Key, _json.Integer(m.Value, where))).ToArray();
            yield return candidates.Length > 0 ? new Condition(candidates) : throw Wrong($"{where} holds an empty object; name the enclosing candidates", null);
        }
    }

    private string[] Names(JsonElement element, string where) => [.. _json.Elements(element, where).Select(e => _json.Text(e, where))];

    private JsonElement Member(string where, IReadOnlyList<KeyValuePair<string, JsonElement>> members, string name)
    {
        foreach (var member in members)
            if (member.Key == name)
                return member.Value;
        throw Wrong($"{where} has no '{name}'", null);
    }

    private void Known(string where, IReadOnlyList<KeyValuePair<string, JsonElement>> members, params string[] allowed)
    {
        foreach (var member in members)
            if (!allowed.Contains(member.Key))
                throw Wrong($"{where} has an unknown member '{NearestName.Shorten(member.Key)}'; allowed are {NearestName.Quote(allowed)}", null);
    }

    private SearchSpaceException Wrong(string what, Exception? inner) => new($"{ArchitectureCheck.Prefix(_source)}{what}.", inner);
}

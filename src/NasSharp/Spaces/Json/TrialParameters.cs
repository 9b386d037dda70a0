using System.Text.Json;
using System.Text.Json.Nodes;

namespace NasSharp.Spaces.Json;

/// <summary>The form in which a tuner hands an architecture to a trial: name and index, so that each confirms the other.</summary>
internal static class TrialParameters
{
    private const string Value = "_value";
    private const string Index = "_idx";

    public static string Print(Architecture architecture, KeyOrder order)
    {
        var root = new JsonObject();
        foreach (var (key, decision) in PythonJson.InOrder(architecture.Decisions, order))
            root.Add(key, Encode(architecture.Space[key], decision));
        return PythonJson.Print(root);
    }

    public static Architecture Parse(SearchSpace space, string json, string? source)
        => ArchitectureReader.Parse(space, json, source, strict => (choice, element) => Read(choice, element, source, strict));

    private static JsonObject Encode(Choice choice, Decision decision)
    {
        if (decision.Weights is not null)
            throw new ArchitectureException($"Choice '{choice.Key}' has weights; the parameters of a trial can only select.");
        if (choice.Kind == ChoiceKind.InputChoice)
            return new JsonObject
            {
                [Value] = new JsonArray([.. decision.Selected.Select(i => (JsonNode)choice.Candidates[i])]),
                [Index] = new JsonArray([.. decision.Selected.Select(i => (JsonNode)i)]),
            };
        if (decision.Selected is not [var index])
            throw new ArchitectureException($"Layer choice '{choice.Key}' selects {decision.Selected.Count} candidates; the parameters of a trial need exactly one.");
        return new JsonObject { [Value] = choice.Candidates[index], [Index] = index };
    }

    private static Decision Read(Choice choice, JsonElement element, string? source, StrictJson json)
    {
        var where = $"key '{choice.Key}'";
        var members = json.Members(element, where);
        if (members.Count != 2 || members.All(m => m.Key != Value) || members.All(m => m.Key != Index))
            throw ArchitectureCheck.Wrong(choice, source, $"it needs exactly '{Value}' and '{Index}'; found {NearestName.Quote([.. members.Select(m => m.Key)])}");
        var value = members.First(m => m.Key == Value).Value;
        var index = members.First(m => m.Key == Index).Value;
        var isInput = choice.Kind == ChoiceKind.InputChoice;
        var indices = isInput ? json.Elements(index, $"{where}: '{Index}'").Select(e => json.Integer(e, $"{where}: '{Index}'")).ToArray() : [json.Integer(index, $"{where}: '{Index}'")];
        var names = isInput ? json.Elements(value, $"{where}: '{Value}'").Select(e => json.Text(e, $"{where}: '{Value}'")).ToArray() : [json.Text(value, $"{where}: '{Value}'")];
        if (names.Length != indices.Length)
            throw ArchitectureCheck.Wrong(choice, source, $"'{Value}' has {names.Length} entries and '{Index}' {indices.Length}");
        foreach (var (i, name) in indices.Zip(names))
        {
            if (i < 0 || i >= choice.Candidates.Count)
                throw ArchitectureCheck.Wrong(choice, source, $"index {i} is out of range; {ArchitectureCheck.Allowed(choice)}");
            if (choice.Candidates[i] != name)
                throw ArchitectureCheck.Wrong(choice, source, $"index {i} is '{NearestName.Shorten(choice.Candidates[i])}', but '{Value}' says '{NearestName.Shorten(name)}'");
        }
        if (indices.Distinct().Count() != indices.Length)
            throw ArchitectureCheck.Wrong(choice, source, $"an index is repeated in [{string.Join(", ", indices)}]");
        var decision = Decision.Many(indices);
        ArchitectureCheck.Fits(choice, decision, source);
        return decision;
    }
}

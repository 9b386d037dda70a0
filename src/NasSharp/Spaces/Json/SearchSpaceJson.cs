using System.Text.Json.Nodes;

namespace NasSharp.Spaces.Json;

/// <summary>Writes NNI's search-space JSON.</summary>
internal static class SearchSpaceJson
{
    public const string Type = "_type";
    public const string Value = "_value";
    public const string When = "_when"; // ours: NNI knows no nesting
    public const string LayerChoice = "layer_choice";
    public const string InputChoice = "input_choice";
    public const string Candidates = "candidates";
    public const string ChosenCount = "n_chosen";

    public static string Print(SearchSpace space, KeyOrder order)
    {
        var root = new JsonObject();
        foreach (var (key, choice) in PythonJson.InOrder(space.Choices.Select(c => KeyValuePair.Create(c.Key, c)), order))
            root.Add(key, Entry(choice));
        return PythonJson.Print(root);
    }

    private static JsonObject Entry(Choice choice)
    {
        var names = new JsonArray([.. choice.Candidates.Select(c => (JsonNode)c)]);
        var entry = choice.Kind == ChoiceKind.LayerChoice
            ? new JsonObject { [Type] = LayerChoice, [Value] = names }
            : new JsonObject { [Type] = InputChoice, [Value] = new JsonObject { [Candidates] = names, [ChosenCount] = choice.ChosenCount } };
        if (choice.ActiveWhen.Count > 0)
            entry[When] = new JsonArray([.. choice.ActiveWhen.Select(Place)]);
        return entry;
    }

    private static JsonObject Place(Condition condition)
        => new(condition.Candidates.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)c.Candidate)));
}

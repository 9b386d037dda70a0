using System.Text.Json.Nodes;

namespace NasSharp.Spaces.Json;

/// <summary>Writes an architecture as NNI exports it.</summary>
internal static class ArchitectureJson
{
    public static string Print(Architecture architecture, ArchitectureMeta? meta, KeyOrder order)
    {
        var root = new JsonObject();
        if (meta is not null)
            root.Add(ArchitectureMeta.MemberName, ArchitectureMetaJson.ToNode(meta));
        foreach (var (key, decision) in PythonJson.InOrder(architecture.Decisions, order))
            root.Add(key, Encode(architecture.Space[key], decision));
        return PythonJson.Print(root);
    }

    /// <summary>One selected candidate stands alone, several or none in a list, weights in a list of numbers with a point.</summary>
    private static JsonNode Encode(Choice choice, Decision decision)
    {
        if (decision.Weights is { } weights)
            return new JsonArray([.. weights.Select(w => (JsonNode)w)]);
        var byName = WritesNames(choice);
        var nodes = decision.Selected.Select(i => byName ? (JsonNode)choice.Candidates[i] : i).ToArray();
        return nodes.Length == 1 ? nodes[0] : new JsonArray(nodes);
    }

    // NNI's rule: names of a layer choice unless all of them are numbers; names of sources only when they all differ.
    private static bool WritesNames(Choice choice) => choice.Kind == ChoiceKind.LayerChoice
        ? choice.Candidates.Any(name => name.Length == 0 || !name.All(char.IsDigit))
        : choice.Candidates.Distinct(StringComparer.Ordinal).Count() == choice.Candidates.Count;
}

using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

/// <summary>The encodings of NNI, written without the library's own writer.</summary>
internal static class Encodings
{
    public delegate JsonNode? Encoding(Choice choice, Decision decision);

    public static IReadOnlyList<Encoding> All { get; } =
    [
        (_, d) => d.Selected.Count == 1 ? d.Selected[0] : Numbers(d),
        (c, d) => d.Selected.Count == 1 && Unique(c) ? c.Candidates[d.Selected[0]] : Numbers(d),
        (_, d) => Numbers(d),
        (c, d) => Unique(c) ? new JsonArray([.. d.Selected.Select(i => (JsonNode)c.Candidates[i])]) : Numbers(d),
        (c, d) => new JsonArray([.. d.ToMask(c.Candidates.Count).Select(b => (JsonNode)b)]),
        (c, d) => new JsonArray([.. d.ToMask(c.Candidates.Count).Select(b => JsonNode.Parse(b ? "1.0" : "0.0")!)]),
    ];

    public static string Print(Architecture architecture, Encoding encode)
        => new JsonObject(architecture.Decisions.Select(d => KeyValuePair.Create(d.Key, encode(architecture.Space[d.Key], d.Value))))
            .ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static bool Unique(Choice choice) => choice.Candidates.Distinct().Count() == choice.Candidates.Count;

    private static JsonArray Numbers(Decision decision) => new([.. decision.Selected.Select(i => (JsonNode)i)]);
}

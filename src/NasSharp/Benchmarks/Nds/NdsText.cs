using System.Text.Json;
using NasSharp.Benchmarks.Tables;

namespace NasSharp.Benchmarks.Nds;

/// <summary>A network of NDS as text, <c>key=value</c> with commas between them, and back.</summary>
internal static class NdsText
{
    private static readonly string[] Cells = ["normal", "reduce"], Branches = ["x", "y"];

    public static IReadOnlyDictionary<string, string> Parse(string text)
    {
        var known = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in text.Split(','))
            known[part[..part.IndexOf('=')]] = part[(part.IndexOf('=') + 1)..];
        return known;
    }

    /// <summary>The text of a network of a sweep.</summary>
    public static string Print(NdsSweep sweep, JsonRow row)
    {
        var (net, optim) = (row.Member("net"), row.Inside("optim"));
        if (net.ValueKind != JsonValueKind.Object)
            throw row.Wrong("'net' is no object");
        var cell = net.TryGetProperty("genotype", out var genotype);
        List<(string Key, string Value)> parts =
        [
            ("proposer", sweep.Proposer), ("generator", sweep.Generator), ("dataset", sweep.Dataset), ("family", cell ? "nas_cell" : Family(row, net)),
            ("epochs", $"{optim.Whole("max_ep")}"), ("base_lr", Value(optim.Member("base_lr"))), ("wd", Value(optim.Member("wd"))),
        ];
        foreach (var member in net.EnumerateObject().Where(m => m.Name is not ("genotype" or "block_type") && m.Value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Object)))
            if (Value(member.Value) is { Length: > 0 } value)
                parts.Add((member.Name, value));
        if (cell)
            parts.AddRange(Cells.SelectMany(kind => Cell(row, genotype, kind)));
        return parts.Find(p => p.Value.Contains(',') || p.Value.Contains('=')) is { Key: not null } odd
            ? throw row.Wrong($"'{odd.Key}' is '{odd.Value}', which has a comma or an equals sign")
            : string.Join(',', parts.Select(p => $"{p.Key}={p.Value}"));
    }

    private static IEnumerable<(string, string)> Cell(JsonRow row, JsonElement genotype, string kind)
    {
        if (genotype.ValueKind != JsonValueKind.Object || !genotype.TryGetProperty(kind, out var edges) || edges.ValueKind != JsonValueKind.Array)
            throw row.Wrong($"the genotype has no list '{kind}'");
        foreach (var (index, edge) in edges.EnumerateArray().Index())
        {
            if (edge.ValueKind != JsonValueKind.Array || edge.GetArrayLength() != 2)
                throw row.Wrong($"'{kind}' of the genotype has {edge}; expected an operation and what it takes");
            yield return ($"{kind}_{index / 2}_op_{Branches[index % 2]}", Value(edge[0]));
            yield return ($"{kind}_{index / 2}_input_{Branches[index % 2]}", Value(edge[1]));
        }
        if (genotype.TryGetProperty($"{kind}_concat", out var concat))
            yield return ($"{kind}_concat", Value(concat));
    }

    private static string Family(JsonRow row, JsonElement net)
    {
        var block = net.TryGetProperty("block_type", out var type) && type.ValueKind == JsonValueKind.String ? type.GetString()! : throw row.Wrong("'net' has neither 'genotype' nor 'block_type'");
        return block.StartsWith("res_bottleneck", StringComparison.Ordinal) ? "residual_bottleneck"
            : block.StartsWith("res_basic", StringComparison.Ordinal) ? "residual_basic"
            : block.StartsWith("double_plain", StringComparison.Ordinal) ? "vanilla"
            : throw row.Wrong($"'block_type' is '{block}'; expected one that begins with res_bottleneck, res_basic or double_plain");
    }

    private static string Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => string.Join('+', value.EnumerateArray().Select(Value)),
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Null => "",
        JsonValueKind.String => value.GetString()!,
        _ => value.GetRawText(),
    };
}

using System.Text.Encodings.Web;
using System.Text.Json;
using NasSharp.OneShot;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.IO;

namespace NasSharp.Supernets;

/// <summary><c>supernet.json</c>: what a supernet consists of, in columns, so that a large one stays small and is read quickly.</summary>
internal static class SupernetFile
{
    public const string Name = "supernet.json";

    private const int Version = 1;
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes the file.</summary>
    public static void Write(string path, SupernetGraph graph, string trainer, string kind) => AtomicFile.Write(path, stream =>
    {
        using var json = new Utf8JsonWriter(stream, Format);
        json.WriteStartObject();
        json.WriteNumber("version", Version);
        json.WriteString("trainer", trainer);
        json.WriteString("model", graph.Model);
        json.WriteString("kind", kind);
        json.WriteBoolean("complete", graph.Complete);
        Column(json, "notes", graph.Notes, json.WriteStringValue);
        Shapes(json, "inputs", graph.Inputs);
        Modules(json, graph.Modules.Modules);
        Choices(json, graph);
        Column(json, "scopes", graph.Space.Scopes, scope =>
        {
            json.WriteStartObject();
            json.WriteString("key", scope.Key);
            json.WriteNumber("start", scope.Start);
            json.WriteNumber("count", scope.Count);
            json.WriteEndObject();
        });
        Operators(json, graph.Operators);
        json.WriteStartObject("totals");
        json.WriteNumber("parameters", graph.Modules.Modules[0].Parameters);
        json.WriteNumber("flops", graph.Modules.Modules[0].Flops);
        json.WriteEndObject();
        json.WriteEndObject();
    });

    /// <summary>Whether the file was written for a model with these modules; false when it is missing or damaged.</summary>
    public static bool Describes(string path, torch.nn.Module model)
    {
        if (!File.Exists(path))
            return false;
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var written = document.RootElement.GetProperty("modules").GetProperty("path").EnumerateArray().Select(p => p.GetString());
            return written.SequenceEqual(new ModuleTable(model, []).Modules.Select(m => m.Path));
        }
        catch (Exception damage) when (damage is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return false;
        }
    }

    private static void Modules(Utf8JsonWriter json, IReadOnlyList<ModuleRow> modules)
    {
        json.WriteStartObject("modules");
        Column(json, "path", modules, m => json.WriteStringValue(m.Path));
        Column(json, "type", modules, m => json.WriteStringValue(m.Type));
        Column(json, "parent", modules, m => json.WriteNumberValue(m.Parent));
        Column(json, "parameters", modules, m => json.WriteNumberValue(m.Parameters));
        Column(json, "flops", modules, m => json.WriteNumberValue(m.Flops));
        Column(json, "choice", modules, m => json.WriteNumberValue(m.Choice));
        Column(json, "candidate", modules, m => json.WriteNumberValue(m.Candidate));
        json.WriteEndObject();
    }

    private static void Choices(Utf8JsonWriter json, SupernetGraph graph)
    {
        var offset = 0;
        Column(json, "choices", graph.Space.Choices.Index(), entry =>
        {
            var (index, choice) = entry;
            var places = graph.Mutables.Where(m => m.Choice == index).Select(m => m.Mutable).ToList();
            json.WriteStartObject();
            json.WriteString("key", choice.Key);
            json.WriteString("kind", choice.Kind == ChoiceKind.LayerChoice ? "layer" : "input");
            Column(json, "candidates", choice.Candidates, json.WriteStringValue);
            if ((choice.Kind == ChoiceKind.LayerChoice ? 1 : choice.ChosenCount) is { } chosen)
                json.WriteNumber("chosen", chosen);
            else
                json.WriteNull("chosen");
            Column(json, "skip", choice.Kind == ChoiceKind.LayerChoice && places.OfType<ILayerChoice>().Any() ? SkipCandidates.Of(places) : new bool[choice.Candidates.Count], json.WriteBooleanValue);
            json.WriteNumber("offset", offset);
            json.WriteNumber("size", choice.Candidates.Count);
            Column(json, "places", places.OfType<torch.nn.Module>().Select(m => graph.Modules.TryFind(m, out var row) ? row : -1), json.WriteNumberValue);
            Column(json, "when", choice.ActiveWhen, condition =>
            {
                json.WriteStartArray();
                foreach (var reference in condition.Candidates)
                {
                    json.WriteStartObject();
                    json.WriteString("key", reference.Key);
                    json.WriteNumber("candidate", reference.Candidate);
                    json.WriteEndObject();
                }
                json.WriteEndArray();
            });
            json.WriteEndObject();
            offset += choice.Candidates.Count;
        });
    }

    private static void Operators(Utf8JsonWriter json, OperatorTable table)
    {
        json.WriteStartObject("operators");
        Column(json, "name", table.Operators, o => json.WriteStringValue(o.Name));
        Column(json, "module", table.Operators, o => json.WriteNumberValue(o.Module));
        Column(json, "shape", table.Operators, o => json.WriteNumberValue(o.Shape));
        Column(json, "parameters", table.Operators, o => json.WriteNumberValue(o.Parameters));
        Column(json, "flops", table.Operators, o => json.WriteNumberValue(o.Flops));
        Column(json, "label", table.Operators, o => json.WriteStringValue(o.Label));
        json.WriteEndObject();
        Shapes(json, "shapes", table.Shapes);
        json.WriteStartObject("edges");
        Column(json, "from", table.Edges, e => json.WriteNumberValue(e.From));
        Column(json, "to", table.Edges, e => json.WriteNumberValue(e.To));
        Column(json, "shape", table.Edges, e => json.WriteNumberValue(e.Shape));
        Column(json, "candidate", table.Edges, e => json.WriteNumberValue(e.Candidate));
        json.WriteEndObject();
        Column(json, "outputs", table.Outputs, json.WriteNumberValue);
    }

    private static void Shapes(Utf8JsonWriter json, string name, IEnumerable<long[]> shapes) => Column(json, name, shapes, shape =>
    {
        json.WriteStartArray();
        foreach (var size in shape)
            json.WriteNumberValue(size);
        json.WriteEndArray();
    });

    private static void Column<T>(Utf8JsonWriter json, string name, IEnumerable<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            write(value);
        json.WriteEndArray();
    }
}

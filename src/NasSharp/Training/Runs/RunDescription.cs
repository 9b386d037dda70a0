using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Encodings.Web;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Training.Runs;

/// <summary>What a run is: everything that must be the same for it to be continued. It stands in <c>run.json</c> and in every checkpoint.</summary>
internal static class RunDescription
{
    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        WriteIndented = true,
        IncludeFields = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    /// <summary>Describes a run.</summary>
    public static JsonObject Of<TOptions>(string kind, RunOptions run, TOptions options, torch.nn.Module model, IReadOnlyList<DataSplit> splits) => new()
    {
        ["kind"] = kind,
        ["seed"] = run.Seed,
        ["mixed_precision"] = run.MixedPrecision.ToString(),
        ["options"] = JsonSerializer.SerializeToNode(options, Format),
        ["data"] = new JsonObject(splits.Select(s => KeyValuePair.Create(s.Kind, (JsonNode?)$"{s.Name}, {s.Count} samples, {s.Fingerprint}"))),
        ["preprocessing"] = splits.Select(s => s.Preprocessing).FirstOrDefault(p => p is not null) is { } preprocessing ? JsonNode.Parse(preprocessing.ToJson()) : null,
        ["model"] = new JsonObject
        {
            ["name"] = model.GetName(),
            ["parameters"] = model.parameters().Sum(p => p.numel()),
            ["tensors"] = model.state_dict().Count,
        },
    };

    /// <summary>The text for <c>run.json</c>: the description, and facts that may differ when a run is continued.</summary>
    public static string Print(JsonObject description, torch.Device device, int epochs, long stepsPerEpoch)
    {
        var file = (JsonObject)description.DeepClone();
        file["machine"] = new JsonObject
        {
            ["device"] = device.ToString(),
            ["threads"] = torch.get_num_threads(),
            ["libtorch"] = torch.__version__,
            ["nassharp"] = Spaces.ArchitectureMeta.CurrentToolVersion,
        };
        file["schedule"] = new JsonObject { ["epochs"] = epochs, ["steps_per_epoch"] = stepsPerEpoch };
        return file.ToJsonString(Format) + "\n";
    }

    /// <summary>Demands that a run is continued as what it was.</summary>
    /// <exception cref="CheckpointException">Something differs; the first difference is named with both values.</exception>
    public static void DemandSame(JsonObject saved, JsonObject now, string folder)
    {
        var (before, after) = (Flatten(saved), Flatten(now));
        foreach (var name in before.Keys.Union(after.Keys, StringComparer.Ordinal))
        {
            var (old, current) = (before.GetValueOrDefault(name, "nothing"), after.GetValueOrDefault(name, "nothing"));
            if (old != current)
                throw new CheckpointException($"The run in {folder} was made with {name} = {old}, now it is {current}; resume with the same value, or start in a new folder.");
        }
    }

    private static Dictionary<string, string> Flatten(JsonObject root)
    {
        var flat = new Dictionary<string, string>(StringComparer.Ordinal);
        Collect(root, "");
        return flat;

        void Collect(JsonObject node, string path)
        {
            foreach (var (name, value) in node)
            {
                if (value is JsonObject inner)
                    Collect(inner, path + name + ".");
                else
                    flat.Add(path + name, value?.ToJsonString(Format) ?? "none");
            }
        }
    }
}

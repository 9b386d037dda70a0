using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Torch.IO;
using NasSharp.Training.Runs;

namespace NasSharp.Morphing;

/// <summary>What a growing search has done, in a file that is replaced as a whole after every network.</summary>
internal sealed class GrowthJournal
{
    private const string File = "networks.json";

    private readonly string _folder;
    private readonly string _path;

    /// <summary>Opens the journal of a folder; without <paramref name="resume"/> there must be none.</summary>
    /// <exception cref="RunFolderException">The folder holds a search although none was to be resumed, or the journal is damaged.</exception>
    public GrowthJournal(string folder, bool resume)
    {
        (_folder, _path) = (folder, Path.Combine(folder, File));
        Directory.CreateDirectory(folder);
        if (!System.IO.File.Exists(_path))
            return;
        if (!resume)
            throw new RunFolderException($"{folder} already holds a search; resume it, or choose another folder.");
        try
        {
            Networks.AddRange(JsonNode.Parse(System.IO.File.ReadAllText(_path))!.AsArray().Select(Read!));
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or NullReferenceException or NetworkPlanException or FormatException)
        {
            throw new RunFolderException($"{_path} is damaged: {wrong.Message}", wrong);
        }
    }

    /// <summary>The networks whose training has ended, in order.</summary>
    public List<GrownNetwork> Networks { get; } = [];

    /// <summary>The folder of a network.</summary>
    public string FolderOf(int id) => Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"network-{id:D4}"));

    /// <summary>Adds a network.</summary>
    public void Add(GrownNetwork network)
    {
        Networks.Add(network);
        AtomicFile.WriteAllText(_path, new JsonArray([.. Networks.Select(Print)]).ToJsonString(RunFiles.Readable) + "\n");
    }

    private static JsonObject Print(GrownNetwork network) => new()
    {
        ["id"] = network.Id,
        ["parent"] = network.Parent,
        ["change"] = network.Change,
        ["score"] = network.Score,
        ["plan"] = JsonNode.Parse(network.Plan.ToJson()),
    };

    private GrownNetwork Read(JsonNode entry) => new(entry["id"]!.GetValue<int>(), NetworkPlan.Parse(entry["plan"]!.ToJsonString(), _path),
        entry["parent"]?.GetValue<int>(), entry["change"]!.GetValue<string>(), entry["score"]?.GetValue<double>(), FolderOf(entry["id"]!.GetValue<int>()));
}

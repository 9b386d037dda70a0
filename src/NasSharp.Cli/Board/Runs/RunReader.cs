using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Sources;
using NasSharp.Spaces;

namespace NasSharp.Cli.Board.Runs;

/// <summary>Everything the Board reads of one run. Any number of requests may ask at once; each sees the files as they are.</summary>
internal sealed class RunReader(string folder)
{
    private readonly Lock _lock = new();
    private readonly MetricsLog _metrics = new(Path.Combine(folder, "metrics.jsonl"));
    private readonly WeightHistory _weights = new(Path.Combine(folder, "weights.bin"));
    private SupernetReading? _supernet;
    private string _supernetVersion = "";

    /// <summary>The folder, as the Board may read it.</summary>
    public SafeFolder Files { get; } = new(folder);

    /// <summary>The curves.</summary>
    public SeriesAnswer Series(int max, long since)
    {
        lock (_lock)
            return SeriesAnswer.Of(_metrics, max, since);
    }

    /// <summary>The frames of the weights.</summary>
    public byte[] Weights(int from, int to, int maxFrames, bool narrow)
    {
        lock (_lock)
        {
            _metrics.Refresh();
            return WeightAnswer.Of(_weights, _metrics, from, to, maxFrames, narrow);
        }
    }

    /// <summary>Entropy, skip connections, eigenvalue and alarms.</summary>
    public object Health(int max)
    {
        lock (_lock)
        {
            var problems = new List<string>();
            return HealthAnswer.Of(_weights, _metrics, Supernet(problems), GuardReading.Of(JsonFile.Read(Path.Combine(folder, "run.json"), [])), max, problems);
        }
    }

    /// <summary>The supernet's file for the page.</summary>
    public JsonObject SupernetFile()
    {
        lock (_lock)
        {
            var problems = new List<string>();
            if (Supernet(problems) is { } supernet)
            {
                var content = supernet.Content.DeepClone().AsObject();
                content["available"] = true;
                content["cost"] = CostReading.Of(Path.Combine(folder, CostReading.FileName), supernet.Space, problems);
                if (problems.Count > 0)
                    content["notes"] = new JsonArray([.. (content["notes"] as JsonArray ?? []).Select(n => n?.DeepClone()), .. problems.Select(p => (JsonNode?)p)]);
                return content;
            }
            return new JsonObject
            {
                ["available"] = false,
                ["reason"] = problems.Count > 0 ? problems[0] : "there is no supernet.json: a search writes it before its first step, other runs have none",
            };
        }
    }

    /// <summary>What is derived at a step or after an epoch; without either the result or, before there is one, the newest.</summary>
    public ArchitectureAnswer Architecture(long? step, int? epoch)
    {
        lock (_lock)
        {
            var problems = new List<string>();
            _weights.Refresh();
            return new ArchitectureReading(folder, Supernet(problems), _weights, problems).Answer(step, epoch);
        }
    }

    /// <summary>Where architectures can be had.</summary>
    public object Architectures()
    {
        lock (_lock)
        {
            _metrics.Refresh();
            var ends = _metrics.Series.FirstOrDefault(s => s.Phase == "epoch");
            var items = ArchitectureReading.Epochs(folder).Select(e => new { step = ends is not null && e < ends.X.Count ? (double?)ends.X[e] : null, epoch = (int?)e, source = "epoch" }).ToList();
            if (File.Exists(Path.Combine(folder, "architecture.json")))
                items.Add(new { step = (double?)null, epoch = (int?)null, source = "result" });
            return new { items };
        }
    }

    /// <summary>The architectures that a search compared.</summary>
    public object Candidates()
    {
        var problems = new List<string>();
        var result = JsonFile.Read(Path.Combine(folder, "result.json"), problems);
        var items = (result?["candidates"] as JsonArray ?? []).OfType<JsonObject>().Select((c, i) => new { rank = i + 1, score = c.Number("score"), metrics = c["validation"], architecture = c["architecture"] });
        return new { items, problems };
    }

    /// <summary>A summary for the list.</summary>
    public RunSummary Summary(bool running)
    {
        lock (_lock)
        {
            _metrics.Refresh();
            return RunSummary.Of(folder, _metrics, running);
        }
    }

    /// <summary>Numbers that change when the files do: the length of the metrics, the frames, the version of the supernet, the architectures.</summary>
    public (long Metrics, int Weights, string Supernet, int Architectures, bool Finished) Signs()
    {
        lock (_lock)
        {
            _weights.Refresh();
            var metrics = new FileInfo(Path.Combine(folder, "metrics.jsonl"));
            return (metrics.Exists ? metrics.Length : 0, _weights.Steps.Count, Version(), ArchitectureReading.Epochs(folder).Count, File.Exists(Path.Combine(folder, "result.json")));
        }
    }

    private SupernetReading? Supernet(List<string> problems)
    {
        var version = Version();
        if (version != _supernetVersion || _supernet is null)
            (_supernet, _supernetVersion) = (SupernetReading.Read(Path.Combine(folder, "supernet.json"), problems), version);
        return _supernet;
    }

    private string Version()
    {
        var file = new FileInfo(Path.Combine(folder, "supernet.json"));
        return file.Exists ? string.Create(CultureInfo.InvariantCulture, $"{file.Length:x}{file.LastWriteTimeUtc.Ticks:x}") : "";
    }
}

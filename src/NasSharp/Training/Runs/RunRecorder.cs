using System.Text.Json.Nodes;
using NasSharp.Torch.IO;
using NasSharp.Training.Checkpoints;
using NasSharp.Training.Metrics;
using NasSharp.Training.Progress;
using NasSharp.Training.TensorBoard;

namespace NasSharp.Training.Runs;

/// <summary>Everything a run tells the world while it works: metrics, TensorBoard events, progress. Without a folder only progress remains.</summary>
internal sealed class RunRecorder : IDisposable
{
    private readonly RunOptions _options;
    private MetricsFile? _metrics;
    private EventFile? _events;
    private double _secondsBefore;
    private long _startedAt;

    public RunRecorder(RunOptions options, RunFolder? folder)
    {
        _options = options;
        Folder = folder;
        _startedAt = options.Time.GetTimestamp();
    }

    /// <summary>The run's folder; null when nothing is written.</summary>
    public RunFolder? Folder { get; }

    /// <summary>Working time over all resumptions.</summary>
    public TimeSpan Elapsed => TimeSpan.FromSeconds(_secondsBefore) + _options.Time.GetElapsedTime(_startedAt);

    /// <summary>Opens the files of a new run, or those of a checkpoint at the places where it left them.</summary>
    public void Open(CheckpointSection? saved, long step)
    {
        _secondsBefore = saved?.Get<double>("seconds") ?? 0;
        _startedAt = _options.Time.GetTimestamp();
        if (Folder is null)
            return;
        _metrics = new MetricsFile(Folder.Metrics, saved?.Get<long>("metrics_position") ?? 0);
        if (_options.TensorBoard)
            _events = new EventFile(Folder.TensorBoard, saved is null ? 0 : step + 1, _options.Time);
    }

    /// <summary>Notes where the files stand; what was written so far is safe on the disk afterwards.</summary>
    public void Save(CheckpointSection section)
    {
        _metrics?.FlushToDisk();
        section.Values["metrics_position"] = _metrics?.Position ?? 0;
        section.Values["seconds"] = Elapsed.TotalSeconds;
    }

    /// <summary>Writes a line of metrics and the same numbers as events.</summary>
    public void Record(
        long step, int epoch, string phase, IEnumerable<KeyValuePair<string, double>> values,
        IReadOnlyList<KeyValuePair<string, IReadOnlyList<KeyValuePair<string, double[]>>>>? vectors = null)
    {
        var list = values.ToList();
        _metrics?.Append(new MetricsRecord
        {
            Step = step,
            Epoch = epoch,
            Phase = phase,
            Values = list,
            Vectors = vectors ?? [],
            Seconds = Elapsed.TotalSeconds,
            Time = _options.Time.GetUtcNow(),
        });
        if (_events is null)
            return;
        _events.Scalars(step, list.Select(v => KeyValuePair.Create($"{phase}/{v.Key}", v.Value)));
        foreach (var (group, entries) in vectors ?? [])
        {
            foreach (var (name, numbers) in entries)
                _events.Histogram(step, $"{group}/{name}", numbers);
        }
    }

    /// <summary>Shows a text in TensorBoard.</summary>
    public void RecordText(long step, string tag, string text) => _events?.Text(step, tag, text);

    /// <summary>Tells whoever watches.</summary>
    public void Tell(ProgressEvent progress) => _options.Progress?.Report(progress);

    /// <summary>Writes a JSON file of the run's folder, when there is one.</summary>
    public void WriteJson(string name, JsonNode content)
    {
        if (Folder is not null)
            AtomicFile.WriteAllText(Folder.At(name), content.ToJsonString(RunFiles.Readable) + "\n");
    }

    /// <summary>Closes the files.</summary>
    public void Dispose()
    {
        _metrics?.Dispose();
        _events?.Dispose();
        Folder?.Dispose();
    }
}

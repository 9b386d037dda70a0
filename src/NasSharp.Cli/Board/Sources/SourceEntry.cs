using System.Security.Cryptography;
using System.Text;
using NasSharp.Cli.Board.Runs;
using NasSharp.Cli.Board.Trials;

namespace NasSharp.Cli.Board.Sources;

/// <summary>A run or an experiment that the Board shows. The id depends on the folder's path alone.</summary>
internal sealed class SourceEntry : IDisposable
{
    private static readonly string[] Written = ["metrics.jsonl", "result.json", "run.json", "nasctl.json"];
    private static readonly TimeSpan ProbeEvery = TimeSpan.FromSeconds(2);

    private readonly TimeProvider _time;
    private readonly Lock _lock = new();
    private (long At, bool Running)? _probed;

    private SourceEntry(string folder, string path, TimeProvider time, bool isRun)
    {
        (Folder, Path, _time) = (folder, path, time);
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(folder)))[..10];
        Id = $"{(isRun ? "run" : "exp")}-{digest}";
        if (isRun)
            Run = new RunReader(folder);
        else
            Experiment = new ExperimentReader(folder);
    }

    public static SourceEntry OfRun(string folder, string path, TimeProvider time) => new(folder, path, time, isRun: true);

    public static SourceEntry OfExperiment(string folder, string path, TimeProvider time) => new(folder, path, time, isRun: false);

    public string Id { get; }

    /// <summary>The folder, absolute.</summary>
    public string Folder { get; }

    /// <summary>The folder as people know it.</summary>
    public string Path { get; }

    public RunReader? Run { get; }

    public ExperimentReader? Experiment { get; }

    /// <summary>The files that may be read.</summary>
    public SafeFolder Files => Run?.Files ?? Experiment!.Files;

    /// <summary>The item of the list.</summary>
    public SourceItem Item() => Run is { } run ? OfRun(run) : Experiment!.Item(Id, Path);

    /// <summary>What changes when the source does: words and numbers for an event, all together a sign.</summary>
    public SortedDictionary<string, object?> Signs()
    {
        if (Run is not { } run)
            return Experiment!.Signs(Id);
        var (metrics, weights, supernet, architectures, finished) = run.Signs();
        return new SortedDictionary<string, object?>(StringComparer.Ordinal)
        {
            ["id"] = Id, ["status"] = finished ? "done" : IsRunning() ? "running" : metrics > 0 ? "stopped" : "created", ["metrics"] = metrics, ["weights"] = weights, ["supernet"] = supernet,
            ["architectures"] = architectures,
        };
    }

    public void Dispose() => Experiment?.Dispose();

    private SourceItem OfRun(RunReader run)
    {
        var summary = run.Summary(IsRunning());
        var description = new FileInfo(System.IO.Path.Combine(Folder, "run.json"));
        var newest = Written.Select(n => new FileInfo(System.IO.Path.Combine(Folder, n))).Where(f => f.Exists)
            .Select(f => Milliseconds(f.LastWriteTimeUtc)).DefaultIfEmpty(null).Max();
        return new SourceItem(Id, "run", System.IO.Path.GetFileName(Folder), Path, summary.Status, newest, description.Exists ? Milliseconds(description.CreationTimeUtc) : newest, summary, null, summary.Problems);
    }

    // Looking at a lock holds it for a moment.
    private bool IsRunning()
    {
        lock (_lock)
        {
            if (_probed is not { } probed || _time.GetElapsedTime(probed.At) >= ProbeEvery)
                _probed = probed = (_time.GetTimestamp(), RunProbe.IsRunning(Folder));
            return probed.Running;
        }
    }

    internal static long? Milliseconds(DateTime time) => new DateTimeOffset(time).ToUnixTimeMilliseconds();
}

/// <summary>A source in the list.</summary>
internal sealed record SourceItem(
    string Id, string Kind, string Name, string Path, string Status, long? UpdatedAt, long? CreatedAt, RunSummary? Run, ExperimentFacts? Experiment, IReadOnlyList<string> Problems);

using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>A test with a folder for runs and a dispose scope.</summary>
public abstract class RunFolderTest : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-training-").FullName;
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose()
    {
        _scope.Dispose();
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    internal string At(params string[] names) => Path.Combine([_folder, .. names]);

    /// <summary>Options without threads and time, so that a test depends on nothing but its seed.</summary>
    internal RunOptions Options(string name, IProgressSink? progress = null, bool resume = false) => new()
    {
        Folder = At(name),
        Resume = resume,
        Seed = 7,
        Device = torch.CPU,
        Progress = progress,
        LogEverySteps = 2,
        LoaderWorkers = 0,
        CheckpointInterval = TimeSpan.FromHours(10),
    };

    /// <summary>The lines of a metrics file without what the clock says.</summary>
    internal static List<string> MetricsWithoutClock(string folder) => [.. File.ReadAllLines(Path.Combine(folder, "metrics.jsonl")).Select(line =>
    {
        var node = JsonNode.Parse(line)!.AsObject();
        Assert.True(node.Remove("seconds"));
        Assert.True(node.Remove("time"));
        return node.ToJsonString();
    })];

    /// <summary>Cancels when a step is done.</summary>
    internal static (Events Events, CancellationTokenSource Cancel) CancelAt(long step)
    {
        var cancel = new CancellationTokenSource();
        return (new Events(e =>
        {
            if (e is StepDone done && done.Step == step)
                cancel.Cancel();
        }), cancel);
    }
}

using NasSharp.Training.Progress;

namespace NasSharp.Tests.Training.Fixtures;

/// <summary>Keeps all events, and can do something at a step.</summary>
internal sealed class Events(Action<ProgressEvent>? also = null) : IProgressSink
{
    public List<ProgressEvent> All { get; } = [];

    public IEnumerable<T> Of<T>() => All.OfType<T>();

    public void Report(ProgressEvent progress)
    {
        All.Add(progress);
        also?.Invoke(progress);
    }
}

using System.Text.Json;
using NasSharp.Cli.Board.Sources;

namespace NasSharp.Cli.Board.Live;

/// <summary>Looks at the sources twice a second while somebody listens, and notes what has changed.</summary>
internal sealed class ChangeWatcher(SourceCatalog catalog, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, string> _signs = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();
    private readonly SemaphoreSlim _wanted = new(0);
    private Task _work = Task.CompletedTask;
    private string _ids = "";
    private long _lastAsked;
    private int _listeners;

    /// <summary>What was noted.</summary>
    public ChangeLog Changes { get; } = new();

    /// <summary>Begins.</summary>
    public void Start()
    {
        Look(tell: false);
        _work = Task.Run(Work);
    }

    /// <summary>Somebody listens until the result is disposed.</summary>
    public IDisposable Listen()
    {
        Interlocked.Increment(ref _listeners);
        Ask();
        return new Listener(this);
    }

    /// <summary>Somebody polls: the looking goes on for a while.</summary>
    public void Ask()
    {
        Volatile.Write(ref _lastAsked, time.GetTimestamp());
        if (_wanted.CurrentCount == 0)
            _wanted.Release();
    }

    public void Dispose()
    {
        _stop.Cancel();
        _work.Wait(TimeSpan.FromSeconds(5));
        _stop.Dispose();
        _wanted.Dispose();
    }

    private async Task Work()
    {
        try
        {
            while (true)
            {
                if (Volatile.Read(ref _listeners) == 0 && time.GetElapsedTime(Volatile.Read(ref _lastAsked)) > Patience)
                    await _wanted.WaitAsync(_stop.Token).ConfigureAwait(false);
                Look(tell: true);
                await Task.Delay(Pause, time, _stop.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException)
        {
            // The server ends.
        }
    }

    private void Look(bool tell)
    {
        var entries = catalog.Entries();
        var ids = string.Join(' ', entries.Select(e => e.Id));
        if (ids != _ids && tell)
            Changes.Add("sources", new { });
        _ids = ids;
        foreach (var entry in entries)
        {
            if (SignsOf(entry) is not { } signs)
                continue;
            var text = JsonSerializer.Serialize(signs, BoardJson.Options);
            if (_signs.TryGetValue(entry.Id, out var before) && before == text)
                continue;
            _signs[entry.Id] = text;
            if (tell)
                Changes.Add("changed", signs);
        }
    }

    // A file may vanish between two looks; the next one sees what is left.
    private static SortedDictionary<string, object?>? SignsOf(SourceEntry entry)
    {
        try
        {
            return entry.Signs();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or DamagedSourceException)
        {
            return null;
        }
    }

    private sealed class Listener(ChangeWatcher watcher) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref watcher._listeners);
    }
}

using System.Globalization;

namespace NasSharp.Cli.Board.Live;

/// <summary>What has happened lately, numbered, so that everyone who knows a number gets the rest. Any number of threads.</summary>
internal sealed class ChangeLog
{
    private const int Kept = 1000;

    private readonly Lock _lock = new();
    private readonly string _instance = Guid.NewGuid().ToString("N")[..6];
    private readonly Queue<BoardEvent> _events = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _number;

    /// <summary>Where the log stands.</summary>
    public string Cursor
    {
        get
        {
            lock (_lock)
                return Of(_number);
        }
    }

    /// <summary>Notes something.</summary>
    public void Add(string type, object data)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _events.Enqueue(new BoardEvent(Of(++_number), type, data, _number));
            if (_events.Count > Kept)
                _events.Dequeue();
            (waiting, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        waiting.SetResult();
    }

    /// <summary>What has happened since a cursor, and what ends when something more does; a cursor of another time, or too old, gets <c>resync</c>.</summary>
    public (IReadOnlyList<BoardEvent> Events, Task More, string Cursor) Since(string? cursor)
    {
        lock (_lock)
        {
            if (cursor is null)
                return ([], _next.Task, Of(_number));
            var known = cursor.Split('.') is [var instance, var text] && instance == _instance && long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
            var oldest = _number - _events.Count;
            return known < oldest || known > _number
                ? ([new BoardEvent(Of(_number), "resync", new { }, _number)], _next.Task, Of(_number))
                : ([.. _events.Where(e => e.Number > known)], _next.Task, Of(_number));
        }
    }

    private string Of(long number) => string.Create(CultureInfo.InvariantCulture, $"{_instance}.{number}");
}

/// <summary>Something that happened.</summary>
internal sealed record BoardEvent(string Id, string Type, object Data, [property: System.Text.Json.Serialization.JsonIgnore] long Number);

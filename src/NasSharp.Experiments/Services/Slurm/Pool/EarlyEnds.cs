namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>Workers that leave the queue before they have said a word, as when their command is not found: the more often, the longer is waited before there are others. Used by one thread.</summary>
/// <param name="longestPause">The longest that is waited.</param>
internal sealed class EarlyEnds(TimeSpan longestPause)
{
    // Six times in a row, over a minute and more, while none has ever spoken: that is no accident.
    private const int Hopeless = 6;

    private readonly Dictionary<string, TimeSpan> _silent = new(StringComparer.Ordinal);
    private bool _hasAnySpoken;
    private int _inARow;

    /// <summary>From when others may be submitted.</summary>
    public TimeSpan SubmitFrom { get; private set; }

    /// <summary>Whether the user has not been told yet.</summary>
    public bool IsFirst => _inARow == 1;

    /// <summary>Whether there is no point in going on.</summary>
    public bool IsHopeless => !_hasAnySpoken && _inARow >= Hopeless;

    /// <summary>A worker was submitted.</summary>
    public void Expect(string worker, TimeSpan now) => _silent[worker] = now;

    /// <summary>Takes which workers are in the queue; returns one that has ended silently since the last time, or null.</summary>
    public string? Look(IEnumerable<string> inQueue, Func<string, bool> hasSpoken, TimeSpan askedAt, TimeSpan now)
    {
        var there = inQueue.ToHashSet(StringComparer.Ordinal);
        foreach (var job in _silent.Keys.Where(hasSpoken).ToArray())
        {
            _silent.Remove(job);
            (_hasAnySpoken, _inARow) = (true, 0);
        }
        // One that was submitted after the question is not in the answer.
        var ended = _silent.Where(s => s.Value <= askedAt && !there.Contains(s.Key)).Select(s => s.Key).Order(StringComparer.Ordinal).ToList();
        foreach (var job in ended)
            _silent.Remove(job);
        foreach (var job in there.Where(job => !hasSpoken(job)))
            _silent.TryAdd(job, askedAt);
        if (ended.Count == 0)
            return null;
        _inARow++;
        var pause = TimeSpan.FromSeconds(Math.Pow(2, Math.Min(_inARow, 12) - 1));
        SubmitFrom = now + (pause < longestPause ? pause : longestPause);
        return ended[^1];
    }
}

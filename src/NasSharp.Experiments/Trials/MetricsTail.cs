using System.Text;

namespace NasSharp.Experiments.Trials;

/// <summary>Reads what was appended to a metrics.jsonl since the last time. A last line without its end is left for later: it may be half written.</summary>
internal sealed class MetricsTail(string path)
{
    private const int MaxLine = 1 << 20;

    private long _position;

    /// <summary>Lines so far that were no reports.</summary>
    public int Garbage { get; private set; }

    /// <summary>Whether something stands behind the last end of line.</summary>
    public bool EndsInHalfLine { get; private set; }

    /// <summary>What to say of a trial that has ended with what was read, and no final result in it.</summary>
    public string NoResult => this switch
    {
        { EndsInHalfLine: true } => "it ended without a final result; the last line of metrics.jsonl is incomplete (it has no end of line)",
        { Garbage: > 0 } => $"it ended without a final result; {Garbage} lines of metrics.jsonl are no reports",
        _ => "it ended without a final result",
    };

    /// <summary>The reports of the lines that were completed since the last call.</summary>
    /// <param name="thoroughly">Whether the file is opened even if it does not seem to have grown: the attributes that a file server's clients remember may be seconds old, what is opened is not.</param>
    public IReadOnlyList<TrialMetric> Read(bool thoroughly = true)
    {
        if (!thoroughly && new FileInfo(path) is var file && (!file.Exists || file.Length <= _position))
            return [];
        var bytes = NewBytes();
        var metrics = new List<TrialMetric>();
        var start = 0;
        for (var end = Array.IndexOf(bytes, (byte)'\n', start); end >= 0; end = Array.IndexOf(bytes, (byte)'\n', start))
        {
            Take(bytes.AsSpan(start, end - start), metrics);
            start = end + 1;
        }
        if (bytes.Length - start > MaxLine)
        {
            Garbage++;
            start = bytes.Length;
        }
        _position += start;
        EndsInHalfLine = start < bytes.Length;
        return metrics;
    }

    private void Take(ReadOnlySpan<byte> line, List<TrialMetric> metrics)
    {
        var text = Encoding.UTF8.GetString(line).Trim();
        if (text.Length == 0)
            return;
        if (TrialMetric.Parse(text) is { } metric)
            metrics.Add(metric);
        else
            Garbage++;
    }

    private byte[] NewBytes()
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length <= _position)
                return [];
            stream.Position = _position;
            var bytes = new byte[Math.Min(stream.Length - _position, 8 * MaxLine)];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException or EndOfStreamException)
        {
            return []; // nothing reported yet, or the folder is gone, which the end of the trial finds out
        }
    }
}

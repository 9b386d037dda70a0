using System.Text.Json;

namespace NasSharp.Cli.Board.Runs;

/// <summary>
/// The numbers of <c>metrics.jsonl</c>, read on as the file grows. A last line that is cut waits for its rest; a line that is none is counted and left out. When the run was taken back
/// to a checkpoint and the file is another one, everything is read anew. Used by one thread at a time.
/// </summary>
internal sealed class MetricsLog(string path)
{
    private const int Chunk = 1 << 20;
    private const int LongestLine = 16 << 20;

    private readonly OrderedDictionary<(string Phase, string Name), MetricSeries> _series = [];
    private readonly List<MetricEvent> _events = [];
    private readonly SortedList<long, double> _seconds = [];
    private byte[] _lastLine = [];

    /// <summary>Bytes that are read: whole lines.</summary>
    public long Position { get; private set; }

    /// <summary>Changes when everything had to be read anew.</summary>
    public int Generation { get; private set; }

    /// <summary>The series, in the order in which they began.</summary>
    public IEnumerable<MetricSeries> Series => _series.Values;

    /// <summary>What happened once: lines of the phases <c>collapse</c> and <c>rollback</c>.</summary>
    public IReadOnlyList<MetricEvent> Events => _events;

    /// <summary>Lines that could not be read.</summary>
    public int Damaged { get; private set; }

    /// <summary>The last step, epoch and working time in the file.</summary>
    public (long Step, int Epoch, double Seconds) Last { get; private set; }

    /// <summary>The last means by name: those of the validation data, or those of training.</summary>
    public IReadOnlyDictionary<string, double> Latest =>
        _series.Values.Where(s => s.Phase is "train" or "validation" or "test" && s.Y.Count > 0 && double.IsFinite(s.Y[^1])).OrderBy(s => s.Phase is "train" ? 0 : 1)
            .GroupBy(s => s.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Y[^1], StringComparer.Ordinal);

    /// <summary>Steps of an epoch, as far as one is over; null before.</summary>
    public double? StepsPerEpoch { get; private set; }

    /// <summary>The working time at a step; null when no line tells.</summary>
    public double? SecondsAt(long step) => _seconds.TryGetValue(step, out var seconds) ? seconds : null;

    /// <summary>Reads what was added.</summary>
    public void Refresh()
    {
        if (!File.Exists(path))
        {
            Restart();
            return;
        }
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        if (!GoesOn(file))
            Restart();
        file.Position = Position;
        var rest = new MemoryStream();
        var chunk = new byte[Chunk];
        int read;
        while ((read = file.Read(chunk)) > 0)
        {
            var part = chunk.AsSpan(0, read);
            int end;
            while ((end = part.IndexOf((byte)'\n')) >= 0)
            {
                rest.Write(part[..end]);
                part = part[(end + 1)..];
                Line(rest.GetBuffer().AsMemory(0, (int)rest.Length));
                Position += rest.Length + 1;
                rest.SetLength(0);
            }
            if (rest.Length + part.Length > LongestLine)
            {
                // No line of a run: it would only fill the memory.
                Damaged++;
                Position += rest.Length + part.Length;
                rest.SetLength(0);
                continue;
            }
            rest.Write(part);
        }
    }

    private void Restart()
    {
        if (Position > 0)
            Generation++;
        _series.Clear();
        _events.Clear();
        _seconds.Clear();
        (_lastLine, Position, Damaged, Last, StepsPerEpoch) = ([], 0, 0, default, null);
    }

    private bool GoesOn(FileStream file)
    {
        if (Position == 0)
            return true;
        if (file.Length < Position || _lastLine.Length + 1 > Position)
            return false;
        var found = new byte[_lastLine.Length];
        file.Position = Position - 1 - _lastLine.Length;
        return file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(_lastLine);
    }

    private void Line(ReadOnlyMemory<byte> line)
    {
        _lastLine = line.ToArray();
        // Those are long, and weights.bin has the same.
        if (line.IsEmpty || line.Span.IndexOf("\"phase\":\"alpha\""u8) >= 0)
            return;
        try
        {
            using var document = JsonDocument.Parse(line);
            Take(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or ArgumentException)
        {
            Damaged++;
        }
    }

    private void Take(JsonElement line)
    {
        var (step, epoch, phase) = (line.GetProperty("step").GetInt64(), line.GetProperty("epoch").GetInt32(), line.GetProperty("phase").GetString()!);
        var seconds = line.TryGetProperty("seconds", out var time) && time.ValueKind == JsonValueKind.Number ? time.GetDouble() : double.NaN;
        var values = line.GetProperty("values").EnumerateObject().Select(v => KeyValuePair.Create(v.Name, v.Value.ValueKind == JsonValueKind.Number ? v.Value.GetDouble() : double.NaN)).ToList();
        foreach (var (name, value) in values)
        {
            if (!_series.TryGetValue((phase, name), out var series))
                _series.Add((phase, name), series = new MetricSeries(phase, name));
            series.Add(step, value, seconds, Position);
        }
        if (phase is "collapse" or "rollback")
            _events.Add(new MetricEvent(step, phase, values.GroupBy(v => v.Key).ToDictionary(g => g.Key, g => g.Last().Value), seconds, Position));
        if (double.IsFinite(seconds))
            _seconds[step] = seconds;
        if (phase == "epoch" && epoch >= 0 && step > 0)
            StepsPerEpoch = (double)step / (epoch + 1);
        Last = (step, epoch, double.IsFinite(seconds) ? seconds : Last.Seconds);
    }
}

/// <summary>A number over the steps.</summary>
internal sealed class MetricSeries(string phase, string name)
{
    private readonly List<long> _positions = [];

    public string Phase => phase;

    public string Name => name;

    public List<double> X { get; } = [];

    public List<double> Y { get; } = [];

    public List<double> Seconds { get; } = [];

    public void Add(long step, double value, double seconds, long position)
    {
        X.Add(step);
        Y.Add(value);
        Seconds.Add(seconds);
        _positions.Add(position);
    }

    /// <summary>The index of the first point of a line that begins at or after a position in the file.</summary>
    public int From(long position)
    {
        var index = _positions.BinarySearch(position);
        if (index < 0)
            return ~index;
        while (index > 0 && _positions[index - 1] == position)
            index--;
        return index;
    }
}

/// <summary>Something that happened at a step.</summary>
internal sealed record MetricEvent(long Step, string Phase, IReadOnlyDictionary<string, double> Values, double Seconds, [property: System.Text.Json.Serialization.JsonIgnore] long Position);

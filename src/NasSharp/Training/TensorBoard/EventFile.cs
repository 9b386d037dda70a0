using System.Globalization;
using Google.Protobuf;

namespace NasSharp.Training.TensorBoard;

/// <summary>
/// Writes an event file that TensorBoard reads. A resumed run opens a new file in the same folder; its first record makes TensorBoard forget what
/// the killed run wrote after the checkpoint.
/// </summary>
public sealed class EventFile : IDisposable
{
    private const int StringType = 7;

    private readonly TimeProvider _time;
    private readonly FileStream _stream;

    /// <summary>Opens a new file.</summary>
    /// <param name="folder">Folder for the file; made when missing.</param>
    /// <param name="firstStep">The first step that will be written; what older files in the folder hold from this step on no longer counts.</param>
    /// <param name="time">The clock; the system's by default.</param>
    public EventFile(string folder, long firstStep = 0, TimeProvider? time = null)
    {
        _time = time ?? TimeProvider.System;
        Directory.CreateDirectory(folder);
        // TensorBoard sorts by name and demands the word tfevents; a second file in one second gets the next number.
        var start = $"events.out.tfevents.{_time.GetUtcNow().ToUnixTimeSeconds():D10}.{Environment.MachineName}.{Environment.ProcessId}.";
        _stream = Enumerable.Range(0, int.MaxValue).Select(n => TryCreate(System.IO.Path.Combine(folder, start + n.ToString(CultureInfo.InvariantCulture)))).First(s => s is not null)!;
        Write(0, new Event { FileVersion = "brain.Event:2" });
        if (firstStep > 0)
            Write(firstStep, new Event { SessionLog = new SessionLog { Status = SessionLog.Types.SessionStatus.Start } });
    }

    /// <summary>The file's path.</summary>
    public string Path => _stream.Name;

    /// <summary>Writes numbers of one step, each under its tag, e.g. <c>train/loss</c>.</summary>
    public void Scalars(long step, IEnumerable<KeyValuePair<string, double>> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var summary = new Summary();
        foreach (var (tag, value) in values)
            summary.Value.Add(new SummaryValue { Tag = tag, SimpleValue = (float)value });
        if (summary.Value.Count > 0)
            Write(step, new Event { Summary = summary });
    }

    /// <summary>Writes the distribution of numbers of one step.</summary>
    public void Histogram(long step, string tag, ReadOnlySpan<double> values)
    {
        if (!values.IsEmpty)
            Write(step, new Event { Summary = new Summary { Value = { new SummaryValue { Tag = tag, Histo = HistogramBuckets.Fill(values) } } } });
    }

    /// <summary>Writes a text in Markdown, e.g. the architecture found.</summary>
    public void Text(long step, string tag, string text)
    {
        var tensor = new TensorProto { Dtype = StringType, TensorShape = new TensorShapeProto { Dim = { new Dimension { Size = 1 } } }, StringVal = { ByteString.CopyFromUtf8(text) } };
        var value = new SummaryValue { Tag = tag, Tensor = tensor, Metadata = new SummaryMetadata { PluginData = new PluginData { PluginName = "text" } } };
        Write(step, new Event { Summary = new Summary { Value = { value } } });
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _stream.Dispose();

    private void Write(long step, Event record)
    {
        record.Step = step;
        record.WallTime = _time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0;
        RecordFrame.Write(_stream, record.ToByteArray());
        _stream.Flush();
    }

    private static FileStream? TryCreate(string path)
    {
        try
        {
            return new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
        }
        catch (IOException) when (File.Exists(path))
        {
            return null;
        }
    }
}

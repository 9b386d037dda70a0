using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace NasSharp.Training.Metrics;

/// <summary>
/// <c>metrics.jsonl</c>: one JSON object a line, appended and handed to the system at once. On resume the file is cut back to where the checkpoint
/// left it, so that it ends up line for line as if the run had never been killed; only the fields <c>seconds</c> and <c>time</c>, last in each
/// line, tell of the wall clock.
/// </summary>
internal sealed class MetricsFile : IDisposable
{
    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;
    private readonly ArrayBufferWriter<byte> _line = new();

    /// <summary>Opens the file and cuts it to <paramref name="position"/> bytes, or to the last whole line before.</summary>
    public MetricsFile(string path, long position)
    {
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _file.SetLength(LastLineEnd(Math.Min(position, _file.Length)));
        _file.Seek(0, SeekOrigin.End);
    }

    /// <summary>Bytes written so far; kept in the checkpoint.</summary>
    public long Position => _file.Position;

    /// <summary>Appends one line.</summary>
    public void Append(MetricsRecord record)
    {
        _line.Clear();
        using (var json = new Utf8JsonWriter(_line, Relaxed))
        {
            json.WriteStartObject();
            json.WriteNumber("step", record.Step);
            json.WriteNumber("epoch", record.Epoch);
            json.WriteString("phase", record.Phase);
            json.WriteStartObject("values");
            foreach (var (name, value) in record.Values)
                WriteNumber(json, name, value);
            json.WriteEndObject();
            foreach (var (group, vectors) in record.Vectors)
            {
                json.WriteStartObject(group);
                foreach (var (name, values) in vectors)
                {
                    json.WriteStartArray(name);
                    foreach (var value in values)
                        json.WriteNumberValue(Math.Round(value, 6));
                    json.WriteEndArray();
                }
                json.WriteEndObject();
            }
            json.WriteNumber("seconds", Math.Round(record.Seconds, 3));
            json.WriteString("time", record.Time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture));
            json.WriteEndObject();
        }
        _line.Write("\n"u8);
        _file.Write(_line.WrittenSpan);
        _file.Flush();
    }

    /// <summary>Makes everything written so far survive a power cut; called before a checkpoint relies on it.</summary>
    public void FlushToDisk() => _file.Flush(flushToDisk: true);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    // JSON knows no NaN and no infinity; readers find null there.
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value))
            json.WriteNumber(name, value);
        else
            json.WriteNull(name);
    }

    private long LastLineEnd(long end)
    {
        for (; end > 0; end--)
        {
            _file.Position = end - 1;
            if (_file.ReadByte() == '\n')
                break;
        }
        return end;
    }
}

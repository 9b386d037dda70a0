using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;
using NasSharp.Spaces;

namespace NasSharp.Supernets;

/// <summary>
/// <c>weights.bin</c>: what the candidates of all choices weigh, over the whole run. A line of JSON, then frames of the same length: the step (8 bytes), a float for each candidate, a byte for
/// each candidate. Appended; a cut last frame is ignored. A frame drops those at its step and after it, so that after a resumption or a return to an earlier epoch no step is there twice.
/// </summary>
internal sealed class WeightFile : IDisposable
{
    public const string Name = "weights.bin";

    private const int Version = 1;
    private static readonly JsonWriterOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly FileStream _file;
    private readonly byte[] _frame;
    private readonly int _header;

    /// <summary>Opens the file for a space; one that was written for other choices is begun anew. Frames after <paramref name="step"/> are dropped.</summary>
    public WeightFile(string path, SearchSpace space, string kind, long step)
    {
        Slots = space.Choices.Sum(c => c.Candidates.Count);
        _frame = new byte[sizeof(long) + Slots * (sizeof(float) + 1)];
        var header = Header(space, kind);
        _header = header.Length;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read | FileShare.Delete);
        if (!BeginsWith(header))
        {
            _file.SetLength(0);
            _file.Write(header);
            _file.Flush();
        }
        Drop(step + 1);
    }

    /// <summary>Candidates of all choices.</summary>
    public int Slots { get; }

    /// <summary>Whether there is no frame.</summary>
    public bool IsEmpty => Count == 0;

    /// <summary>Appends a frame.</summary>
    /// <param name="step">The step.</param>
    /// <param name="weights">For each candidate its weight; NaN: it has none.</param>
    /// <param name="chosen">For each candidate 1 when it would be derived, 0 when not, 2 when its choice is inactive.</param>
    public void Append(long step, ReadOnlySpan<float> weights, ReadOnlySpan<byte> chosen)
    {
        Drop(step);
        BinaryPrimitives.WriteInt64LittleEndian(_frame, step);
        var at = sizeof(long);
        foreach (var weight in weights)
        {
            BinaryPrimitives.WriteSingleLittleEndian(_frame.AsSpan(at), weight);
            at += sizeof(float);
        }
        chosen.CopyTo(_frame.AsSpan(at));
        _file.Write(_frame);
        _file.Flush();
    }

    /// <summary>Makes everything written so far survive a power cut.</summary>
    public void FlushToDisk() => _file.Flush(flushToDisk: true);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file.Dispose();

    private long Count => (_file.Length - _header) / _frame.Length;

    private void Drop(long step)
    {
        var count = Count;
        while (count > 0 && StepAt(count - 1) >= step)
            count--;
        var length = _header + count * _frame.Length;
        if (_file.Length != length)
            _file.SetLength(length);
        _file.Seek(0, SeekOrigin.End);
    }

    private long StepAt(long frame)
    {
        Span<byte> step = stackalloc byte[sizeof(long)];
        _file.Position = _header + frame * _frame.Length;
        _file.ReadExactly(step);
        return BinaryPrimitives.ReadInt64LittleEndian(step);
    }

    private bool BeginsWith(byte[] header)
    {
        var found = new byte[header.Length];
        _file.Position = 0;
        return _file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(header);
    }

    private static byte[] Header(SearchSpace space, string kind)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Format))
        {
            json.WriteStartObject();
            json.WriteNumber("version", Version);
            json.WriteString("kind", kind);
            json.WriteNumber("slots", space.Choices.Sum(c => c.Candidates.Count));
            json.WriteStartArray("choices");
            var offset = 0;
            foreach (var choice in space.Choices)
            {
                json.WriteStartObject();
                json.WriteString("key", choice.Key);
                json.WriteNumber("offset", offset);
                json.WriteNumber("size", choice.Candidates.Count);
                json.WriteEndObject();
                offset += choice.Candidates.Count;
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}

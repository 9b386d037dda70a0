using System.Buffers;
using System.Text.Json;
using System.Text.Encodings.Web;

namespace NasSharp.Torch.Serialization;

/// <summary>Writes a safetensors header: the tensors' types, shapes and places, and free text beside them.</summary>
internal sealed class SafetensorsHeader
{
    public const string MetadataName = "__metadata__";

    /// <summary>No header may be longer, in this reader as in the original one.</summary>
    public const int MaxBytes = 100_000_000;

    private SafetensorsHeader(IReadOnlyList<SafetensorsEntry> entries, byte[] bytes)
    {
        Entries = entries;
        Bytes = bytes;
    }

    /// <summary>The tensors in the order in which their bytes follow.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries { get; }

    /// <summary>The JSON text, padded with spaces so that the data begins at a multiple of 8.</summary>
    public byte[] Bytes { get; }

    /// <summary>
    /// Plans a file. Wide elements come first and names decide between equals: every tensor lies at a multiple of its element size, and the same
    /// tensors always give the same bytes.
    /// </summary>
    public static SafetensorsHeader Plan(IEnumerable<(string Name, torch.ScalarType Type, long[] Shape)> tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var entries = new List<SafetensorsEntry>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var offset = 0L;
        foreach (var (name, type, shape) in tensors.OrderByDescending(t => torch.element_size(t.Type)).ThenBy(t => t.Name, StringComparer.Ordinal))
        {
            if (name == MetadataName)
                throw new ArgumentException($"A tensor cannot be called '{MetadataName}': the format keeps that name for itself.");
            if (!names.Add(name))
                throw new ArgumentException($"Two tensors are called '{name}'; names in one file must differ.");
            var length = checked(shape.Aggregate(1L, (product, size) => product * size) * torch.element_size(type));
            entries.Add(new SafetensorsEntry(name, type, shape, offset, length));
            offset = checked(offset + length);
        }
        var bytes = Print(entries, metadata);
        if (bytes.Length > MaxBytes)
            throw new ArgumentException($"The header would be {bytes.Length} bytes long; the format allows {MaxBytes}. Save fewer tensors or less metadata in one file.");
        return new SafetensorsHeader(entries, bytes);
    }

    private static byte[] Print(List<SafetensorsEntry> entries, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        // Names are data, not HTML: only what JSON itself demands is escaped.
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 })
            {
                json.WriteStartObject(MetadataName);
                foreach (var (key, value) in metadata.OrderBy(m => m.Key, StringComparer.Ordinal))
                    json.WriteString(key, value);
                json.WriteEndObject();
            }
            foreach (var entry in entries)
            {
                json.WriteStartObject(entry.Name);
                json.WriteString("dtype", SafetensorsTypes.NameOf(entry.Type));
                json.WriteStartArray("shape");
                foreach (var size in entry.Shape)
                    json.WriteNumberValue(size);
                json.WriteEndArray();
                json.WriteStartArray("data_offsets");
                json.WriteNumberValue(entry.Offset);
                json.WriteNumberValue(entry.Offset + entry.Length);
                json.WriteEndArray();
                json.WriteEndObject();
            }
            json.WriteEndObject();
        }
        var padded = new byte[(buffer.WrittenCount + 7) & ~7];
        padded.AsSpan().Fill((byte)' ');
        buffer.WrittenSpan.CopyTo(padded);
        return padded;
    }
}

using System.Buffers.Binary;
using NasSharp.Torch.Data;
using NasSharp.Torch.IO;

namespace NasSharp.Torch.Serialization;

/// <summary>
/// Named tensors in one file, in the safetensors format (huggingface.co/docs/safetensors): an 8-byte length, a JSON header, then the tensors' bytes,
/// little-endian and row-major. Python's <c>safetensors</c> package reads what this writes, and the other way round.
/// </summary>
public static class Safetensors
{
    /// <summary>Writes tensors to a file, all or nothing. The same tensors and metadata always give the same bytes.</summary>
    /// <param name="path">The file to write or replace.</param>
    /// <param name="tensors">Names and tensors, on any device and in any layout.</param>
    /// <param name="metadata">Free text to keep beside them.</param>
    /// <exception cref="ArgumentException">Two tensors have one name, or an element type has no place in the format.</exception>
    public static void Save(string path, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        AtomicFile.Write(path, stream => Write(stream, tensors, metadata));
    }

    /// <summary>Writes tensors to a stream, which stays open; as <see cref="Save"/>.</summary>
    public static void Write(Stream stream, IEnumerable<KeyValuePair<string, torch.Tensor>> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(tensors);
        var list = tensors.ToList();
        var header = SafetensorsHeader.Plan(list.Select(t => (t.Key, t.Value.dtype, t.Value.shape)), metadata);
        var byName = list.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
        Span<byte> length = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Bytes.Length);
        stream.Write(length);
        stream.Write(header.Bytes);
        foreach (var entry in header.Entries)
        {
            using var scope = torch.NewDisposeScope();
            using var grad = torch.no_grad();
            TensorBytes.Write(byName[entry.Name].detach().cpu().contiguous(), entry.Length, stream);
        }
    }

    /// <summary>Reads all tensors of a file, in the order of its header.</summary>
    /// <param name="path">The file.</param>
    /// <param name="device">Where the tensors shall live; the CPU when null.</param>
    /// <exception cref="DataFormatException">The file is cut, damaged, or its header lies.</exception>
    public static OrderedDictionary<string, torch.Tensor> Load(string path, torch.Device? device = null)
    {
        using var file = SafetensorsFile.Open(path);
        return file.ReadAll(device);
    }
}

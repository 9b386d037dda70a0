using System.Buffers.Binary;
using System.Text.Json;

namespace NasSharp.Torch.Tests.Serialization;

/// <summary>A second reader of the format, written from its specification alone: it shares nothing with the library.</summary>
internal static class PlainSafetensorsReader
{
    public sealed record Entry(string Dtype, long[] Shape, byte[] Bytes, long Begin);

    public static (Dictionary<string, Entry> Tensors, Dictionary<string, string> Metadata, int DataStart) Read(string path)
    {
        var file = File.ReadAllBytes(path);
        var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        var dataStart = 8 + headerLength;
        var tensors = new Dictionary<string, Entry>();
        var metadata = new Dictionary<string, string>();
        using var header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        foreach (var member in header.RootElement.EnumerateObject())
        {
            if (member.Name == "__metadata__")
            {
                foreach (var text in member.Value.EnumerateObject())
                    metadata.Add(text.Name, text.Value.GetString()!);
                continue;
            }
            var offsets = member.Value.GetProperty("data_offsets");
            var (begin, end) = (offsets[0].GetInt32(), offsets[1].GetInt32());
            tensors.Add(member.Name, new Entry(member.Value.GetProperty("dtype").GetString()!,
                [.. member.Value.GetProperty("shape").EnumerateArray().Select(e => e.GetInt64())],
                file[(dataStart + begin)..(dataStart + end)], begin));
        }
        return (tensors, metadata, dataStart);
    }
}

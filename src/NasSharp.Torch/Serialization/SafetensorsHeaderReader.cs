using System.Text.Json;

namespace NasSharp.Torch.Serialization;

/// <summary>
/// Reads a safetensors header and believes nothing: the tensors must cover the data exactly, without gap or overlap, and each must have the size
/// that its type and shape demand.
/// </summary>
internal ref struct SafetensorsHeaderReader
{
    private readonly long _dataLength;
    private Utf8JsonReader _json;

    private SafetensorsHeaderReader(ReadOnlySpan<byte> header, long dataLength)
    {
        _dataLength = dataLength;
        _json = new Utf8JsonReader(header, new JsonReaderOptions { MaxDepth = 4 });
    }

    /// <summary>Reads the header of a file whose data is <paramref name="dataLength"/> bytes long.</summary>
    /// <exception cref="FormatException">The header does not describe such a file; the message is a sentence without the file's name.</exception>
    public static (List<SafetensorsEntry> Entries, SortedDictionary<string, string> Metadata) Read(ReadOnlySpan<byte> header, long dataLength)
    {
        if (header.IsEmpty || header[0] != '{')
            throw new FormatException("the header does not begin with '{'");
        var reader = new SafetensorsHeaderReader(header, dataLength);
        try
        {
            return reader.ReadAll();
        }
        catch (JsonException error)
        {
            throw new FormatException($"the header is not valid JSON ({error.Message.Split(". ")[0].TrimEnd('.')})", error);
        }
        catch (InvalidOperationException error)
        {
            // A name with half a surrogate pair, or bytes that are not UTF-8.
            throw new FormatException($"the header holds text that is not Unicode ({error.Message.TrimEnd('.')})", error);
        }
    }

    private (List<SafetensorsEntry> Entries, SortedDictionary<string, string> Metadata) ReadAll()
    {
        var entries = new List<SafetensorsEntry>();
        var metadata = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(StringComparer.Ordinal);
        Expect(JsonTokenType.StartObject, "the header");
        while (NextName() is { } name)
        {
            if (!names.Add(name))
                throw new FormatException($"the name '{Short(name)}' occurs twice");
            if (name == SafetensorsHeader.MetadataName)
                ReadMetadata(metadata);
            else
                entries.Add(ReadEntry(name));
        }
        if (_json.Read())
            throw new FormatException("the header goes on after its closing brace");
        Cover(entries);
        return (entries, metadata);
    }

    private void ReadMetadata(SortedDictionary<string, string> metadata)
    {
        Expect(JsonTokenType.StartObject, SafetensorsHeader.MetadataName);
        while (NextName() is { } key)
        {
            Expect(JsonTokenType.String, $"{SafetensorsHeader.MetadataName}.{Short(key)}");
            if (!metadata.TryAdd(key, _json.GetString()!))
                throw new FormatException($"the metadata key '{Short(key)}' occurs twice");
        }
    }

    private SafetensorsEntry ReadEntry(string name)
    {
        string? dtype = null;
        List<long>? shape = null, offsets = null;
        Expect(JsonTokenType.StartObject, $"tensor '{Short(name)}'");
        while (NextName() is { } member)
        {
            switch (member)
            {
                case "dtype" when dtype is null:
                    Expect(JsonTokenType.String, $"the dtype of '{Short(name)}'");
                    dtype = _json.GetString()!;
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers($"the shape of '{Short(name)}'");
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers($"data_offsets of '{Short(name)}'");
                    break;
                default:
                    throw new FormatException($"tensor '{Short(name)}' has a member '{Short(member)}' that is unknown or occurs twice");
            }
        }
        if (dtype is null || shape is null || offsets is null)
            throw new FormatException($"tensor '{Short(name)}' lacks {(dtype is null ? "dtype" : shape is null ? "shape" : "data_offsets")}");
        if (!SafetensorsTypes.TryParse(dtype, out var type))
            throw new FormatException($"tensor '{Short(name)}' has the type '{Short(dtype)}', which cannot be read; known are {SafetensorsTypes.All}");
        if (offsets.Count != 2 || offsets[1] < offsets[0])
            throw new FormatException($"data_offsets of '{Short(name)}' is [{string.Join(", ", offsets.Take(3))}], not a begin and an end");
        if (offsets[1] > _dataLength)
            throw new FormatException($"tensor '{Short(name)}' ends at byte {offsets[1]}, but there are only {_dataLength} bytes of data; the file is cut or its header lies");
        var length = offsets[1] - offsets[0];
        if (ByteCount(shape, type) is not { } needed || needed != length)
            throw new FormatException($"tensor '{Short(name)}' is {dtype}[{string.Join(", ", shape.Take(8))}] but has {length} bytes");
        return new SafetensorsEntry(name, type, shape, offsets[0], length);
    }

    private static long? ByteCount(List<long> shape, torch.ScalarType type)
    {
        try
        {
            return checked(shape.Aggregate(1L, (product, size) => checked(product * size)) * torch.element_size(type));
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    // Sorted by place, each tensor begins where the one before it ends; so nothing overlaps and no byte is hidden.
    private readonly void Cover(List<SafetensorsEntry> entries)
    {
        var end = 0L;
        SafetensorsEntry? before = null;
        foreach (var entry in entries.OrderBy(e => e.Offset).ThenBy(e => e.Length))
        {
            if (entry.Offset != end)
            {
                throw new FormatException(entry.Offset < end
                    ? $"tensors '{Short(before!.Name)}' and '{Short(entry.Name)}' overlap at byte {entry.Offset}"
                    : $"{entry.Offset - end} bytes before tensor '{Short(entry.Name)}' belong to no tensor");
            }
            end += entry.Length;
            before = entry;
        }
        if (end != _dataLength)
            throw new FormatException($"the tensors end at byte {end}, but there are {_dataLength} bytes of data");
    }

    private List<long> ReadNumbers(string what)
    {
        Expect(JsonTokenType.StartArray, what);
        var numbers = new List<long>();
        while (_json.Read() && _json.TokenType != JsonTokenType.EndArray)
        {
            if (_json.TokenType != JsonTokenType.Number || !_json.TryGetInt64(out var number) || number < 0)
                throw new FormatException($"{what} holds something that is not a whole number from 0");
            numbers.Add(number);
        }
        return numbers;
    }

    // The next member's name, or null at the end of the object.
    private string? NextName()
    {
        _json.Read();
        return _json.TokenType == JsonTokenType.PropertyName ? _json.GetString() : null;
    }

    private void Expect(JsonTokenType type, string what)
    {
        if (!_json.Read() || _json.TokenType != type)
            throw new FormatException($"{what} is not {(type == JsonTokenType.StartObject ? "an object" : type == JsonTokenType.StartArray ? "a list" : "a text")}");
    }

    private static string Short(string text)
    {
        var line = new string([.. text.Take(80).Select(c => char.IsControl(c) ? ' ' : c)]);
        return line.Length < text.Length ? line + "..." : line;
    }
}

using System.Buffers.Binary;
using Microsoft.Win32.SafeHandles;
using NasSharp.Torch.Data;

namespace NasSharp.Torch.Serialization;

/// <summary>An open safetensors file. The header is read and checked at once; a tensor's bytes are read when it is asked for.</summary>
public sealed class SafetensorsFile : IDisposable
{
    private const int PrefixBytes = 8;

    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _dataStart;
    private readonly OrderedDictionary<string, SafetensorsEntry> _entries;

    private SafetensorsFile(SafeFileHandle handle, string path, long dataStart, List<SafetensorsEntry> entries, IReadOnlyDictionary<string, string> metadata)
    {
        _handle = handle;
        _path = path;
        _dataStart = dataStart;
        _entries = new(entries.Select(e => KeyValuePair.Create(e.Name, e)), StringComparer.Ordinal);
        Metadata = metadata;
    }

    /// <summary>The tensors, in the order of the header.</summary>
    public IReadOnlyList<SafetensorsEntry> Entries => _entries.Values;

    /// <summary>Free text kept beside the tensors (<c>__metadata__</c>); empty when there is none.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>Opens a file and checks its header against its size.</summary>
    /// <exception cref="DataFormatException">The file is cut, damaged, or its header lies; the message names the file and what is wrong.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static SafetensorsFile Open(string path)
    {
        var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        try
        {
            return Open(handle, path);
        }
        catch
        {
            handle.Dispose();
            throw;
        }
    }

    /// <summary>Whether the file has a tensor of this name.</summary>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Reads one tensor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="device">Where it shall live; the CPU when null.</param>
    /// <exception cref="KeyNotFoundException">The file has no tensor of this name.</exception>
    /// <exception cref="DataFormatException">The file became shorter since it was opened.</exception>
    public torch.Tensor Read(string name, torch.Device? device = null)
    {
        var entry = _entries.TryGetValue(name, out var found) ? found : throw new KeyNotFoundException($"{_path} has no tensor '{name}'; it has {_entries.Count} others.");
        var tensor = torch.empty([.. entry.Shape], entry.Type);
        TensorBytes.Fill(tensor, entry.Length, (position, target) => ReadExactly(_dataStart + entry.Offset + position, target));
        if (device is null || device.type == DeviceType.CPU)
            return tensor;
        using (tensor)
            return tensor.to(device);
    }

    /// <summary>Reads all tensors, in the order of the header.</summary>
    public OrderedDictionary<string, torch.Tensor> ReadAll(torch.Device? device = null) =>
        new(Entries.Select(entry => KeyValuePair.Create(entry.Name, Read(entry.Name, device))), StringComparer.Ordinal);

    /// <summary>Closes the file.</summary>
    public void Dispose() => _handle.Dispose();

    private static SafetensorsFile Open(SafeFileHandle handle, string path)
    {
        var length = RandomAccess.GetLength(handle);
        Span<byte> prefix = stackalloc byte[PrefixBytes];
        if (length < PrefixBytes || RandomAccess.Read(handle, prefix, 0) < PrefixBytes)
            throw new DataFormatException(path, $"not a safetensors file: {length} bytes are too few; save or copy it again");
        var headerLength = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        // Checked before memory is taken: a header that claims more than the file holds costs nothing.
        if (headerLength > (ulong)(length - PrefixBytes) || headerLength > SafetensorsHeader.MaxBytes)
            throw new DataFormatException(path, $"not a safetensors file: its header claims {headerLength} bytes, the file has {length}; save or copy it again");
        var header = new byte[(int)headerLength];
        if (RandomAccess.Read(handle, header, PrefixBytes) < header.Length)
            throw new DataFormatException(path, "the file became shorter while it was read");
        var dataStart = PrefixBytes + (long)headerLength;
        try
        {
            var (entries, metadata) = SafetensorsHeaderReader.Read(header, length - dataStart);
            return new SafetensorsFile(handle, path, dataStart, entries, metadata);
        }
        catch (FormatException error)
        {
            throw new DataFormatException(path, $"not a valid safetensors file: {error.Message}; save or copy it again", error);
        }
    }

    private void ReadExactly(long position, Span<byte> target)
    {
        while (!target.IsEmpty)
        {
            var count = RandomAccess.Read(_handle, target, position);
            if (count == 0)
                throw new DataFormatException(_path, "the file became shorter while it was read");
            target = target[count..];
            position += count;
        }
    }
}

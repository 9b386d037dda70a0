using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace NasSharp.Cli.Board.Runs;

/// <summary>The frames of <c>weights.bin</c>, found again as the file grows. A file that is cut, or none of this kind, has fewer frames or none. Used by one thread at a time.</summary>
internal sealed class WeightHistory(string path)
{
    private const int LongestHeader = 4 << 20;
    private const int MostSlots = 1 << 20;

    private readonly List<long> _steps = [];
    private byte[] _header = [];
    private byte[] _lastFrame = [];
    private int _rewinds;

    /// <summary>Numbers in a frame; 0 while there is no header.</summary>
    public int Slots { get; private set; }

    /// <summary>What the numbers are: <c>weights</c> or <c>visits</c>.</summary>
    public string Kind { get; private set; } = "";

    /// <summary>The choices with their columns.</summary>
    public IReadOnlyList<WeightColumns> Choices { get; private set; } = [];

    /// <summary>The steps of the frames.</summary>
    public IReadOnlyList<long> Steps => _steps;

    /// <summary>Changes when frames that were there have become others.</summary>
    public string Generation => $"{Convert.ToHexStringLower(SHA256.HashData(_header))[..6]}{_rewinds.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>Why there is nothing; null when there is something.</summary>
    public string? Problem { get; private set; }

    /// <summary>Finds the frames that were added.</summary>
    public void Refresh()
    {
        if (!File.Exists(path))
        {
            Forget("there is no weights.bin yet: a search writes a frame with each line of its metrics, every 10 steps by default");
            return;
        }
        using var file = Open();
        if (!IsSameFile(file))
        {
            Forget(null);
            if (!ReadHeader(file))
                return;
        }
        var count = (int)Math.Min(int.MaxValue, (file.Length - _header.Length) / FrameLength);
        if (count < _steps.Count)
        {
            _rewinds++;
            _steps.RemoveRange(count, _steps.Count - count);
        }
        ReadSteps(file, count);
        Problem = _steps.Count == 0 ? "weights.bin has no frame yet: the first comes with the first line of the metrics, every 10 steps by default" : null;
    }

    /// <summary>The last frame that is not after a step; -1 when there is none.</summary>
    public int FrameAt(long step)
    {
        var index = _steps.BinarySearch(step);
        return index >= 0 ? index : ~index - 1;
    }

    /// <summary>Reads frames.</summary>
    public IEnumerable<WeightFrame> Read(IEnumerable<int> frames)
    {
        using var file = Open();
        var bytes = new byte[FrameLength];
        foreach (var frame in frames)
        {
            file.Position = _header.Length + (long)frame * FrameLength;
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                yield break;
            yield return Frame(bytes);
        }
    }

    /// <summary>At most so many frames of a range, evenly spaced, the last one always among them.</summary>
    public static int[] Spread(int from, int to, int most)
    {
        var count = to - from;
        if (count <= 0)
            return [];
        return count <= most
            ? [.. Enumerable.Range(from, count)]
            : most == 1 ? [to - 1] : [.. Enumerable.Range(0, most).Select(i => from + (int)((long)i * (count - 1) / (most - 1)))];
    }

    private int FrameLength => sizeof(long) + Slots * (sizeof(float) + 1);

    private FileStream Open() => new(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);

    private WeightFrame Frame(byte[] bytes)
    {
        var weights = new float[Slots];
        for (var i = 0; i < Slots; i++)
            weights[i] = BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(sizeof(long) + i * sizeof(float)));
        return new WeightFrame(BinaryPrimitives.ReadInt64LittleEndian(bytes), weights, bytes[(sizeof(long) + Slots * sizeof(float))..]);
    }

    private void ReadSteps(FileStream file, int count)
    {
        var bytes = new byte[FrameLength];
        for (var frame = _steps.Count; frame < count; frame++)
        {
            file.Position = _header.Length + (long)frame * FrameLength;
            if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
                return;
            var step = BinaryPrimitives.ReadInt64LittleEndian(bytes);
            if (_steps.Count > 0 && step <= _steps[^1])
                return; // what follows is damaged
            _steps.Add(step);
            _lastFrame = [.. bytes];
        }
    }

    private bool IsSameFile(FileStream file)
    {
        if (_header.Length == 0)
            return false;
        var begin = new byte[_header.Length];
        if (file.ReadAtLeast(begin, begin.Length, throwOnEndOfStream: false) < begin.Length || !begin.AsSpan().SequenceEqual(_header))
            return false;
        if (_steps.Count == 0 || _lastFrame.Length != FrameLength)
            return true;
        var last = _header.Length + (long)(_steps.Count - 1) * FrameLength;
        if (file.Length < last + FrameLength)
            return true; // it was taken back: fewer frames, found below
        var found = new byte[FrameLength];
        file.Position = last;
        return file.ReadAtLeast(found, found.Length, throwOnEndOfStream: false) == found.Length && found.AsSpan().SequenceEqual(_lastFrame);
    }

    private bool ReadHeader(FileStream file)
    {
        file.Position = 0;
        var bytes = new byte[Math.Min(LongestHeader, file.Length)];
        var length = Array.IndexOf(bytes, (byte)'\n', 0, file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false)) + 1;
        try
        {
            if (length == 0)
                throw new JsonException("its first line has no end");
            using var document = JsonDocument.Parse(bytes.AsMemory(0, length));
            var root = document.RootElement;
            var slots = root.GetProperty("slots").GetInt32();
            var choices = root.GetProperty("choices").EnumerateArray()
                .Select(c => new WeightColumns(c.GetProperty("key").GetString()!, c.GetProperty("offset").GetInt32(), c.GetProperty("size").GetInt32())).ToList();
            if (slots is < 1 or > MostSlots || choices.Any(c => c.Key is null || c.Offset < 0 || c.Size < 1 || c.Offset > slots - c.Size))
                throw new JsonException("its columns are impossible");
            (Slots, Kind, Choices, _header) = (slots, root.GetProperty("kind").GetString() ?? "", choices, bytes[..length]);
            return true;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            Problem = $"weights.bin cannot be read: {error.Message}";
            return false;
        }
    }

    private void Forget(string? problem)
    {
        if (_steps.Count > 0)
            _rewinds++;
        _steps.Clear();
        (_header, _lastFrame, Slots, Kind, Choices, Problem) = ([], [], 0, "", [], problem);
    }
}

/// <summary>The columns of a choice in each frame.</summary>
internal sealed record WeightColumns(string Key, int Offset, int Size);

/// <summary>The weights at a step; <paramref name="Chosen"/>: 1 derived, 0 not, 2 inactive.</summary>
internal sealed record WeightFrame(long Step, float[] Weights, byte[] Chosen);

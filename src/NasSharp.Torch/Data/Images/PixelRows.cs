using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace NasSharp.Torch.Data.Images;

/// <summary>Turns rows of interleaved bytes into normalised floats: value times scale plus shift, for each channel its own.</summary>
internal sealed class PixelRows
{
    private readonly float[] _scales; // one for each byte of a row
    private readonly float[] _shifts;
    private readonly int _channels;
    private readonly int _width;
    private readonly bool _reversed;

    public PixelRows(ImagePreprocessing preprocessing)
    {
        _channels = preprocessing.Channels;
        _width = preprocessing.Width;
        _reversed = preprocessing.BlueFirst;
        _scales = [.. Enumerable.Range(0, _width * _channels).Select(i => (float)(1 / (255 * preprocessing.Std[i % _channels])))];
        _shifts = [.. Enumerable.Range(0, _width * _channels).Select(i => (float)(-preprocessing.Mean[i % _channels] / preprocessing.Std[i % _channels]))];
    }

    /// <summary>Writes [width, channels] floats: one row of an image that lies channels-last.</summary>
    public void WriteInterleaved(ReadOnlySpan<byte> row, Span<float> target)
    {
        if (_reversed)
        {
            for (var at = 0; at < row.Length; at++)
                target[at] = row[at + _channels - 1 - 2 * (at % _channels)] * _scales[at] + _shifts[at];
            return;
        }
        var i = 0;
        if (Vector128.IsHardwareAccelerated)
        {
            ref var source = ref MemoryMarshal.GetReference(row);
            for (; i <= row.Length - Vector128<byte>.Count; i += Vector128<byte>.Count)
            {
                var (low, high) = Vector128.Widen(Vector128.LoadUnsafe(ref source, (nuint)i));
                var (a, b) = Vector128.Widen(low);
                var (c, d) = Vector128.Widen(high);
                Store(a, i, target);
                Store(b, i + 4, target);
                Store(c, i + 8, target);
                Store(d, i + 12, target);
            }
        }
        for (; i < row.Length; i++)
            target[i] = row[i] * _scales[i] + _shifts[i];
    }

    /// <summary>Writes one row of each channel's plane; the planes lie <paramref name="plane"/> floats apart.</summary>
    public void WritePlanes(ReadOnlySpan<byte> row, Span<float> target, int plane)
    {
        for (var c = 0; c < _channels; c++)
        {
            var (scale, shift) = (_scales[c], _shifts[c]);
            var line = target.Slice(c * plane, _width);
            for (int x = 0, i = _reversed ? _channels - 1 - c : c; x < line.Length; x++, i += _channels)
                line[x] = row[i] * scale + shift;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Store(Vector128<uint> values, int at, Span<float> target)
    {
        var floats = Vector128.ConvertToSingle(values.AsInt32());
        (floats * Vector128.Create(_scales.AsSpan(at)) + Vector128.Create(_shifts.AsSpan(at))).CopyTo(target[at..]);
    }
}

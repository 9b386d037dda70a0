using System.Buffers.Binary;
using System.Numerics;

namespace NasSharp.Training.TensorBoard;

/// <summary>The framing of TensorBoard's files: length, checksum of the length, payload, checksum of the payload.</summary>
internal static class RecordFrame
{
    private const uint MaskDelta = 0xa282ead8;

    /// <summary>Writes one framed record in a single call, so that a kill leaves at most one torn record at the end.</summary>
    public static void Write(Stream stream, ReadOnlySpan<byte> payload)
    {
        var frame = new byte[16 + payload.Length];
        BinaryPrimitives.WriteUInt64LittleEndian(frame, (ulong)payload.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(8), MaskedCrc(frame.AsSpan(0, 8)));
        payload.CopyTo(frame.AsSpan(12));
        BinaryPrimitives.WriteUInt32LittleEndian(frame.AsSpan(12 + payload.Length), MaskedCrc(payload));
        stream.Write(frame);
    }

    /// <summary>CRC-32C, turned and shifted so that the checksum of data that holds checksums stays useful.</summary>
    public static uint MaskedCrc(ReadOnlySpan<byte> bytes)
    {
        var crc = uint.MaxValue;
        for (; bytes.Length >= sizeof(ulong); bytes = bytes[sizeof(ulong)..])
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
        foreach (var b in bytes)
            crc = BitOperations.Crc32C(crc, b);
        return BitOperations.RotateRight(~crc, 15) + MaskDelta;
    }
}

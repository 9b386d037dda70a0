using System.Buffers.Binary;
using System.Text;

namespace NasSharp.Tests.Training.TensorBoard;

/// <summary>Decodes event files from the formats' descriptions alone: TFRecord frames, CRC-32C by the bit, protobuf by the byte.</summary>
internal static class PlainEventReader
{
    public sealed record Field(int Number, int Wire, ulong Bits, byte[] Bytes)
    {
        public double Double => BitConverter.UInt64BitsToDouble(Bits);

        public float Float => BitConverter.UInt32BitsToSingle((uint)Bits);

        public string Text => Encoding.UTF8.GetString(Bytes);

        public List<Field> Message => Parse(Bytes);

        public double[] Doubles => [.. Enumerable.Range(0, Bytes.Length / 8).Select(i => BitConverter.ToDouble(Bytes, 8 * i))];
    }

    public static List<List<Field>> ReadFile(string path)
    {
        var records = new List<List<Field>>();
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        var file = new byte[stream.Length];
        stream.ReadExactly(file);
        for (var position = 0; position < file.Length;)
        {
            var length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file.AsSpan(position));
            Assert.Equal(Masked(file.AsSpan(position, 8)), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 8)));
            var payload = file.AsSpan(position + 12, length);
            Assert.Equal(Masked(payload), BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(position + 12 + length)));
            records.Add(Parse(payload.ToArray()));
            position += 16 + length;
        }
        return records;
    }

    public static Field? Find(this List<Field> message, int number) => message.FirstOrDefault(f => f.Number == number);

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        var crc = ~0u;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0x82f63b78 : crc >> 1;
        }
        crc = ~crc;
        return ((crc >> 15) | (crc << 17)) + 0xa282ead8;
    }

    private static List<Field> Parse(byte[] bytes)
    {
        var fields = new List<Field>();
        for (var position = 0; position < bytes.Length;)
        {
            var tag = Varint(bytes, ref position);
            var (number, wire) = ((int)(tag >> 3), (int)(tag & 7));
            switch (wire)
            {
                case 0:
                    fields.Add(new Field(number, wire, Varint(bytes, ref position), []));
                    break;
                case 1:
                    fields.Add(new Field(number, wire, BitConverter.ToUInt64(bytes, position), []));
                    position += 8;
                    break;
                case 2:
                    var length = (int)Varint(bytes, ref position);
                    fields.Add(new Field(number, wire, 0, bytes[position..(position + length)]));
                    position += length;
                    break;
                case 5:
                    fields.Add(new Field(number, wire, BitConverter.ToUInt32(bytes, position), []));
                    position += 4;
                    break;
                default:
                    Assert.Fail($"wire type {wire}");
                    break;
            }
        }
        return fields;
    }

    private static ulong Varint(byte[] bytes, ref int position)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            value |= (bytes[position] & 0x7fUL) << shift;
            if (bytes[position++] < 0x80)
                return value;
        }
    }
}

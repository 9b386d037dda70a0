using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NasSharp.Torch.Serialization;

namespace NasSharp.Torch.Tests.Serialization;

public sealed class SafetensorsPropertyTests
{
    private static readonly string Valid =
        """{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"a":{"dtype":"I64","shape":[1],"data_offsets":[24,32]}}""";

    private static readonly torch.ScalarType[] Types =
    [
        torch.ScalarType.Bool, torch.ScalarType.Byte, torch.ScalarType.Int8, torch.ScalarType.Int16, torch.ScalarType.Int32, torch.ScalarType.Int64,
        torch.ScalarType.Float16, torch.ScalarType.BFloat16, torch.ScalarType.Float32, torch.ScalarType.Float64, torch.ScalarType.ComplexFloat32,
    ];

    // Whatever the bytes, the reader answers with entries that lie inside the data, or with a FormatException; nothing else may come out.
    private static bool AnswersSoundly(byte[] header, long dataLength)
    {
        try
        {
            var (entries, _) = SafetensorsHeaderReader.Read(header, dataLength);
            return entries.All(e => e.Offset >= 0 && e.Length >= 0 && e.Offset + e.Length <= dataLength) && entries.Sum(e => e.Length) == dataLength;
        }
        catch (FormatException error)
        {
            return !error.Message.Contains('\n') && error.Message.Length < 1000;
        }
    }

    [Fact]
    public void Header_of_arbitrary_bytes_never_escapes_its_error() =>
        Prop.ForAll<byte[], uint>((bytes, length) => AnswersSoundly(bytes, length)).QuickCheckThrowOnFailure();

    [Fact]
    public void Header_of_arbitrary_text_in_braces_never_escapes_its_error() =>
        Prop.ForAll<NonNull<string>>(text => AnswersSoundly(Encoding.UTF8.GetBytes("{\"" + text.Get + "\":{\"dtype\":\"F32\""), 8)).QuickCheckThrowOnFailure();

    [Fact]
    public void Header_with_one_byte_changed_is_read_or_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        for (var position = 0; position < bytes.Length; position++)
        {
            for (var value = 0; value < 256; value += 5)
            {
                var damaged = (byte[])bytes.Clone();
                damaged[position] = (byte)value;
                Assert.True(AnswersSoundly(damaged, 32), $"byte {position} set to {value}");
            }
        }
    }

    [Fact]
    public void Header_cut_anywhere_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(Valid);
        for (var length = 0; length < bytes.Length; length++)
            Assert.Throws<FormatException>(() => { SafetensorsHeaderReader.Read(bytes.AsSpan(0, length), 32); });
    }

    [Fact]
    public void Header_that_was_planned_is_read_back_the_same()
    {
        var shapes = Gen.Choose(0, 5).Select(i => (long)i).ArrayOf().Select(s => s.Take(4).ToArray());
        var tensor = from name in ArbMap.Default.GeneratorFor<NonEmptyString>()
                     from type in Gen.Elements(Types)
                     from shape in shapes
                     select (Name: Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(name.Get)), Type: type, Shape: shape);
        var list = tensor.ArrayOf().Select(ts => ts.DistinctBy(t => t.Name).Where(t => t.Name != "__metadata__").ToArray());
        Prop.ForAll(list.ToArbitrary(), tensors =>
        {
            var metadata = new Dictionary<string, string> { ["quote \""] = "line\nbreak ä" };
            var header = SafetensorsHeader.Plan(tensors, metadata);
            var (entries, read) = SafetensorsHeaderReader.Read(header.Bytes, header.Entries.Sum(e => e.Length));
            return read.SequenceEqual(metadata) && entries.Count == header.Entries.Count
                && entries.Zip(header.Entries).All(p => p.First.Name == p.Second.Name && p.First.Type == p.Second.Type && p.First.Offset == p.Second.Offset
                    && p.First.Length == p.Second.Length && p.First.Shape.SequenceEqual(p.Second.Shape));
        }).QuickCheckThrowOnFailure();
    }
}

using System.Buffers.Binary;
using System.Text;
using NasSharp.Torch.Data;
using NasSharp.Torch.Serialization;

namespace NasSharp.Torch.Tests.Serialization;

public sealed class SafetensorsHeaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-safetensors-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string Write(string header, int dataBytes)
    {
        var text = Encoding.UTF8.GetBytes(header);
        return Write(BitConverter.GetBytes((ulong)text.Length).Concat(text).Concat(new byte[dataBytes]));
    }

    private string Write(IEnumerable<byte> bytes)
    {
        var path = Path.Combine(_folder, "file.safetensors");
        File.WriteAllBytes(path, [.. bytes]);
        return path;
    }

    [Fact]
    public void Open_reads_types_shapes_places_and_metadata()
    {
        var path = Write("""{"__metadata__":{"k":"v"},"b":{"dtype":"F32","shape":[2,3],"data_offsets":[0,24]},"ä.x":{"dtype":"I64","shape":[],"data_offsets":[24,32]}}  """, 32);
        using var file = SafetensorsFile.Open(path);
        Assert.Equal("v", file.Metadata["k"]);
        Assert.Equal(["b", "ä.x"], file.Entries.Select(e => e.Name));
        Assert.Equal([2, 3], file.Entries[0].Shape);
        Assert.Equal((torch.ScalarType.Int64, 24, 8), (file.Entries[1].Type, file.Entries[1].Offset, file.Entries[1].Length));
    }

    [Fact]
    public void Open_of_a_file_without_tensors_gives_none()
    {
        using var file = SafetensorsFile.Open(Write("{}", 0));
        Assert.Empty(file.Entries);
    }

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "overlap")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[12,16]}}""", 16, "belong to no tensor")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "12 bytes of data")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "only 4 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}""", 8, "F32[3] but has 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,8]}}""", 8, "has 8 bytes")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "not a begin and an end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4,8]}}""", 8, "not a begin and an end")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""", 8, "whole number")]
    [InlineData("""{"a":{"dtype":"F31","shape":[2],"data_offsets":[0,8]}}""", 8, "'F31'")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "lacks data_offsets")]
    [InlineData("""{"a":{"dtype":"F32","dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "'a' occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8],"more":1}}""", 8, "'more'")]
    [InlineData("""{"a":[1]}""", 0, "not an object")]
    [InlineData("""{"__metadata__":{"a":1}}""", 0, "not a text")]
    [InlineData("""{"__metadata__":{"a":"1","a":"2"}}""", 0, "occurs twice")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}""", 8, "not valid JSON")]
    [InlineData("""{}{}""", 0, "not valid JSON")]
    [InlineData("""[]""", 0, "'{'")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, "not Unicode")]
    public void Open_of_a_lying_header_names_the_file_and_the_lie(string header, int dataBytes, string expected)
    {
        var path = Write(header, dataBytes);
        var error = Assert.Throws<DataFormatException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.StartsWith(path + ": ", error.Message);
        Assert.Contains(expected, error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData(0UL)]
    [InlineData(3UL)]
    [InlineData(100_000_001UL)]
    [InlineData(ulong.MaxValue)]
    public void Open_of_a_header_length_beyond_the_file_takes_no_memory_for_it(ulong length)
    {
        var bytes = new byte[10];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, length);
        var path = Write(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DataFormatException>(() => SafetensorsFile.Open(path).Dispose());
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 1_000_000);
    }

    [Fact]
    public void Open_of_an_empty_file_says_so()
    {
        var path = Write([]);
        Assert.Contains("0 bytes are too few", Assert.Throws<DataFormatException>(() => SafetensorsFile.Open(path).Dispose()).Message);
    }

    [Fact]
    public void Plan_lays_wide_elements_first_so_that_each_tensor_is_aligned()
    {
        var header = SafetensorsHeader.Plan(
            [("z", torch.ScalarType.Byte, [3]), ("b", torch.ScalarType.Float32, [1]), ("a", torch.ScalarType.Float32, [2]), ("y", torch.ScalarType.Int64, [1])], null);
        Assert.Equal(["y", "a", "b", "z"], header.Entries.Select(e => e.Name));
        Assert.All(header.Entries, e => Assert.Equal(0, e.Offset % torch.element_size(e.Type)));
        Assert.Equal(0, header.Bytes.Length % 8);
    }

    [Fact]
    public void Plan_with_a_repeated_or_reserved_name_is_refused()
    {
        Assert.Throws<ArgumentException>(() => SafetensorsHeader.Plan([("a", torch.ScalarType.Byte, [3]), ("a", torch.ScalarType.Byte, [3])], null));
        Assert.Throws<ArgumentException>(() => SafetensorsHeader.Plan([("__metadata__", torch.ScalarType.Byte, [3])], null));
    }
}

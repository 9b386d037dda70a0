using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Tests.Data;

public sealed class IdxFileTests
{
    private static IdxFile Read(byte[] file, int rank) => IdxFile.Read(new MemoryStream(file), "x.gz", rank);

    private static string Refusal(byte[] file, int rank)
    {
        var error = Assert.Throws<DataFormatException>(() => Read(file, rank));
        Assert.StartsWith("x.gz: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        return error.Message;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Read_of_a_valid_file_gives_its_shape_and_values(bool packed)
    {
        byte[] body = [.. Enumerable.Range(0, 24).Select(i => (byte)(10 * i))];
        var file = TestFiles.Idx([2, 3, 4], body);
        var idx = Read(packed ? TestFiles.Gzip(file) : file, 3);
        Assert.Equal([2, 3, 4], idx.Shape);
        Assert.Equal(body, idx.Values);
    }

    [Fact]
    public void Read_of_labels_as_images_names_both_ranks()
    {
        var message = Refusal(TestFiles.Idx([3], [1, 2, 3]), 3);
        Assert.Contains("00000801", message);
        Assert.Contains("00000803", message);
    }

    [Fact]
    public void Read_of_a_cut_file_tells_what_is_missing()
    {
        Assert.Contains("holds 2 of the 6 elements", Refusal(TestFiles.Gzip(TestFiles.Idx([2, 3], [1, 2])), 2));
        Assert.Contains("more elements (2 x 3) than the file can hold", Refusal(TestFiles.Idx([2, 3], [1, 2]), 2));
    }

    [Fact]
    public void Read_of_a_file_with_a_tail_is_refused() => Assert.Contains("goes on after the 2 elements", Refusal(TestFiles.Idx([2], [1, 2, 3]), 1));

    [Fact]
    public void Read_of_an_empty_file_is_refused() => Assert.Contains("0 bytes are too few", Refusal([], 1));

    [Fact]
    public void Read_of_a_header_that_promises_terabytes_reserves_nothing()
    {
        var lie = TestFiles.Idx([int.MaxValue, int.MaxValue, 16], [1, 2, 3]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Refusal(lie, 3);
        Refusal(TestFiles.Gzip(lie), 3);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    [Fact]
    public void Read_of_a_missing_file_names_it() =>
        Assert.Contains("no-such-file", Assert.Throws<FileNotFoundException>(() => IdxFile.Read("/tmp/no-such-file", 1)).Message);
}

using NasSharp.Torch.Data;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Tests.Data;

public sealed class CifarRecordsTests
{
    private static void AssertRecords(CifarRecords records, int count)
    {
        Assert.Equal(Enumerable.Range(0, count), records.Labels);
        Assert.Equal(count * 3072, records.Pixels.Length);
        for (var r = 0; r < count; r++)
            for (var p = 0; p < 1024; p += 77)
                for (var c = 0; c < 3; c++)
                    Assert.Equal((byte)(r + 2 * p + 50 * c), records.Pixels[(r * 1024 + p) * 3 + c]);
    }

    [Theory]
    [InlineData(10, false)]
    [InlineData(10, true)]
    [InlineData(100, false)]
    public void Read_of_valid_records_interleaves_the_planes(int classes, bool packed)
    {
        var file = TestFiles.Cifar(7, classes);
        AssertRecords(CifarRecords.Read(new MemoryStream(packed ? TestFiles.Gzip(file) : file), "batch.bin", classes), 7);
    }

    [Fact]
    public void ReadArchive_takes_the_named_entries_in_the_order_wanted()
    {
        var archive = TestFiles.TarGz(("cifar/readme.html", [1, 2]), ("cifar/b.bin", TestFiles.Cifar(1, 10)), ("cifar/a.bin", TestFiles.Cifar(4, 10)));
        var records = CifarRecords.ReadArchive(new MemoryStream(archive), "cifar.tar.gz", ["a.bin", "b.bin"], 10);
        Assert.Equal([0, 1, 2, 3, 0], records.Labels);
    }

    [Fact]
    public void ReadArchive_without_an_entry_names_it()
    {
        var archive = TestFiles.TarGz(("a.bin", TestFiles.Cifar(1, 10)));
        var error = Assert.Throws<DataFormatException>(() => CifarRecords.ReadArchive(new MemoryStream(archive), "cifar.tar.gz", ["a.bin", "test_batch.bin"], 10));
        Assert.Contains("has no entry test_batch.bin", error.Message);
    }

    [Theory]
    [InlineData(0, "has 0 bytes")]
    [InlineData(3072, "expected a multiple of 3073")]
    [InlineData(3074, "expected a multiple of 3073")]
    public void Read_of_a_file_of_another_length_is_refused(int length, string expected)
    {
        var error = Assert.Throws<DataFormatException>(() => CifarRecords.Read(new MemoryStream(new byte[length]), "batch.bin", 10));
        Assert.Contains(expected, error.Message);
    }

    [Fact]
    public void Read_of_a_label_out_of_range_names_the_record()
    {
        var file = TestFiles.Cifar(3, 10);
        file[2 * 3073] = 10;
        var error = Assert.Throws<DataFormatException>(() => CifarRecords.Read(new MemoryStream(file), "batch.bin", 10));
        Assert.Contains("record 2 has class 10, expected 0 to 9", error.Message);
    }

    [Fact]
    public void Read_of_the_official_mini_set_finds_balanced_classes()
    {
        // The carried data has no CIFAR; where the larger data sets are present, the real records are read too.
        var records = TestFiles.LargeData("cifar10_mini") is { } folder
            ? CifarRecords.Read([Path.Combine(folder, "train.bin.gz")], 10)
            : CifarRecords.Read(new MemoryStream(TestFiles.Cifar(20, 10)), "made.bin", 10);
        Assert.Single(records.Labels.CountBy(label => label).Select(pair => pair.Value).Distinct());
        Assert.Equal(Enumerable.Range(0, 10), records.Labels.Distinct().Order());
    }
}

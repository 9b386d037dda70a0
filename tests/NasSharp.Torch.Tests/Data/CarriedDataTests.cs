using System.Security.Cryptography;
using NasSharp.Torch.Data.Formats;

namespace NasSharp.Torch.Tests.Data;

public sealed class CarriedDataTests
{
    private static string At(string name) => Path.Combine(TestFiles.CarriedSubset, name);

    private static Dictionary<string, string> Sums() => File.ReadLines(At("SHA256SUMS")).Select(line => line.Split("  ")).ToDictionary(p => p[1], p => p[0]);

    [Theory]
    [InlineData("train", 10_000)]
    [InlineData("t10k", 2_000)]
    public void Subset_has_the_promised_images_with_all_classes_alike(string part, int count)
    {
        var images = IdxFile.Read(At($"{part}-images-idx3-ubyte.gz"), 3);
        var labels = IdxFile.Read(At($"{part}-labels-idx1-ubyte.gz"), 1);
        Assert.Equal([count, 28, 28], images.Shape);
        Assert.Equal([count], labels.Shape);
        Assert.Equal(Enumerable.Range(0, 10).Select(c => ((byte)c, count / 10)), labels.Values.CountBy(l => l).Select(p => (p.Key, p.Value)).Order());
        // All pictures differ: nothing was taken twice.
        Assert.Equal(count, Enumerable.Range(0, count).Select(i => Convert.ToHexString(SHA256.HashData(images.Values.AsSpan(784 * i, 784)))).Distinct().Count());
    }

    [Fact]
    public void Subset_shares_no_picture_between_train_and_test()
    {
        HashSet<string> Pictures(string part)
        {
            var images = IdxFile.Read(At($"{part}-images-idx3-ubyte.gz"), 3);
            return [.. Enumerable.Range(0, images.Shape[0]).Select(i => Convert.ToHexString(SHA256.HashData(images.Values.AsSpan(784 * i, 784))))];
        }

        Assert.Empty(Pictures("train").Intersect(Pictures("t10k")));
    }

    [Fact]
    public void Subset_matches_its_checksums_and_fits_in_six_megabytes()
    {
        var sums = Sums();
        Assert.Equal(8, sums.Count);
        var total = 0L;
        foreach (var file in Directory.GetFiles(TestFiles.CarriedSubset, "*.gz"))
        {
            var packed = File.ReadAllBytes(file);
            using var raw = new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress);
            Assert.Equal(sums[Path.GetFileName(file)], Convert.ToHexStringLower(SHA256.HashData(packed)));
            Assert.Equal(sums[Path.ChangeExtension(Path.GetFileName(file), ".raw")], Convert.ToHexStringLower(SHA256.HashData(raw)));
            total += packed.Length;
        }
        Assert.InRange(total, 1, 6_000_000);
    }

    [Fact]
    public void Subset_carries_its_licence_and_source()
    {
        Assert.Contains("Zalando SE", File.ReadAllText(At("LICENSE")));
        Assert.Contains("dataset-fashion-mnist", File.ReadAllText(At("README.md")));
    }
}

using NasSharp.Benchmarks;
using NasSharp.Benchmarks.NasBench201;

namespace NasSharp.Tests.Benchmarks;

/// <summary>The real table says what the paper and its authors' tools say (arXiv 2001.00326, Table 5).</summary>
public sealed class PublishedNasBench201Tests(RealTables tables) : IClassFixture<RealTables>
{
    [Theory]
    [InlineData(ImageSet.Cifar10, AccuracySplit.Validation, 91.61)]
    [InlineData(ImageSet.Cifar10, AccuracySplit.Test, 94.37)]
    [InlineData(ImageSet.Cifar100, AccuracySplit.Validation, 73.49)]
    [InlineData(ImageSet.Cifar100, AccuracySplit.Test, 73.51)]
    [InlineData(ImageSet.ImageNet16, AccuracySplit.Validation, 46.73)]
    [InlineData(ImageSet.ImageNet16, AccuracySplit.Test, 47.31)]
    public void The_best_accuracies_are_the_published_ones(ImageSet images, AccuracySplit split, double published)
        => Assert.Equal(published, tables.NasBench201().Best(images, split, 200), 2);

    [Theory]
    [InlineData(ImageSet.Cifar10, 39.77, 54.30)]
    [InlineData(ImageSet.Cifar100, 15.03, 15.61)]
    [InlineData(ImageSet.ImageNet16, 16.43, 16.32)]
    public void The_cell_of_skips_has_the_accuracies_that_the_paper_gives_for_DARTS(ImageSet images, double validation, double test)
    {
        var skips = NasBench201Space.Parse("|skip_connect~0|+|skip_connect~0|skip_connect~1|+|skip_connect~0|skip_connect~1|skip_connect~2|");
        Assert.Equal(validation, tables.NasBench201().Mean(skips, images, AccuracySplit.Validation), 0.006);
        Assert.Equal(test, tables.NasBench201().Mean(skips, images, AccuracySplit.Test), 0.006);
    }

    [Fact]
    public void The_example_of_the_documentation_has_its_size()
    {
        var result = tables.NasBench201().Query(images: ImageSet.Cifar10, split: AccuracySplit.Test, epochs: 200).Single(r => tables.NasBench201().Value(r.Architecture, "index") == 1);
        Assert.Equal(113_951_370, result.Flops);
        Assert.Equal(802_426, result.Parameters);
    }

    [Fact]
    public void Hardware_and_proxies_are_taken_along()
    {
        var table = tables.NasBench201();
        var cell = NasBench201Space.Space.First();
        Assert.Contains("hw.c10_raspi4_latency", table.Columns);
        Assert.Contains("hw.1080ti_32", table.Columns);
        Assert.NotNull(table.Value(cell, "hw.c10_fpga_latency"));
        Assert.Contains("zc.suite.c10_synflow", table.Columns);
    }

    [Fact]
    public void Opening_reads_the_header_only()
    {
        tables.NasBench201();
        var before = GC.GetAllocatedBytesForCurrentThread();
        using var again = NasBench201Table.Open(tables.NasBench201Path);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500_000);
    }
}

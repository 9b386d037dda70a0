using System.Globalization;
using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Tests.Docs;
using NasSharp.Torch;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Tests.Zoo.Catalog;

/// <summary>The published networks in their full sizes: what we count, and what was published.</summary>
public class PublishedNetworkTests
{
    // What docs/zoo.md prints.
    private static readonly Dictionary<string, (long Parameters, long MultiplyAdds)> Counted = new()
    {
        ["DARTS_V1, CIFAR-10"] = (3_169_414, 500_987_520),
        ["DARTS_V1, ImageNet"] = (4_510_432, 505_864_704),
        ["DARTS_V2, CIFAR-10"] = (3_349_342, 528_359_040),
        ["DARTS_V2, ImageNet"] = (4_718_752, 529_911_552),
        ["P-DARTS, CIFAR-10"] = (3_433_798, 532_174_464),
        ["P-DARTS, ImageNet"] = (4_944_352, 542_819_328),
        ["PC-DARTS, CIFAR-10"] = (3_634_678, 556_670_592),
        ["PC-DARTS, ImageNet"] = (5_270_560, 571_137_408),
        ["PC-DARTS-ImageNet, ImageNet"] = (5_342_464, 581_627_328),
        ["NASNet-A, CIFAR-10"] = (3_830_950, 603_452_448),
        ["NASNet-A, ImageNet"] = (5_564_320, 604_031_616),
        ["AmoebaNet-A, CIFAR-10"] = (3_145_078, 488_931_552),
        ["AmoebaNet-A, ImageNet"] = (4_627_360, 526_746_624),
        ["ENAS-micro, CIFAR-10"] = (1_986_670, 303_981_984),
        ["ENAS-macro, CIFAR-10"] = (3_060_394, 1_563_839_424),
        ["SPOS, ImageNet"] = (3_558_464, 322_918_720),
        ["Proxyless-CPU, ImageNet"] = (4_361_648, 439_243_864),
        ["Proxyless-GPU, ImageNet"] = (7_119_848, 465_260_160),
        ["Proxyless-mobile, ImageNet"] = (4_080_512, 320_427_584),
        ["FBNet-A, ImageNet"] = (4_304_584, 244_452_664),
        ["FBNet-B, ImageNet"] = (4_801_368, 291_004_424),
        ["FBNet-C, ImageNet"] = (5_570_664, 378_136_224),
    };

    public static TheoryData<string> Networks => [.. ZooCatalog.Architectures.SelectMany(a => a.Networks).Select(NameOf)];

    [Theory]
    [MemberData(nameof(Networks))]
    public void Network_has_the_published_size_or_says_why_not(string name)
    {
        using var scope = torch.NewDisposeScope();
        var published = ZooCatalog.Architectures.SelectMany(a => a.Networks).Single(n => NameOf(n) == name);
        using var network = published.Build();
        var profile = Profiler.Profile(network, [1, .. published.InputShape]);
        Assert.Equal(Counted.GetValueOrDefault(name), (profile.Parameters, profile.Flops));
        Assert.All(published.Numbers, n => Assert.NotEmpty(n.Source));
        var off = published.Numbers.Where(n => n.Quantity switch
        {
            PublishedQuantity.Parameters => !n.Agrees(profile.Parameters),
            PublishedQuantity.MultiplyAdds => !n.Agrees(profile.Flops),
            _ => false,
        }).ToArray();
        // What was counted by running the authors' code is met to the last weight.
        Assert.DoesNotContain(off, n => n.Digit == 0);
        if (off.Length > 0)
            Assert.NotNull(published.Difference);
        else if (published.Numbers.Any(n => n.Quantity != PublishedQuantity.TestError))
            Assert.Null(published.Difference);
    }

    [Fact]
    public void Documentation_prints_what_is_counted()
    {
        var page = File.ReadAllLines(Path.Combine(CodeBlock.Repository, "docs", "zoo.md"));
        var architecture = "";
        var printed = new Dictionary<string, (long, long)>();
        foreach (var cells in page.Where(l => l.StartsWith('|')).Select(l => Array.ConvertAll(l.Split('|')[1..^1], c => c.Trim())).Where(c => c.Length == 7 && c[2].Contains('-') | c[2].Contains("ImageNet")))
        {
            architecture = cells[0].Length > 0 ? cells[0] : architecture;
            if (long.TryParse(cells[4], NumberStyles.Number, CultureInfo.InvariantCulture, out var parameters))
                printed.Add($"{architecture}, {cells[2].Split(',')[0]}", (parameters, long.Parse(cells[6], NumberStyles.Number, CultureInfo.InvariantCulture)));
        }
        Assert.Equal(Counted.OrderBy(c => c.Key), printed.OrderBy(c => c.Key));
    }

    [Fact]
    public void Documentation_prints_the_size_of_every_space()
    {
        var page = File.ReadAllLines(Path.Combine(CodeBlock.Repository, "docs", "zoo.md"));
        foreach (var entry in ZooCatalog.Spaces)
        {
            using var network = entry.Open();
            var row = Assert.Single(page, l => l.StartsWith($"| `{entry.Name}`", StringComparison.Ordinal));
            Assert.Equal(((double)SearchSpace.Of(network).Count()).ToString("G3", CultureInfo.InvariantCulture).ToLowerInvariant(), row.Split('|')[^2].Trim());
        }
    }

    private static string NameOf(PublishedNetwork network) => $"{network.Architecture}, {network.Task}";
}

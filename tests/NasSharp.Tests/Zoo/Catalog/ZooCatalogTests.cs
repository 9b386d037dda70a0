using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Tests.Zoo.Catalog;

public class ZooCatalogTests
{
    public static TheoryData<string> Spaces => [.. ZooCatalog.Spaces.Select(s => s.Name)];

    [Theory]
    [MemberData(nameof(Spaces))]
    public void Space_opens_a_network_of_its_class_with_choices(string name)
    {
        var entry = ZooCatalog.Space(name);
        using var network = entry.Open();
        Assert.Equal(entry.Network, network.GetType().FullName);
        Assert.NotEmpty(SearchSpace.Of(network).Choices);
        Assert.True(entry.Paper.Contains("arXiv") || entry.Name == "mnist");
    }

    [Fact]
    public void Names_are_unique_and_architectures_belong_to_spaces()
    {
        Assert.Equal(ZooCatalog.Spaces.Count, ZooCatalog.Spaces.Select(s => s.Name).Distinct().Count());
        Assert.Equal(ZooCatalog.Architectures.Count, ZooCatalog.Architectures.Select(a => a.Name.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(ZooCatalog.Architectures.Count, ZooCatalog.Architectures.Select(a => a.ToJson()).Distinct().Count());
        Assert.All(ZooCatalog.Architectures, a => Assert.Contains(a, ZooCatalog.Space(a.Space).Architectures));
    }

    [Fact]
    public void Name_that_the_zoo_does_not_have_is_refused_with_the_nearest()
    {
        Assert.Contains("no architecture 'DARTS_V3'; did you mean 'DARTS_V1'?", Assert.Throws<ArgumentException>(() => ZooCatalog.Architecture("DARTS_V3")).Message);
        Assert.Contains("no space 'fbnets'; did you mean 'fbnet'?", Assert.Throws<ArgumentException>(() => ZooCatalog.Space("fbnets")).Message);
        Assert.Same(ZooCatalog.Architecture("DARTS_V2"), ZooCatalog.Architecture("darts_v2"));
    }

    [Fact]
    public void Architecture_in_another_space_is_refused_by_key()
        => Assert.Contains("SPOS: unknown key 'block_0'", Assert.Throws<ArchitectureException>(() => ZooCatalog.Architecture("SPOS").In(new SearchSpace([Choice.Layer("other", ["a"])]))).Message);

    [Fact]
    public void Written_file_is_applied_like_any_other()
    {
        var path = Path.Combine(Path.GetTempPath(), $"zoo-{Guid.NewGuid():N}.json");
        try
        {
            var architecture = ZooCatalog.Architecture("DARTS_V2");
            architecture.Write(path);
            using var network = new NasSharp.Zoo.Darts.DartsStackedCells(new NasSharp.Zoo.Darts.DartsNetworkOptions { Channels = 2, Cells = 3, ImageSize = 8 });
            var expected = architecture.In(SearchSpace.Of(network)).ToJson();
            Assert.Equal(expected, FixedArchitecture.Apply(network, path).Architecture.ToJson());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData(3_349_342, 0, 3_349_342, true)]
    [InlineData(3_349_342, 0, 3_349_343, false)]
    [InlineData(3.3e6, 1e5, 3_349_342, true)]
    [InlineData(3.3e6, 1e5, 3_350_001, false)]
    public void Published_number_agrees_within_its_last_digit(double value, double digit, double computed, bool agrees)
        => Assert.Equal(agrees, new PublishedNumber(PublishedQuantity.Parameters, value, digit, "a paper").Agrees(computed));
}

using NasSharp.Cli.Spaces;
using NasSharp.Spaces;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Tests.Commands;

public class SpaceCatalogTests
{
    public static TheoryData<string> Names => [.. SpaceCatalog.Names];

    // TextNAS takes texts; searches of nasctl take images.
    [Fact]
    public void Nasctl_knows_every_space_of_the_zoo_for_images()
        => Assert.Equal(ZooCatalog.Spaces.Select(s => s.Name).Except(["textnas"]), SpaceCatalog.Names);

    [Theory]
    [MemberData(nameof(Names))]
    public void Space_is_built_in_a_small_size_for_small_images(string name)
    {
        var sizes = SpaceCatalog.All.Single(s => s.Name == name).Sizes;
        var space = new SpaceOptions(name, sizes.Channels is null ? null : 8, sizes.Cells is null ? null : 3, sizes.Nodes is null ? null : 3);
        using var network = SpaceCatalog.Build(space, [1, 16, 16], 4, seed: 1, NetworkUse.Search);
        FixedArchitecture.Apply(network, SearchSpace.Of(network).First());
        using var images = NasSharp.Torch.torch.zeros([2, 1, 16, 16]);
        using var logits = network.call(images);
        Assert.Equal([2, 4], logits.shape);
    }
}

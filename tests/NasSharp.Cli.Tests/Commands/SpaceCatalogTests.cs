using NasSharp.Cli.Spaces;
using NasSharp.Spaces;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Tests.Commands;

public class SpaceCatalogTests
{
    public static TheoryData<string> Names => [.. SpaceCatalog.Names.Except(["textnas"])];

    [Fact]
    public void Nasctl_knows_every_space_of_the_zoo()
        => Assert.Equal(ZooCatalog.Spaces.Select(s => s.Name), SpaceCatalog.Names);

    [Fact]
    public void Space_for_texts_is_shown_and_refuses_images_in_one_line()
    {
        var world = new TestWorld();
        Assert.Equal(0, world.Run("space", "show", "--space", "textnas", "--channels", "8", "--cells", "2"));
        Assert.Contains("layers.1.op", world.Out, StringComparison.Ordinal);

        var other = new TestWorld();
        Assert.Equal(2, other.Run("profile", "--space", "textnas"));
        Assert.Contains("--space textnas: its networks take texts, not images of 3x32x32", other.Error, StringComparison.Ordinal);
        Assert.Equal(1, other.Error.Count(c => c == '\n'));
    }

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

using NasSharp.Spaces;

namespace NasSharp.Cli.Tests.Commands;

public class SpaceCommandTests
{
    [Fact]
    public void Space_is_listed_and_counted()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("space", "show", "--nodes", "2", "--cells", "3"));

        Expectation.Matches(world.Out, "space-show");
    }

    [Fact]
    public void Json_is_a_search_space_file()
    {
        var world = new TestWorld();
        Assert.Equal(0, world.Run("space", "show", "--nodes", "2", "--cells", "3", "--json"));
        using var file = new TemporaryFile(world.Out);
        var again = new TestWorld();

        Assert.Equal(0, again.Run("space", "show", "--file", file.Path));

        Assert.Contains($"fingerprint {SearchSpace.Parse(world.Out).Fingerprint}", again.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{"a": {"_type": "layer_choise", "_value": ["x"]}}""")]
    public void Damaged_space_file_is_named(string text)
    {
        using var file = new TemporaryFile(text);
        var world = new TestWorld();

        Assert.Equal(3, world.Run("space", "show", "--file", file.Path));

        Assert.Contains(file.Path, world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }
}

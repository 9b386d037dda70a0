using System.Text.Json;
using NasSharp.Zoo.Catalog;

namespace NasSharp.Cli.Tests.Commands;

public class ZooCommandTests
{
    [Fact]
    public void List_names_every_space_and_architecture()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("zoo", "list"));

        Assert.All(ZooCatalog.Spaces, s => Assert.Contains($"{s.Name} ", world.Out, StringComparison.Ordinal));
        Assert.All(ZooCatalog.Architectures, a => Assert.Contains($"{a.Name} ", world.Out, StringComparison.Ordinal));
    }

    [Fact]
    public void Architecture_is_shown_with_its_published_numbers_and_written()
    {
        using var file = new TemporaryFile("");
        var world = new TestWorld();

        Assert.Equal(0, world.Run("zoo", "show", "darts_v2", "--output", file.Path));

        Assert.Contains("3,349,342 parameters", world.Out, StringComparison.Ordinal);
        Assert.Contains("2.63 % test error", world.Out, StringComparison.Ordinal);
        Assert.Equal(ZooCatalog.Architecture("DARTS_V2").ToJson(), File.ReadAllText(file.Path));
    }

    [Fact]
    public void Space_is_shown_with_its_size()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("zoo", "show", "nasbench201", "--json"));

        Assert.Equal("15625", JsonDocument.Parse(world.Out).RootElement.GetProperty("architectures").GetString());
    }

    [Fact]
    public void Profile_puts_what_is_counted_beside_what_was_published()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("zoo", "profile", "SPOS"));

        Assert.Contains("counted: 3,558,464 parameters, 322,918,720 multiply-adds", world.Out, StringComparison.Ordinal);
        Assert.Contains("published: 3,558,464 parameters, the same", world.Out, StringComparison.Ordinal);
        Assert.Contains("25.6 % test error (", world.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("has no architecture 'DARTS_V3'; did you mean", "zoo", "show", "DARTS_V3")]
    [InlineData("darts is a space", "zoo", "profile", "darts")]
    [InlineData("--output: mnist is a space", "zoo", "show", "mnist", "--output", "a.json")]
    public void Wrong_names_are_one_line(string expected, params string[] arguments)
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run(arguments));

        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }
}

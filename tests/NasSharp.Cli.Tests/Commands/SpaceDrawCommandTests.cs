using System.Text.Json;

namespace NasSharp.Cli.Tests.Commands;

public class SpaceDrawCommandTests
{
    private const string Cell = "|nor_conv_3x3~0|+|none~0|skip_connect~1|+|nor_conv_1x1~0|none~1|avg_pool_3x3~2|";

    [Fact]
    public void Space_is_drawn_to_standard_output()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("space", "draw", "--space", "darts", "--nodes", "2", "--cells", "3", "--channels", "4"));

        Assert.StartsWith("<svg ", world.Out, StringComparison.Ordinal);
        Assert.Contains("<title>search space darts</title>", world.Out, StringComparison.Ordinal);
        Assert.Contains("one of A", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Cell_of_a_benchmark_is_written_to_a_file()
    {
        using var file = new TemporaryFile("before");
        var world = new TestWorld();

        Assert.Equal(0, world.Run("space", "draw", "--cell", Cell, "--output", file.Path, "--json"));

        Assert.Contains("avg pool 3x3", File.ReadAllText(file.Path), StringComparison.Ordinal);
        Assert.Equal(file.Path, JsonDocument.Parse(world.Out).RootElement.GetProperty("file").GetString());
    }

    [Fact]
    public void Architecture_is_drawn_with_its_space()
    {
        using var space = new TemporaryFile("""{"block": {"_type": "layer_choice", "_value": ["conv3x3", "maxpool"]}}""");
        using var architecture = new TemporaryFile("""{"block": "maxpool"}""");
        var world = new TestWorld();

        Assert.Equal(0, world.Run("space", "draw", "--file", space.Path, "--architecture", architecture.Path));

        Assert.Contains("max pool", world.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("conv 3x3", world.Out, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(3, "no cell of NAS-Bench-201", "--cell", "|conv~0|")]
    [InlineData(3, "The cell has no input1", "--cell", "op1=maxpool3x3")]
    [InlineData(3, "is no operation of NAS-Bench-101", "--cell", "op1=pool,input1=0,input2=1")]
    [InlineData(2, "give one of them", "--cell", "|a~0|", "--architecture", "a.json")]
    [InlineData(3, "missing.json", "--architecture", "missing.json")]
    public void What_cannot_be_drawn_is_named(int exit, string expected, params string[] arguments)
    {
        var world = new TestWorld();

        Assert.Equal(exit, world.Run(["space", "draw", .. arguments]));

        Assert.Contains(expected, world.Error, StringComparison.Ordinal);
        Assert.Empty(world.Out);
    }
}

using System.Text.Json;

namespace NasSharp.Cli.Tests.Commands;

public class EvaluateCommandTests(TinySearch search) : IClassFixture<TinySearch>
{
    [Fact]
    public void Test_split_is_measured_as_a_whole()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("evaluate", search.Run, "--json"));

        using var result = JsonDocument.Parse(world.Out);
        Assert.Equal(2000, result.RootElement.GetProperty("samples").GetInt32());
        Assert.InRange(result.RootElement.GetProperty("metrics").GetProperty("accuracy").GetDouble(), 0, 1);
    }

    [Fact]
    public void Validation_split_is_that_of_the_search()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("evaluate", search.Run, "--split", "validation"));

        Assert.StartsWith("fashion-mnist-subset, validation split, 20 images: loss ", world.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_weights_are_named()
    {
        using var folder = new TemporaryFolder();
        var cut = folder["cut.safetensors"];
        File.WriteAllBytes(cut, File.ReadAllBytes(Path.Combine(search.Run, "model.safetensors"))[..2000]);
        var world = new TestWorld();

        Assert.Equal(3, world.Run("evaluate", search.Run, "--weights", cut));

        Assert.StartsWith($"nasctl: {cut}: ", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Fact]
    public void Weights_of_another_network_are_named()
    {
        var world = new TestWorld();

        Assert.Equal(3, world.Run("evaluate", search.Run, "--weights", Path.Combine(search.Run, "alphas.safetensors")));

        Assert.Contains("alphas.safetensors: the state does not fit", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("/nowhere", 3, "nasctl: there is no folder /nowhere; name the --output folder of a search or retrain\n")]
    [InlineData("/tmp", 3, "nasctl: /tmp holds no run: nasctl.json is missing; name the --output folder of a search or retrain\n")]
    public void Folder_without_a_run_is_named(string folder, int code, string expected)
    {
        var world = new TestWorld();

        Assert.Equal(code, world.Run("evaluate", folder));

        Assert.Equal(expected, world.Error);
    }

    [Fact]
    public void Missing_argument_is_explained()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run("evaluate"));

        Assert.StartsWith("nasctl: nasctl evaluate needs RUN: the --output folder", world.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_record_of_a_run_is_named()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["nasctl.json"], "{\"command\":");
        var world = new TestWorld();

        Assert.Equal(3, world.Run("evaluate", folder.Path));

        Assert.StartsWith($"nasctl: {folder["nasctl.json"]} is damaged", world.Error, StringComparison.Ordinal);
    }
}

using System.Text.Json;
using NasSharp.Cli.Spaces;
using NasSharp.Hardware;

namespace NasSharp.Cli.Tests.Commands;

public class ProfileCommandTests
{
    private static readonly string[] Small = ["--cells", "3", "--channels", "4", "--nodes", "2"];

    [Fact]
    public void Supernet_is_profiled_as_a_tree()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run(["profile", .. Small, "--input", "1x16x16", "--depth", "1"]));

        Expectation.Matches(world.Out, "profile-supernet");
    }

    [Fact]
    public void Json_has_the_same_totals_as_the_tree()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run(["profile", .. Small, "--input", "1x16x16", "--json"]));

        using var json = JsonDocument.Parse(world.Out);
        Assert.Equal(json.RootElement.GetProperty("root").GetProperty("flops").GetInt64(), json.RootElement.GetProperty("flops").GetInt64());
        Assert.True(json.RootElement.GetProperty("onMeta").GetBoolean());
    }

    [Fact]
    public void Supernet_of_superkernels_costs_what_its_largest_network_costs()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("profile", "--space", "single-path-mobile", "--channels", "4", "--input", "1x16x16", "--json"));

        using var json = JsonDocument.Parse(world.Out);
        using var model = SpaceCatalog.Build(new SpaceOptions("single-path-mobile", 4, null, null), [1, 16, 16], 10, 0, NetworkUse.Search);
        Assert.Equal(CandidateProfiles.Flops(model, 1, 1, 16, 16).Most, json.RootElement.GetProperty("flops").GetInt64());
    }

    [Fact]
    public void Folder_of_a_run_stands_for_its_architecture()
    {
        using var folder = new TemporaryFolder();
        var space = NasSharp.Spaces.SearchSpace.Of(SpaceCatalog.Build(new SpaceOptions("mnist", 4, null, null), [1, 28, 28], 10, 0, NetworkUse.Search));
        File.WriteAllText(folder["architecture.json"], space.First().ToJson());
        string Profile(string architecture)
        {
            var world = new TestWorld();
            Assert.Equal((0, ""), (world.Run("profile", "--space", "mnist", "--channels", "4", "--input", "1x28x28", "--architecture", architecture), world.Error));
            return world.Out;
        }

        Assert.Equal(Profile(folder["architecture.json"]), Profile(folder.Path));
    }

    [Theory]
    [InlineData("profile")]
    [InlineData("score")]
    [InlineData("retrain")]
    public void Published_network_is_no_file_and_the_way_to_one_is_said(string command)
    {
        var world = new TestWorld();

        Assert.Equal(3, world.Run(command, "--architecture", "darts_v2"));

        Assert.Equal("nasctl: --architecture darts_v2: there is no such file; 'nasctl zoo show DARTS_V2 --output DARTS_V2.json' writes that of the published network\n", world.Error);
    }

    [Fact]
    public void Missing_architecture_file_is_named()
    {
        var world = new TestWorld();

        Assert.Equal(3, world.Run(["profile", .. Small, "--architecture", "/nowhere/a.json"]));

        Assert.Equal("nasctl: /nowhere/a.json: there is no such file.\n", world.Error);
    }

    [Fact]
    public void Unknown_key_of_an_architecture_is_answered_with_the_nearest()
    {
        using var file = new TemporaryFile("""{"normal_n2_p00": "maxpool"}""");
        var world = new TestWorld();

        Assert.Equal(3, world.Run(["profile", .. Small, "--architecture", file.Path]));

        Assert.Contains(file.Path, world.Error, StringComparison.Ordinal);
        Assert.Contains("did you mean 'normal_n2_p0'?", world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
    }

    [Theory]
    [InlineData("--channels 7", "nasctl: DartsNetworkOptions.Channels is out of range; allowed are even numbers")]
    [InlineData("--input 3x2x2", "nasctl: DartsNetworkOptions.ImageSize is out of range; allowed are 4 or more")]
    [InlineData("--input 3x32", "nasctl: --input 3x32: an image has channels, rows and columns")]
    [InlineData("--space dart", "nasctl: --space 'dart' is unknown: did you mean darts?")]
    [InlineData("--cells 0", "nasctl: --cells '0' is not a whole number from 1 to 200")]
    [InlineData("--cells", "nasctl: --cells needs a value: number")]
    [InlineData("--channel 8", "nasctl: unknown option '--channel': did you mean --channels?")]
    public void Wrong_option_is_answered_with_one_line_and_exit_code_2(string options, string expected)
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run(["profile", .. options.Split(' ')]));

        Assert.StartsWith(expected, world.Error, StringComparison.Ordinal);
        Assert.Equal(1, world.Error.Count(c => c == '\n'));
        Assert.Equal("", world.Out);
    }
}

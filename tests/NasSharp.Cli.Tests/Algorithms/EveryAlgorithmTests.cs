using System.Globalization;
using System.Text;
using System.Text.Json;
using NasSharp.Cli.Algorithms;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Spaces;
using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Cli.Tests.Algorithms;

/// <summary>What must hold for each algorithm that <c>nasctl</c> lists; a new one is tested without a change here, unless its defaults are too large for a test.</summary>
public class EveryAlgorithmTests
{
    // What an algorithm needs beyond the options of all to be done in a second.
    private static readonly Dictionary<string, string> Small = new()
    {
        ["cdarts"] = "warmup-epochs=0",
        ["enas"] = "controller-steps=2,candidates=2,recalibration-batches=1",
        ["fbnet"] = "warmup-epochs=0",
        ["p-darts"] = "warmup-epochs=0",
        ["path-dropout"] = "candidates=2,recalibration-batches=1",
        ["pc-darts"] = "warmup-epochs=0",
        ["proxyless"] = "warmup-epochs=0",
        ["random-sharing"] = "screened=3,finalists=2,recalibration-batches=1",
        ["smash"] = "candidates=2,perturbations=1,markov-steps=1,recalibration-batches=1,hyper-layers=1",
        ["single-path-nas"] = "warmup-epochs=0,recalibration-batches=1",
        ["single-path"] = "candidates=2,recalibration-batches=1",
        ["spos"] = "generations=2,population=2,crossovers=1,mutations=1,recalibration-batches=1",
    };

    // Where an algorithm has a space of its own; otherwise the cells of DARTS.
    private static readonly Dictionary<string, string[]> Spaces = new()
    {
        ["single-path-nas"] = ["--space", "single-path-mobile", "--channels", "4"],
    };

    public static TheoryData<string> Names => [.. SearchAlgorithms.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Search_ends_with_an_architecture_that_can_be_evaluated_and_retrained(string algorithm)
    {
        using var folder = new TemporaryFolder();
        var run = folder["run"];
        var search = new TestWorld();

        Assert.Equal((0, ""), (search.Run([.. Tiny(algorithm), "--output", run]), search.Error));

        // What is done to images is told by everything that holds weights or is to be retrained.
        Assert.Contains("\"preprocessing\"", File.ReadAllText(Path.Combine(run, "architecture.json")), StringComparison.Ordinal);
        Assert.Contains("\"preprocessing\"", Header(Path.Combine(run, "supernet.safetensors")), StringComparison.Ordinal);
        Assert.Contains("preprocessing", Header(Directory.GetFiles(Path.Combine(run, "checkpoints"))[0]), StringComparison.Ordinal);
        var evaluate = new TestWorld();
        Assert.Equal((0, ""), (evaluate.Run("evaluate", run, "--split", "validation"), evaluate.Error));
        var retrain = new TestWorld();
        Assert.Equal((0, ""), (retrain.Run("retrain", "--architecture", Path.Combine(run, "architecture.json"), "--epochs", "1", "--batch-size", "20",
            "--auxiliary-weight", "0", "--output", folder["final"]), retrain.Error));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Cost_of_the_result_keeps_the_limit_and_enters_the_loss(string algorithm)
    {
        using var folder = new TemporaryFolder();
        var costs = Costs(algorithm);
        var limit = Math.Floor(costs.Least + (costs.Most - costs.Least) / 5);
        var search = new TestWorld();

        Assert.Equal((0, ""), (search.Run([.. Tiny(algorithm), "--cost", "parameters", "--cost-limit", limit.ToString("R", CultureInfo.InvariantCulture),
            "--penalty", "linear", "--penalty-reference", "1K", "--json", "--output", folder["run"]]), search.Error));

        using var json = JsonDocument.Parse(search.Out.Trim().Split('\n')[^1]);
        var cost = json.RootElement.GetProperty("cost");
        Assert.Equal(("parameters", limit), (cost.GetProperty("name").GetString(), cost.GetProperty("limit").GetDouble()));
        Assert.InRange(cost.GetProperty("value").GetDouble(), costs.Least, limit);
        Assert.Equal(costs.Of(ArchitectureFile.Read(folder["run/architecture.json"], costs.Space)), cost.GetProperty("value").GetDouble());
        Assert.Contains("\"Penalty\"", File.ReadAllText(folder["run/run.json"]), StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Settings_are_named_with_their_defaults_and_default_values_are_accepted(string name)
    {
        var algorithm = SearchAlgorithms.Of(name);

        Assert.All(algorithm.Settings.Keys, key => Assert.Matches("^[a-z0-9.-]+$", key));
        Assert.NotEmpty(algorithm.Settings);
        foreach (var (key, value) in algorithm.Settings)
            algorithm.Check(Given(algorithm, $"{key}={value}"));
        Assert.Throws<UsageException>(() => algorithm.Check(Given(algorithm, "no-such-setting=1")));
    }

    [Fact]
    public void Stages_of_p_darts_are_a_setting()
    {
        using var folder = new TemporaryFolder();
        var search = new TestWorld();

        Assert.Equal((0, ""), (search.Run("search", "--algorithm", "p-darts", "--channels", "4", "--nodes", "1", "--train-images", "40", "--batch-size", "10", "--epochs", "1",
            "--set", "warmup-epochs=0,stages=3:4:0.1/4:0:0.5", "--output", folder["run"]), search.Error));

        var described = File.ReadAllText(folder["run/run.json"]);
        Assert.Equal(2, described.Split("\"cells\"").Length - 1);
        // The depth is that of the last stage, for whoever uses the weights later, too.
        var evaluate = new TestWorld();
        Assert.Equal((0, ""), (evaluate.Run("evaluate", folder["run"], "--split", "validation"), evaluate.Error));
        var wrong = new TestWorld();
        Assert.Equal(2, wrong.Run("search", "--algorithm", "p-darts", "--set", "stages=5:3/7", "--output", folder["other"]));
        Assert.Equal("nasctl: --set stages=5:3/7: stages of p-darts is a list of cells:drop:skip-dropout with / between, such as 1:2:3/2:3:4\n", wrong.Error);
    }

    [Fact]
    public void Names_are_unique() => Assert.Equal(SearchAlgorithms.Names.Distinct(), SearchAlgorithms.Names);

    [Fact]
    public void Table_lists_every_algorithm_once()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("algorithms"));

        foreach (var name in SearchAlgorithms.Names)
            Assert.Single(world.Out.Split('\n'), line => line.StartsWith(name + " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Settings_of_one_algorithm_are_shown_with_their_defaults()
    {
        var world = new TestWorld();

        Assert.Equal(0, world.Run("algorithms", "gdas", "--json"));

        using var json = JsonDocument.Parse(world.Out);
        Assert.Equal("250", json.RootElement[0].GetProperty("settings").GetProperty("epochs").GetString());
        Assert.Equal("10", json.RootElement[0].GetProperty("settings").GetProperty("first-temperature").GetString());
    }

    [Fact]
    public void Unknown_algorithm_is_answered_with_the_nearest()
    {
        var world = new TestWorld();

        Assert.Equal(2, world.Run("algorithms", "gdass"));

        Assert.Equal("nasctl: algorithm 'gdass' is unknown: did you mean gdas?\n", world.Error);
    }

    // The JSON at the beginning of a safetensors file.
    private static string Header(string file)
    {
        using var stream = File.OpenRead(file);
        using var reader = new BinaryReader(stream);
        return Encoding.UTF8.GetString(reader.ReadBytes((int)reader.ReadInt64()));
    }

    /// <summary>A small space that the algorithm can search.</summary>
    internal static string[] Space(string algorithm) => Spaces.GetValueOrDefault(algorithm) ?? ["--channels", "8", "--cells", "2", "--nodes", "1"];

    private static string[] Tiny(string algorithm) =>
    [
        "search", "--algorithm", algorithm, .. Space(algorithm), "--train-images", "40", "--batch-size", "10", "--epochs", "1",
        .. Small.TryGetValue(algorithm, out var settings) ? new[] { "--set", settings } : [],
    ];

    private static CandidateCosts Costs(string algorithm)
    {
        var world = new TestWorld().Surroundings;
        var context = new CommandContext(NasCtl.Parse(["search", .. Space(algorithm)], world), world);
        using var model = SpaceCatalog.Build(SearchAlgorithms.Of(algorithm).Adapt(SpaceOptions.From(context), AlgorithmSettings.From(context)), [1, 28, 28], 10, 0, NetworkUse.Search);
        return CandidateProfiles.Parameters(model);
    }

    private static AlgorithmSettings Given(SearchAlgorithm algorithm, string set)
    {
        var world = new TestWorld().Surroundings;
        return AlgorithmSettings.From(new CommandContext(NasCtl.Parse(["search", "--algorithm", algorithm.Name, "--set", set], world), world));
    }
}

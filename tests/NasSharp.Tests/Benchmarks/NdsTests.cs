using NasSharp.Benchmarks;
using NasSharp.Benchmarks.Nds;
using NasSharp.Spaces;

namespace NasSharp.Tests.Benchmarks;

public sealed class NdsTests : IDisposable
{
    // Two runs of a cell that differ in the seed, with a loss that Python writes as NaN, and another cell.
    private const string Darts = """
        [{"net": {"genotype": {"normal": [["sep_conv_3x3", 0], ["skip_connect", 1]], "normal_concat": [2], "reduce": [["max_pool_3x3", 1], ["none", 0]], "reduce_concat": [2]},
           "depth": 8, "width": 16, "aux": true, "drop_prob": 0.2}, "optim": {"base_lr": 0.1, "wd": 0.0005, "max_ep": 2}, "rng_seed": 1,
          "train_ep_top1": [50, 20], "test_ep_top1": [60, 30.5], "train_ep_loss": [NaN, 1.5], "params": 1000, "flops": 5000000000, "iter_time": 0.1},
         {"net": {"genotype": {"normal": [["sep_conv_3x3", 0], ["skip_connect", 1]], "normal_concat": [2], "reduce": [["max_pool_3x3", 1], ["none", 0]], "reduce_concat": [2]},
           "depth": 8, "width": 16, "aux": true, "drop_prob": 0.2}, "optim": {"base_lr": 0.1, "wd": 0.0005, "max_ep": 2}, "rng_seed": 2,
          "train_ep_top1": [50, 22], "test_ep_top1": [25, 31.5], "train_ep_loss": [2, 1.5], "params": 1000, "flops": 5000000000, "iter_time": 0.1},
         {"net": {"genotype": {"normal": [["dil_conv_3x3", 0], ["skip_connect", 1]], "normal_concat": [2], "reduce": [["max_pool_3x3", 1], ["none", 0]], "reduce_concat": [2]},
           "depth": 8, "width": 16, "aux": true, "drop_prob": 0.2}, "optim": {"base_lr": 0.1, "wd": 0.0005, "max_ep": 2}, "rng_seed": 1,
          "train_ep_top1": [50, 10], "test_ep_top1": [60, 12], "train_ep_loss": [2, 1.5], "params": 2000, "flops": 7000, "iter_time": 0.1}]
        """;

    private const string ResNet = """
        {"top": [{"net": {"block_type": "res_bottleneck_block", "ds": [1, 2], "ws": [16, 32], "num_gs": null}, "optim": {"base_lr": 0.2, "wd": 0.0001, "max_ep": 1}, "rng_seed": 1,
          "train_ep_top1": [40], "test_ep_top1": [45], "params": 10, "flops": 20}],
         "mid": []}
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-nds-").FullName;

    private string Target => Path.Combine(_folder, "table.nasb");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Runs_of_one_network_are_one_result()
    {
        using var table = Import();
        Assert.Equal(3, table.Count);
        var result = Assert.Single(table.Query(new Dictionary<string, string> { ["normal_0_op_x"] = "sep_conv_3x3" }));
        Assert.Equal([69.5, 68.5], result.Final.Runs);
        Assert.Equal(69, result.Final.Mean);
        Assert.Equal([69.5, 75], result.Best.Runs);
        Assert.Equal([80, 78], result.Training.Runs);
        Assert.Equal((1000, 5_000_000_000), (result.Parameters, result.Flops));
        Assert.Equal("nas_cell", result.Specification["family"]);
        Assert.Equal("0", result.Specification["normal_0_input_x"]);
        Assert.Equal("true", result.Specification["aux"]);
    }

    [Fact]
    public void Queries_take_any_part_of_a_specification()
    {
        using var table = Import();
        Assert.Equal(3, table.Query().Count());
        var result = Assert.Single(table.Query(new Dictionary<string, string> { ["proposer"] = "resnet", ["dataset"] = "imagenet", ["generator"] = "tune_lr_wd" }));
        Assert.Equal(("residual_bottleneck", "1+2", 55.0), (result.Specification["family"], result.Specification["ds"], result.Final.Mean));
        Assert.Empty(table.Query(new Dictionary<string, string> { ["proposer"] = "pnas" }));
        Assert.Contains("No network has the key 'dept'", Assert.Throws<ArchitectureException>(() => table.Query(new Dictionary<string, string> { ["dept"] = "8" })).Message);
    }

    [Theory]
    [InlineData("DARTS.json, network 2: the same network with the seed 1 occurs twice", "\"rng_seed\": 2", "\"rng_seed\": 1")]
    [InlineData("DARTS.json, network 2: 'test_ep_top1' is [25]; expected 2 numbers", "[25, 31.5]", "[25]")]
    [InlineData("DARTS.json, network 1: 'test_ep_top1' has null or NaN; expected a finite number", "[60, 30.5]", "[60, NaN]")]
    [InlineData("DARTS.json, network 1: there is an error of 130.5 %", "[60, 30.5]", "[60, 130.5]")]
    [InlineData("DARTS.json, network 3: 'params' is missing", "\"params\": 2000, ", "")]
    [InlineData("DARTS.json, network 1: the genotype has no list 'normal'", "{\"normal\": [[\"sep_conv_3x3\", 0], [\"skip_connect\", 1]]", "{\"other\": 1")]
    [InlineData("it is no JSON", "[{", "[[")]
    public void A_bad_sweep_is_refused_with_the_place_and_nothing_is_left(string expected, string found, string instead)
    {
        var place = Darts.IndexOf(found, StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_folder, "DARTS.json"), Darts[..place] + instead + Darts[(place + found.Length)..]);
        Assert.Contains(expected, Assert.Throws<BenchmarkException>(() => NdsTable.Import(_folder, Target)).Message);
        Assert.Equal(["DARTS.json"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void A_folder_without_sweeps_is_refused()
        => Assert.Contains("There is no sweep of NDS", Assert.Throws<BenchmarkException>(() => NdsTable.Import(_folder, Target)).Message);

    private NdsTable Import()
    {
        File.WriteAllText(Path.Combine(_folder, "DARTS.json"), Darts);
        File.WriteAllText(Path.Combine(_folder, "ResNet_lr-wd_in.json"), ResNet);
        NdsTable.Import(_folder, Target);
        return NdsTable.Open(Target);
    }
}

using NasSharp.Benchmarks.NasBench201;
using NasSharp.Hardware;
using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Tests.Benchmarks;
using NasSharp.Tests.Spaces;
using NasSharp.Tests.Zoo.Darts;
using NasSharp.Torch;
using NasSharp.Zoo.NasBench201;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.NasBench201;

public class NasBench201NetworkTests
{
    // The benchmark's: CIFAR-10, CIFAR-100 and ImageNet16-120.
    private static readonly (int Classes, int Size)[] Tasks = [(10, 32), (100, 32), (120, 16)];

    [Fact]
    public void Space_is_the_benchmarks()
        => Assert.Equal(NasBench201Space.Space.Fingerprint, SearchSpace.Of(new NasBench201Network(new NasBench201Options { Channels = 2, CellsPerStage = 1 })).Fingerprint);

    // 47 rows of the table that lies beside this test; multiply-adds there count the classifier's bias, ours do not.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Networks_have_the_tables_parameters_and_multiply_adds(int task)
    {
        var (sizes, rows) = (Costs(task), Rows());
        Assert.Equal(47, rows.Length);
        foreach (var row in rows)
        {
            var architecture = Of(row[0], sizes.Flops.Space);
            Assert.Equal(long.Parse(row[1 + 2 * task]), sizes.Parameters.Of(architecture));
            Assert.Equal(long.Parse(row[2 + 2 * task]) - Tasks[task].Classes, sizes.Flops.Of(architecture));
        }
    }

    [Theory]
    [InlineData("334131")]
    [InlineData("000000")]
    public void Applied_network_has_the_tables_size(string digits)
    {
        var row = Rows().Single(r => r[0] == digits);
        using var network = Open(0);
        FixedArchitecture.Apply(network, NasBench201Space.At(NasBench201Space.RowOf(digits)));
        var profile = Profiler.Profile(network, 1, 3, 32, 32);
        Assert.Equal(long.Parse(row[1]), profile.Parameters);
        Assert.Equal(long.Parse(row[2]) - 10, profile.Flops);
    }

    [Fact]
    public void All_networks_have_the_published_tables_size()
    {
        var path = Path.Combine(ResearchData.Folder("nasbench201"), "nb201.csv.gz");
        using var reader = new StreamReader(new System.IO.Compression.GZipStream(File.OpenRead(path), System.IO.Compression.CompressionMode.Decompress));
        var columns = reader.ReadLine()!.Split(',').ToList();
        var costs = Enumerable.Range(0, 3).Select(Costs).ToArray();
        var names = new[] { "c10", "c100", "in16" };
        var count = 0;
        while (reader.ReadLine()?.Split(',') is { } row)
        {
            count++;
            var architecture = Of(row[columns.IndexOf("ops")], costs[0].Flops.Space);
            for (var task = 0; task < 3; task++)
            {
                Assert.Equal(long.Parse(row[columns.IndexOf($"{names[task]}_params")]), costs[task].Parameters.Of(architecture));
                Assert.Equal(long.Parse(row[columns.IndexOf($"{names[task]}_flops")]) - Tasks[task].Classes, costs[task].Flops.Of(architecture));
            }
        }
        Assert.Equal(15_625, count);
    }

    // These three are the same in DARTS.
    [Theory]
    [InlineData("none", 1)]
    [InlineData("none", 2)]
    [InlineData("avg_pool_3x3", 1)]
    [InlineData("avg_pool_3x3", 2)]
    [InlineData("skip_connect", 1)]
    [InlineData("skip_connect", 2)]
    public void Operation_computes_what_the_code_of_DARTSs_authors_computes(string name, int stride)
    {
        using var scope = NewDisposeScope();
        var operation = NasBench201Operations.Make(4, 4, stride, affine: true).Single(o => o.Name == name).Module;
        AuthorsValues.Compare($"{name}/stride{stride}", operation, [.. operation.parameters()], operation.call);
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(3, 5, 1)]
    [InlineData(4, 2, 1)]
    [InlineData(3, 3, 2)]
    [InlineData(3, 6, 2)]
    [InlineData(5, 2, 2)]
    [InlineData(2, 3, 2)]
    public void Cell_of_any_stride_and_channels_runs_with_every_operation(int inChannels, int outChannels, int stride)
    {
        for (var operation = 0; operation < 5; operation++)
            foreach (var size in new[] { 8, 7 })
            {
                using var scope = NewDisposeScope();
                manual_seed(operation);
                using var cell = new NasBench201Cell(inChannels, outChannels, stride);
                var x = randn([2, inChannels, size, size], requires_grad: true);
                var architecture = new Architecture(SearchSpace.Of(cell), NasBench201Space.Keys.Select(k => KeyValuePair.Create(k, Decision.One(operation))));
                FixedArchitecture.Apply(cell, architecture);
                var y = cell.call(x);
                Assert.Equal([2, outChannels, (size + stride - 1) / stride, (size + stride - 1) / stride], y.shape);
                Assert.Equal(operation == 0, y.abs().max().item<float>() == 0);
            }
    }

    [Theory]
    [InlineData(3, 3, 1)]
    [InlineData(3, 6, 2)]
    public void Node_is_the_sum_of_its_edges(int inChannels, int outChannels, int stride)
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        using var cell = new NasBench201Cell(inChannels, outChannels, stride);
        cell.eval();
        var architecture = SearchSpace.Of(cell).Sample(new Random(5));
        using var mutator = new RandomMutator(cell, new Random(0));
        mutator.Fix(architecture);
        var x = randn([2, inChannels, 8, 8]);
        var edges = cell.named_modules().Where(m => m.module is LayerChoice).ToDictionary(m => ((LayerChoice)m.module).Key, m => (LayerChoice)m.module);
        var first = edges["0_1"].call(x);
        var second = edges["0_2"].call(x) + edges["1_2"].call(first);
        var third = edges["0_3"].call(x) + edges["1_3"].call(first) + edges["2_3"].call(second);
        TensorAssert.Close(third, cell.call(x), 1e-6);
    }

    [Fact]
    public void Cell_may_have_another_number_of_nodes()
        => Assert.Equal(["0_1", "0_2", "1_2", "0_3", "1_3", "2_3", "0_4", "1_4", "2_4", "3_4"], SearchSpace.Of(new NasBench201Cell(2, 2, nodes: 5)).Keys);

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        static void Refused(string message, Action make) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
        Refused("NasBench201Options.Channels is 0; allowed are 1 or more", () => _ = new NasBench201Network(new NasBench201Options { Channels = 0 }));
        Refused("NasBench201Options.ImageSize is 3; allowed are 4 or more, because 3 stages halve the images 2 times", () => _ = new NasBench201Network(new NasBench201Options { ImageSize = 3 }));
        Refused("NasBench201Options.Nodes is 1", () => _ = new NasBench201Network(new NasBench201Options { Nodes = 1 }));
        Refused("stride", () => _ = new NasBench201Cell(4, 4, 3));
        Refused("outChannels", () => _ = new NasBench201Cell(4, 1, 2));
    }

    private static NasBench201Network Open(int task) => new(new NasBench201Options { Classes = Tasks[task].Classes, ImageSize = Tasks[task].Size });

    private static (CandidateCosts Parameters, CandidateCosts Flops) Costs(int task)
    {
        using var network = Open(task);
        return (CandidateProfiles.Parameters(network), CandidateProfiles.Flops(network, 1, 3, Tasks[task].Size, Tasks[task].Size));
    }

    private static Architecture Of(string digits, SearchSpace space) => new(space, NasBench201Space.At(NasBench201Space.RowOf(digits)).Decisions);

    private static string[][] Rows()
    {
        using var stream = typeof(NasBench201NetworkTests).Assembly.GetManifestResourceStream("NasSharp.Tests.Zoo.NasBench201.sizes.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(','))];
    }
}

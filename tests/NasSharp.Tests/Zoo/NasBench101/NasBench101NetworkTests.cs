using NasSharp.Benchmarks.NasBench101;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Zoo.NasBench101;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.NasBench101;

public class NasBench101NetworkTests
{
    private static readonly NasBench101Options Small = new() { Channels = 6, Stacks = 2, CellsPerStack = 1, Classes = 3, ImageSize = 8 };

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Table().Length)];

    [Fact]
    public void Space_has_NNIs_keys_and_the_benchmarks_operations()
    {
        var space = SearchSpace.Of(new NasBench101Module(6, 6));
        Assert.Equal(["input1", "op1", "input2", "op2", "input3", "op3", "input4", "op4", "input5", "op5", "input6"], space.Keys);
        Assert.Equal(NasBench101Cell.OperationNames, space["op3"].Candidates);
        Assert.Equal(["", "op1", "op2"], space["input3"].Candidates);
        Assert.Null(space["input3"].ChosenCount);
    }

    // Rows of the table that lies beside this test, among them the best cell, and one with each number of vertices.
    [Theory]
    [MemberData(nameof(Rows))]
    public void Network_has_the_tables_parameters_and_its_cell_the_tables_hash(int row)
    {
        using var scope = NewDisposeScope();
        var (vertices, edges, operations, parameters, hash) = Table()[row];
        var expected = NasBench101Cell.TryParse(vertices, edges, operations)!;
        using var network = new NasBench101Network();
        var architecture = Of(SearchSpace.Of(network), vertices, Convert.ToInt64(edges, 16), operations);
        FixedArchitecture.Apply(network, architecture);
        Assert.Equal(parameters, network.parameters().Sum(p => p.numel()));
        Assert.Equal(expected.Hash(), NasBench101Space.Cell(architecture)!.Hash());
        Assert.True(hash.Length == 0 || hash == expected.Hash());
    }

    [Fact]
    public void Cell_of_NNIs_notebook_has_its_hash()
    {
        var space = SearchSpace.Of(new NasBench101Module(6, 6));
        var architecture = Architecture.Parse(space, """
            {"op1": "conv3x3-bn-relu", "op2": "maxpool3x3", "op3": "conv3x3-bn-relu", "op4": "conv3x3-bn-relu", "op5": "conv1x1-bn-relu",
             "input1": [0], "input2": [1], "input3": [2], "input4": [0], "input5": [0, 3, 4], "input6": [2, 5]}
            """);
        Assert.Equal("00005c142e6f48ac74fdcf73e3439874", NasBench101Space.Cell(architecture)!.Hash());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Pruned_network_computes_what_the_supernet_computes_on_that_path(bool training)
    {
        for (var seed = 0; seed < 12; seed++)
        {
            using var scope = NewDisposeScope();
            manual_seed(seed);
            var (network, later) = (new NasBench101Network(Small), new NasBench101Network(Small));
            var x = randn([2, 3, 8, 8]);
            network.train(training);
            later.train(training);
            var state = network.state_dict().ToDictionary(t => t.Key, t => t.Value.clone());
            Tensor expected;
            Architecture architecture;
            using (var mutator = new RandomMutator(network, new RandomStream(seed)))
            {
                architecture = mutator.Export();
                mutator.Fix(architecture);
                expected = network.call(x);
            }
            var before = network.parameters().Sum(p => p.numel());
            var live = NasBench101Vertices(architecture);
            FixedArchitecture.Apply(network, architecture);
            Assert.True(network.parameters().Sum(p => p.numel()) < before);
            Assert.Equal(live, network.named_parameters().Count(p => p.name.StartsWith("cells.0.vertices") && p.name.EndsWith("conv.weight") && p.name.Contains(".op.")));
            TensorAssert.Close(expected, network.call(x), 1e-5);
            // Loaded afterwards, the weights of the supernet are cut on the way, and those of the pruned network are taken as they are.
            var applied = FixedArchitecture.Apply(later, architecture);
            applied.LoadStateDict(state);
            TensorAssert.Close(expected, later.call(x), 1e-5);
            applied.LoadStateDict(network.state_dict());
        }
    }

    // Evaluation in a supernet takes the running statistics anew, as the mean over some batches.
    [Theory]
    [InlineData(0.1)]
    [InlineData(null)]
    public void Running_statistics_of_a_path_are_those_of_the_pruned_network(double? momentum)
    {
        using var scope = NewDisposeScope();
        manual_seed(4);
        var (supernet, pruned) = (new NasBench101Network(Small), new NasBench101Network(Small));
        pruned.load_state_dict(supernet.state_dict());
        using var mutator = new RandomMutator(supernet, new RandomStream(2));
        var architecture = mutator.Export();
        mutator.Fix(architecture);
        FixedArchitecture.Apply(pruned, architecture);
        foreach (var network in new[] { supernet, pruned })
        {
            foreach (var norm in network.modules().OfType<BatchNorm2d>())
                norm.momentum = momentum;
            network.train();
            manual_seed(5);
            for (var i = 0; i < 3; i++)
                network.call(randn([2, 3, 8, 8]) + i);
            network.eval();
        }
        var x = randn([2, 3, 8, 8]);
        TensorAssert.Close(pruned.call(x), supernet.call(x), 1e-5);
    }

    [Fact]
    public void Vertices_share_the_channels_of_the_output_and_the_first_take_what_is_left_over()
    {
        // 1 and 3 enter the output, 2 enters 3 only, 4 leads nowhere, 5 comes from nowhere.
        var graph = new ModuleGraph([[true], [true, false], [false, true, true], [true, true, false, false], [false, false, false, false, false], [true, true, false, true, false, true]], 7);
        Assert.Equal([0, 4, 3, 3, 0, 0, 7], graph.Channels);
        Assert.False(graph.Has(5, 6));
        Assert.True(graph.Has(0, 6));
    }

    [Fact]
    public void Output_without_a_path_is_the_projected_input()
    {
        using var scope = NewDisposeScope();
        using var module = new NasBench101Module(6, 8);
        var space = SearchSpace.Of(module);
        FixedArchitecture.Apply(module, new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, c.Kind == ChoiceKind.LayerChoice ? Decision.One(0) : Decision.None))));
        Assert.Equal(6 * 8 + 16, module.parameters().Sum(p => p.numel()));
        Assert.Equal([2, 8, 4, 4], module.call(randn([2, 6, 4, 4])).shape);
    }

    [Fact]
    public void Cell_with_more_edges_than_the_benchmark_has_is_refused_by_the_benchmark_only()
    {
        using var scope = NewDisposeScope();
        using var module = new NasBench101Module(6, 6);
        var space = SearchSpace.Of(module);
        var all = new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key, c.Kind == ChoiceKind.LayerChoice ? Decision.One(1) : Decision.Many(Enumerable.Range(0, c.Candidates.Count)))));
        Assert.Null(NasBench101Space.Cell(all));
        FixedArchitecture.Apply(module, all);
        Assert.Equal([1, 6, 4, 4], module.call(randn([1, 6, 4, 4])).shape);
    }

    [Fact]
    public void Cell_without_an_operation_or_of_another_space_is_refused_by_key()
    {
        var space = SearchSpace.Of(new NasBench101Module(6, 6, vertices: 3));
        var none = new Architecture(space, [new("input1", Decision.One(0)), new("op1", Decision.None), new("input2", Decision.One(1))]);
        Assert.Contains("'op1': 0 operations", Assert.Throws<ArchitectureException>(() => NasBench101Space.Cell(none)).Message);
        var other = new SearchSpace([Choice.Layer("conv", ["a"])]);
        Assert.Contains("'input1'", Assert.Throws<ArchitectureException>(() => NasBench101Space.Cell(other.First())).Message);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        static void Refused(string message, Action make) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message);
        Refused("NasBench101Options.Channels is 4; allowed are 5 or more, because Vertices is 7", () => _ = new NasBench101Network(new NasBench101Options { Channels = 4 }));
        Refused("NasBench101Options.NormMomentum is 0", () => _ = new NasBench101Network(new NasBench101Options { NormMomentum = 0 }));
        Refused("NasBench101Options.ImageSize is 2", () => _ = new NasBench101Network(new NasBench101Options { ImageSize = 2 }));
        Refused("NasBench101Module.outChannels is 3", () => _ = new NasBench101Module(4, 3));
    }

    // Operations with weights of the vertices that are left.
    private static int NasBench101Vertices(Architecture architecture)
    {
        var graph = new ModuleGraph([.. Enumerable.Range(1, 6).Select(v => architecture[$"input{v}"].ToMask(v))], 6);
        return Enumerable.Range(1, 5).Count(v => graph.Channels[v] > 0 && architecture[$"op{v}"].Selected[0] < 2);
    }

    // A cell of fewer vertices, in the space of seven: the last ones before the output have no inputs.
    private static Architecture Of(SearchSpace space, int vertices, long edges, string operations) => new(space, Enumerable.Range(1, 6).SelectMany(v =>
    {
        var of = v == 6 ? vertices - 1 : v < vertices - 1 ? v : -1;
        var taken = of < 0 ? [] : Enumerable.Range(0, of).Where(from => (edges >> (from + of * (of - 1) / 2) & 1) == 1);
        var input = KeyValuePair.Create($"input{v}", Decision.Many(taken));
        return v == 6 ? [input] : new[] { input, KeyValuePair.Create($"op{v}", Decision.One(v - 1 < operations.Length ? operations[v - 1] - '0' : 0)) };
    }));

    private static (int Vertices, string Edges, string Operations, long Parameters, string Hash)[] Table()
    {
        using var stream = typeof(NasBench101NetworkTests).Assembly.GetManifestResourceStream("NasSharp.Tests.Zoo.NasBench101.sizes.csv")!;
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(l => l.Split(',')).Select(f => (int.Parse(f[0]), f[1], f[2], long.Parse(f[3]), f[4]))];
    }
}

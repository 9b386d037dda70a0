using NasSharp.Hardware;
using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Tests.Zoo.Darts;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo;
using NasSharp.Zoo.NasNet;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.NasNet;

public class NasNetNetworkTests
{
    private static readonly NasNetOptions Small = new() { Channels = 4, Cells = 4, Nodes = 3, ImageSize = 8, Classes = 5, InputChannels = 1 };

    public static TheoryData<string> Operations => [.. AuthorsValues.Names.Where(n => n.Contains("/stride") && NasNetOperations.Names(CellOperations.NasNet).Contains(n.Split('/')[0]))];

    public static TheoryData<CellOperations, bool> Kinds => [.. from kind in Enum.GetValues<CellOperations>() from training in new[] { false, true } select new TheoryDataRow<CellOperations, bool>(kind, training)];

    [Theory]
    [MemberData(nameof(Operations))]
    public void Operation_computes_what_the_code_of_DARTSs_authors_computes(string name)
    {
        using var scope = NewDisposeScope();
        var parts = name.Split("/stride");
        var stride = int.Parse(parts[1]);
        var module = NasNetOperations.Make(parts[0], 4, reduces: stride == 2, affine: true);
        ((IStrided)module).Stride = stride;
        AuthorsValues.Compare(name, module, [.. module.parameters()], module.call);
    }

    // (2 * 3 * 4 * 5 * 6)^2 pairs of states and ops^10 operations for each of two cells.
    [Theory]
    [InlineData(CellOperations.NasNet, 13)]
    [InlineData(CellOperations.AmoebaNet, 8)]
    [InlineData(CellOperations.Pnas, 8)]
    public void Space_of_the_papers_has_two_cells_of_five_nodes(CellOperations operations, int count)
    {
        using var network = new NasNetNetwork(new NasNetOptions { Operations = operations, Channels = 2, Cells = 3 });
        var space = SearchSpace.Of(network);
        Assert.Equal(["normal_node_0_x_input", "normal_node_0_x_op", "normal_node_0_y_input", "normal_node_0_y_op"], space.Keys.Take(4));
        Assert.Equal(["", "", "normal_node_0"], space["normal_node_1_y_input"].Candidates);
        Assert.Equal(NasNetOperations.Names(operations), space["reduce_node_4_x_op"].Candidates);
        Assert.Equal(count, space["reduce_node_4_x_op"].Candidates.Count);
        Assert.Equal(System.Numerics.BigInteger.Pow(720, 4) * System.Numerics.BigInteger.Pow(count, 20), space.Count());
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Pruned_network_computes_what_the_supernet_computes_on_that_path(CellOperations operations, bool training)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            using var scope = NewDisposeScope();
            manual_seed(seed);
            var options = Small with { Operations = operations, Output = seed == 5 ? CellOutput.AllNodes : CellOutput.LooseEnds };
            var (network, later) = (new NasNetNetwork(options), new NasNetNetwork(options));
            network.train(training);
            later.train(training);
            var x = randn([2, 1, 8, 8]);
            var state = network.state_dict().ToDictionary(t => t.Key, t => t.Value.clone());
            Tensor expected;
            Architecture architecture;
            using (var mutator = new RandomMutator(network, new RandomStream(seed)))
            {
                architecture = mutator.Export();
                mutator.Fix(architecture);
                expected = network.call(x);
            }
            FixedArchitecture.Apply(network, architecture);
            // Another order of summation, where channels of zeros were left out.
            TensorAssert.Close(expected, network.call(x), 1e-4);
            var applied = FixedArchitecture.Apply(later, architecture);
            applied.LoadStateDict(state);
            TensorAssert.Close(expected, later.call(x), 1e-4);
            applied.LoadStateDict(network.state_dict());
            TensorAssert.Close(network.call(x), later.call(x), 0);
        }
    }

    [Fact]
    public void Output_joins_the_nodes_that_no_other_takes()
    {
        using var scope = NewDisposeScope();
        using var network = new NasNetNetwork(Small);
        var space = SearchSpace.Of(network);
        // Node 2 takes nodes 0 and 1: nothing else is left.
        FixedArchitecture.Apply(network, new Architecture(space, space.Choices.Select(c => KeyValuePair.Create(c.Key,
            Decision.One(c.Kind == ChoiceKind.LayerChoice ? 0 : c.Key.EndsWith("2_x_input") ? 2 : c.Key.EndsWith("2_y_input") ? 3 : 0)))));
        var weights = network.named_parameters().ToDictionary(p => p.name, p => p.parameter.shape);
        Assert.Equal([16, 5], [weights["classifier.weight"][1], weights["classifier.weight"][0]]);
        Assert.Equal([8, 4, 1, 1], weights["cells.1.preprocess1.conv.weight"]);
        Assert.Equal([16, 8, 1, 1], weights["cells.2.preprocess1.conv.weight"]);
        Assert.Equal([2, 5], network.call(randn([2, 1, 8, 8])).shape);
    }

    [Fact]
    public void Costs_of_the_candidates_bound_those_of_the_pruned_network()
    {
        using var scope = NewDisposeScope();
        var network = new NasNetNetwork(Small);
        var (flops, parameters) = (CandidateProfiles.Flops(network, 1, 1, 8, 8), CandidateProfiles.Parameters(network));
        var architecture = flops.Space.Sample(new RandomStream(6));
        FixedArchitecture.Apply(network, architecture);
        var profile = Profiler.Profile(network, 1, 1, 8, 8);
        Assert.InRange(profile.Flops, 1, flops.Of(architecture));
        Assert.InRange(profile.Parameters, 1, parameters.Of(architecture));
    }

    [Fact]
    public void Gradients_of_the_mixed_supernet_reach_weights_and_every_choice()
    {
        using var scope = NewDisposeScope();
        var network = new NasNetNetwork(Small with { Nodes = 2, Cells = 3 });
        var alphas = SearchSpace.Of(network).Choices.ToDictionary(c => c.Key, c => full([c.Candidates.Count], 1f / c.Candidates.Count, requires_grad: true));
        using var mutator = new GivenMutator(network, space => [.. space.Choices.Select(c => Execution.Mix(alphas[c.Key]))]);
        network.call(randn([2, 1, 8, 8])).square().sum().backward();
        Assert.All(network.named_parameters(), p => Assert.NotNull(p.parameter.grad));
        Assert.All(alphas.Values, a => Assert.NotNull(a.grad));
    }

    [Theory]
    [InlineData(32, false)]
    [InlineData(7, false)]
    [InlineData(64, true)]
    public void Network_takes_images_of_any_size(int size, bool large)
    {
        using var scope = NewDisposeScope();
        var network = new NasNetNetwork(Small with { ImageSize = size, LargeImages = large, AuxiliaryHead = true });
        FixedArchitecture.Apply(network, SearchSpace.Of(network).Sample(new RandomStream(4)));
        network.DropPathProbability = 0.3;
        var (logits, auxiliary) = network.forward_auxiliary(randn([2, 1, size, size]));
        Assert.Equal([2, 5], logits.shape);
        Assert.Equal([2, 5], auxiliary!.shape);
        network.eval();
        Assert.Null(network.forward_auxiliary(randn([2, 1, size, size])).auxiliary);
    }

    [Fact]
    public void Drop_path_spares_the_identity_and_evaluation()
    {
        using var scope = NewDisposeScope();
        using var network = new NasNetNetwork(Small with { Cells = 1 });
        var space = SearchSpace.Of(network);
        // The only cell reduces; its nodes skip from the two inputs, which halves them, so that paths can be dropped.
        FixedArchitecture.Apply(network, space.First());
        var x = randn([8, 1, 8, 8]);
        network.eval();
        var expected = network.call(x);
        network.DropPathProbability = 0.5;
        TensorAssert.Close(expected, network.call(x), 0);
        network.train();
        Assert.NotEqual(network.call(x).data<float>().ToArray(), network.call(x).data<float>().ToArray());

        var branch = new NasNetBranch("normal_node_0_x", ["", ""], CellOperations.NasNet, 4, reduces: false, affine: true) { DropPathProbability = 0.9 };
        FixedArchitecture.Apply(branch, SearchSpace.Of(branch).First());
        var state = randn([8, 4, 4, 4]);
        TensorAssert.Close(state, branch.call([state, state]), 0);
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
    {
        static void Refused(string message, NasNetOptions options) => Assert.Contains(message, Assert.Throws<ArgumentOutOfRangeException>(() => new NasNetNetwork(options)).Message);
        Refused("NasNetOptions.Channels is 3; allowed are even numbers", Small with { Channels = 3 });
        Refused("NasNetOptions.ImageSize is 16; allowed are 32 or more", Small with { ImageSize = 16, LargeImages = true });
        Refused("NasNetOptions.Operations is 7; allowed are NasNet, AmoebaNet, Pnas", Small with { Operations = (CellOperations)7 });
        Refused("NasNetOptions.Nodes is 0", Small with { Nodes = 0 });
    }
}

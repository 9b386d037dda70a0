using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.FBNet;

namespace NasSharp.Tests.Zoo.FBNet;

public sealed class FBNetNetworkTests : IDisposable
{
    private static readonly FBNetSpaceOptions Small = new()
    {
        Classes = 5,
        StemChannels = 4,
        Stages = [new(4, 1, 1), new(6, 2, 2), new(8, 1, 1)],
        HeadChannels = 10,
    };

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    // Counted by hand from the block's definition; the paper states 4.3 / 4.5 / 5.5 million and 249 / 295 / 375 million multiply-adds.
    [Theory]
    [InlineData("A", 4_304_584, 244_452_664, 249)]
    [InlineData("B", 4_801_368, 291_004_424, 295)]
    [InlineData("C", 5_570_664, 378_136_224, 375)]
    public void Released_networks_have_their_parameters_and_nearly_the_papers_multiply_adds(string name, long parameters, long flops, double paper)
    {
        using var net = new FBNetNetwork(name == "A" ? FBNetArchitectures.SizeOfA : FBNetArchitectures.SizeOfBAndC);
        var space = SearchSpace.Of(net);
        FixedArchitecture.Apply(net, name switch { "A" => FBNetArchitectures.A(space), "B" => FBNetArchitectures.B(space), _ => FBNetArchitectures.C(space) });
        var profile = Profiler.Profile(net, 1, 3, 224, 224);
        Assert.Equal(parameters, profile.Parameters);
        Assert.Equal(flops, profile.Flops);
        Assert.InRange(profile.Flops / 1e6 / paper, 0.98, 1.02);
    }

    [Fact]
    public void Space_of_the_paper_has_22_layers_of_9_blocks()
    {
        using var net = new FBNetNetwork(new FBNetSpaceOptions { StemChannels = 2, HeadChannels = 2, Classes = 2, Stages = [.. new FBNetSpaceOptions().Stages.Select(s => s with { Channels = 2 })] });
        var space = SearchSpace.Of(net);
        Assert.Equal(Enumerable.Range(0, 22).Select(i => $"layer_{i}"), space.Keys);
        Assert.All(space.Choices, c => Assert.Equal(["k3_e1", "k3_e1_g2", "k3_e3", "k3_e6", "k5_e1", "k5_e1_g2", "k5_e3", "k5_e6", "skip"], c.Candidates));
        Assert.Equal(System.Numerics.BigInteger.Pow(9, 22), space.Count());
    }

    [Fact]
    public void Pruned_network_equals_the_supernets_path()
    {
        torch.manual_seed(1);
        using var net = new FBNetNetwork(Small);
        net.eval();
        var input = torch.randn([2, 3, 16, 16]);
        var architecture = SearchSpace.Of(net).Sample(new RandomStream(2));
        torch.Tensor path;
        using (var mutator = new RandomMutator(net, new RandomStream(1)))
        {
            mutator.Fix(architecture);
            path = net.call(input);
        }
        FixedArchitecture.Apply(net, architecture);
        Assert.Equal([2, 5], path.shape);
        TensorAssert.Close(path, net.call(input), 1e-5);
    }

    [Fact]
    public void Skip_is_nothing_where_the_shape_stays_and_a_convolution_where_it_changes()
    {
        using var net = new FBNetNetwork(Small);
        var space = SearchSpace.Of(net);
        FixedArchitecture.Apply(net, new Architecture(space, space.Keys.Select(k => KeyValuePair.Create(k, Decision.One(8)))));
        // Stem 3*4*9, two 1x1 convolutions 4*6 and 6*8, head 8*10, a batch norm behind each, classifier.
        Assert.Equal((108 + 8) + (24 + 12) + (48 + 16) + (80 + 20) + 55, net.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Architecture_for_another_number_of_layers_is_refused()
    {
        using var net = new FBNetNetwork(Small);
        Assert.Contains("22 layers", Assert.Throws<ArchitectureException>(() => FBNetArchitectures.A(SearchSpace.Of(net))).Message);
    }

    [Fact]
    public void Odd_channels_are_refused()
        => Assert.Contains("even channels", Assert.Throws<ArgumentOutOfRangeException>(() => new FBNetNetwork(Small with { Stages = [new(5, 1, 1)] })).Message);
}

using System.Numerics;
using NasSharp.Hardware;
using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.ProxylessMobile;

namespace NasSharp.Tests.Zoo.ProxylessMobile;

public sealed class ProxylessMobileNetworkTests : IDisposable
{
    private static readonly ProxylessMobileOptions Small = new()
    {
        Classes = 5,
        StemChannels = 4,
        FirstBlockChannels = 3,
        Stages = [new(4, 2, 2), new(6, 2, 1)],
        HeadChannels = 8,
    };

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Space_of_the_paper_has_21_layers_and_skips_where_the_shape_stays()
    {
        using var net = new ProxylessMobileNetwork(new ProxylessMobileOptions { StemChannels = 2, FirstBlockChannels = 2, HeadChannels = 2, Classes = 2,
            Stages = [.. new ProxylessMobileOptions().Stages.Select((s, i) => s with { Channels = i + 1 })] });
        var space = SearchSpace.Of(net);
        Assert.Equal(["s1_c0", "s1_c1", "s1_c2", "s1_c3", "s2_c0"], space.Keys.Take(5));
        Assert.Equal(21, space.Choices.Count);
        Assert.Equal(["k3_e3", "k3_e6", "k5_e3", "k5_e6", "k7_e3", "k7_e6"], space["s1_c0"].Candidates);
        Assert.Equal(["k3_e3", "k3_e6", "k5_e3", "k5_e6", "k7_e3", "k7_e6", "skip"], space["s1_c1"].Candidates);
        Assert.Equal(BigInteger.Pow(6, 6) * BigInteger.Pow(7, 15), space.Count());
    }

    [Fact]
    public void Pruned_network_equals_the_supernets_path()
    {
        torch.manual_seed(1);
        for (var seed = 0; seed < 3; seed++)
        {
            using var net = new ProxylessMobileNetwork(Small);
            net.eval();
            var input = torch.randn([2, 3, 16, 16]);
            var architecture = SearchSpace.Of(net).Sample(new RandomStream(seed));
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
    }

    [Fact]
    public void Costs_of_candidates_add_up_to_those_of_the_pruned_network()
    {
        for (var seed = 0; seed < 4; seed++)
        {
            using var net = new ProxylessMobileNetwork(Small);
            var (flops, parameters) = (CandidateProfiles.Flops(net, 1, 3, 16, 16), CandidateProfiles.Parameters(net));
            var architecture = flops.Space.Sample(new RandomStream(seed));
            FixedArchitecture.Apply(net, architecture);
            var profile = Profiler.Profile(net, 1, 3, 16, 16);
            Assert.Equal(profile.Flops, flops.Of(architecture));
            Assert.Equal(profile.Parameters, parameters.Of(architecture));
        }
    }

    // By hand: MobileNetV2's numbers are this space's with 3x3 kernels and expansion 6 throughout, in its own channels and repeats.
    [Fact]
    public void MobileNetV2_built_of_its_blocks_has_the_parameters_of_MobileNetV2()
    {
        using var net = new ProxylessMobileNetwork(new ProxylessMobileOptions
        {
            Stages = [new(24, 2, 2), new(32, 3, 2), new(64, 4, 2), new(96, 3, 1), new(160, 3, 2), new(320, 1, 1)],
            Kernels = [3],
            Expansions = [6],
        });
        var space = SearchSpace.Of(net);
        FixedArchitecture.Apply(net, space.First());
        Assert.Equal(3_504_872, net.parameters().Sum(p => p.numel()));
    }

    [Fact]
    public void Even_kernels_are_refused()
        => Assert.Contains("different odd numbers", Assert.Throws<ArgumentOutOfRangeException>(() => new ProxylessMobileNetwork(Small with { Kernels = [4] })).Message);
}

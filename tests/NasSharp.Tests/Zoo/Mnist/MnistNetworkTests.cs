using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Zoo.Mnist;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Zoo.Mnist;

public class MnistNetworkTests
{
    [Fact]
    public void Space_has_two_kernels_and_a_skip()
    {
        using var network = new MnistNetwork();
        var space = SearchSpace.Of(network);
        Assert.Equal(["conv1", "conv2", "skip"], space.Keys);
        Assert.Equal(["conv3x3", "conv5x5"], space["conv2"].Candidates);
        Assert.Equal(8, space.Count());
    }

    // By hand: 8 kernels of 5x5, 16 of 8x3x3, 16 of 16, each with a bias, a batch norm, 256 to 64 to 10.
    [Theory]
    [InlineData("conv5x5", true, 208)]
    [InlineData("conv3x3", false, 80)]
    public void Applied_network_has_the_chosen_kernels(string conv1, bool skip, long first)
    {
        using var scope = NewDisposeScope();
        using var network = new MnistNetwork();
        FixedArchitecture.Apply(network, Architecture.Parse(SearchSpace.Of(network), $$"""{"conv1": "{{conv1}}", "conv2": "conv3x3", "skip": {{(skip ? "[0]" : "[]")}}}"""));
        Assert.Equal(first + (8 * 9 + 1) * 16 + 17 * 16 + 32 + 257 * 64 + 65 * 10, network.parameters().Sum(p => p.numel()));
        Assert.Equal([2, 10], network.call(randn([2, 1, 28, 28])).shape);
        Assert.Equal([2, 10], network.call(randn([2, 1, 9, 9])).shape);
    }

    [Fact]
    public void Skip_adds_what_the_second_convolution_gives()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        using var network = new MnistNetwork();
        using var mutator = new RandomMutator(network, new Random(0));
        network.eval();
        var x = randn([2, 1, 28, 28]);
        Tensor Run(Decision skip)
        {
            mutator.Fix(mutator.Space.First().With("skip", skip));
            return network.call(x);
        }
        Assert.NotEqual(Run(Decision.One(0)).data<float>().ToArray(), Run(Decision.None).data<float>().ToArray());
    }

    [Fact]
    public void Options_out_of_range_are_refused_by_name()
        => Assert.Contains("MnistOptions.ImageSize is 3; allowed are 4 or more", Assert.Throws<ArgumentOutOfRangeException>(() => new MnistNetwork(new MnistOptions { ImageSize = 3 })).Message);
}

using NasSharp.OneShot.PcDarts;
using NasSharp.Spaces;
using NasSharp.Tests.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo;
using NasSharp.Zoo.Darts;

namespace NasSharp.Tests.Zoo;

public sealed class PartialChannelsTests : IDisposable
{
    private static readonly DartsNetworkOptions Small = new() { Channels = 8, Cells = 3, Nodes = 2, ImageSize = 8, Classes = 5 };

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Operation_sees_the_first_channels_and_a_shuffle_spreads_its_output()
    {
        using var partial = new PartialChannels(new Model(x => x * 100), part: 4);
        var input = torch.arange(8).to(torch.ScalarType.Float32).reshape(1, 8, 1, 1);
        // Groups of two, [0 100] [2 3] [4 5] [6 7], read across.
        Assert.Equal([0f, 2, 4, 6, 100, 3, 5, 7], partial.call(input).flatten().to_array<float>());
    }

    [Theory]
    [InlineData(6)]
    [InlineData(7)]
    public void Bypass_of_an_operation_with_stride_2_is_pooled(long size)
    {
        using var pool = torch.nn.AvgPool2d(3, stride: 2, padding: 1);
        using var partial = new PartialChannels(pool, part: 2);
        var input = torch.randn([2, 4, size, size]);
        var output = partial.call(input);
        Assert.Equal([2, 4, (size + 1) / 2, (size + 1) / 2], output.shape);
        // Channels 2 and 3 stand at 1 and 3 after the shuffle.
        Assert.Equal(input[0, 2].narrow(0, 0, 2).narrow(1, 0, 2).max().ToDouble(), output[0, 1, 0, 0].ToDouble());
    }

    [Fact]
    public void Channels_that_cannot_be_divided_are_refused()
        => Assert.Contains("multiple of 4", Assert.Throws<ArgumentException>(() => new PartialChannels(new Model(x => x), 4).call(torch.ones([1, 6, 2, 2]))).Message);

    [Theory]
    [InlineData(3)]
    [InlineData(8)]
    public void Network_with_channels_that_cannot_be_divided_evenly_is_refused(int part)
        => Assert.Contains("PartialChannels", Assert.Throws<ArgumentOutOfRangeException>(() => new DartsStackedCells(Small with { PartialChannels = part })).Message);

    [Fact]
    public void Final_network_has_no_partial_channels()
        => Assert.Throws<ArgumentOutOfRangeException>(() => new DartsStackedCells(Small with { PartialChannels = 4, Phase = DartsPhase.Retraining }));

    [Fact]
    public void Fused_edges_compute_what_single_edges_compute()
    {
        torch.manual_seed(1);
        using var model = new DartsStackedCells(Small with { PartialChannels = 4 });
        model.to(torch.memory_format.channels_last);
        using var mutator = new PcDartsMutator(model, new RandomStream(1));
        mutator.Learning = false;
        var input = torch.randn([2, 3, 8, 8]).contiguous(torch.memory_format.channels_last);
        torch.Tensor Output(bool fused)
        {
            foreach (var cell in model.Cells)
                cell.FuseEdges = fused;
            mutator.Reset();
            return model.call(input);
        }
        TensorAssert.Close(Output(false), Output(true), 1e-4);
    }

    [Fact]
    public void Architecture_found_with_partial_channels_fits_the_full_network_and_both_prune_to_their_path()
    {
        torch.manual_seed(2);
        using var supernet = new DartsStackedCells(Small with { PartialChannels = 4 });
        var architecture = SearchSpace.Of(supernet).Sample(new RandomStream(4));
        using var full = new DartsStackedCells(Small);
        Assert.Equal(SearchSpace.Of(full).Fingerprint, architecture.Space.Fingerprint);
        var input = torch.randn([2, 3, 8, 8]);
        supernet.eval();
        torch.Tensor path;
        using (var mutator = new RandomMutator(supernet, new RandomStream(1)))
        {
            mutator.Fix(architecture);
            path = supernet.call(input);
        }
        FixedArchitecture.Apply(supernet, architecture);
        TensorAssert.Close(path, supernet.call(input), 1e-5);
        FixedArchitecture.Apply(full, architecture);
        Assert.Equal([2, 5], full.call(input).shape);
    }
}

using NasSharp.Morphing;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Morphing;

[Collection(nameof(ProcessWide))]
public sealed class MorphTests : IDisposable
{
    // Layers 5 and 7 of stride 2 and a linear layer between, skip connections into and out of what grows.
    private static readonly NetworkPlan Plan = new(3, 4,
        [new PlannedLayer(0, 4), new PlannedLayer(5, 6, Stride: 2), new PlannedLayer(2, 5, Kernel: 1, Activated: false), new PlannedLayer(7, 8, Kernel: 5, Stride: 2)],
        [new PlannedSkip(0, 5), new PlannedSkip(5, 2), new PlannedSkip(5, 7), new PlannedSkip(0, 7)]);

    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<Morph> Morphs =>
    [
        .. Plan.Layers.Select(l => new Deepen(l.Id)),
        new Deepen(5, 1), new Deepen(5, 5),
        .. Plan.Layers.Select(l => new Widen(l.Id, 2 * l.Channels + 1)),
        new AddSkip(0, 2), new AddSkip(2, 7),
    ];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(Morphs))]
    public void Morph_preserves_the_function_of_a_trained_network_in_float64(Morph morph)
    {
        using var network = Trained(Plan);
        using var grown = network.Morphed(morph, seed: 3);
        Assert.True(grown.parameters().Sum(p => p.numel()) > network.parameters().Sum(p => p.numel()));
        Assert.Equal(grown.parameters().Sum(p => p.numel()), grown.Plan.Parameters);
        Assert.Equal(ScalarType.Float64, grown.parameters().First().dtype);
        Assert.InRange(Difference(network, grown), 0, 1e-10);
    }

    [Fact]
    public void Forty_morphs_in_a_row_preserve_the_function()
    {
        using var network = Trained(Plan);
        var random = new NasSharp.Training.RandomStream(1);
        var last = network;
        for (var step = 0; step < 40; step++)
        {
            var ids = last.Plan.Layers.Select(l => l.Id).ToList();
            var place = random.Next(ids.Count);
            var (from, to) = (random.Next(ids.Count), random.Next(ids.Count));
            Morph morph = (step % 4) switch
            {
                0 => new Deepen(ids[place]),
                1 when from < to && !last.Plan.Skips.Contains(new PlannedSkip(ids[from], ids[to])) => new AddSkip(ids[from], ids[to]),
                _ => new Widen(ids[place], last.Plan[ids[place]].Channels + 1 + random.Next(3)),
            };
            var grown = last.Morphed(morph, step);
            if (last != network)
                last.Dispose();
            last = grown;
        }
        Assert.InRange(Difference(network, last), 0, 1e-5);
        last.Dispose();
    }

    [Fact]
    public void Grown_network_learns_in_all_its_parts()
    {
        using var network = Trained(Plan);
        using var wide = network.Morphed(new Widen(5, 12), 1);
        using var grown = wide.Morphed(new AddSkip(2, 7)).Morphed(new Deepen(0));
        nn.functional.cross_entropy(grown.call(Images()), Labels()).backward();
        Assert.All(grown.named_parameters(), p => Assert.True(p.parameter.grad!.abs().sum().ToDouble() > 0, p.name));
        // Copies of one channel that got the same gradient would stay copies for ever.
        var gradient = grown.Layer(5).Conv.weight.grad!.flatten(1);
        for (var a = 0; a < 12; a++)
            for (var b = 0; b < a; b++)
                Assert.False(gradient[a].allclose(gradient[b], 1e-9, 1e-15), $"channels {a} and {b} have one gradient");
    }

    [Fact]
    public void Morph_leaves_the_network_that_grew_as_it_was()
    {
        using var network = Trained(Plan);
        var before = Bits.Of(network);
        network.Morphed(new Widen(0, 9)).Dispose();
        Assert.Equal(before, Bits.Of(network));
    }

    [Fact]
    public void Morph_with_the_same_seed_gives_the_same_weights()
    {
        using var network = Trained(Plan);
        Assert.Equal(Bits.Of(network.Morphed(new Widen(0, 9), 1)), Bits.Of(network.Morphed(new Widen(0, 9), 1)));
        Assert.NotEqual(Bits.Of(network.Morphed(new Widen(0, 9), 1)), Bits.Of(network.Morphed(new Widen(0, 9), 2)));
    }

    [Fact]
    public void Morph_that_makes_no_sense_is_refused_by_name()
    {
        Assert.Contains("Layer 5 has 6 channels", Assert.Throws<ArgumentException>(() => new Widen(5, 6).Apply(Plan)).Message, StringComparison.Ordinal);
        Assert.Contains("no layer 9", Assert.Throws<ArgumentException>(() => new Deepen(9).Apply(Plan)).Message, StringComparison.Ordinal);
        Assert.Contains("from 7 to 0", Assert.Throws<ArgumentException>(() => new AddSkip(7, 0).Apply(Plan)).Message, StringComparison.Ordinal);
        Assert.Contains("occurs twice", Assert.Throws<ArgumentException>(() => new AddSkip(0, 5).Apply(Plan)).Message, StringComparison.Ordinal);
        Assert.Contains("kernel", Assert.Throws<ArgumentException>(() => new Deepen(0, 4).Apply(Plan)).Message, StringComparison.Ordinal);
    }

    private static Tensor Images() => randn([6, 3, 9, 9], ScalarType.Float64, generator: new Generator(5));

    private static Tensor Labels() => tensor([0L, 1, 2, 3, 0, 1], [6L]);

    // Statistics of the batch norms and weights of the skip connections are no longer those of the start.
    private static PlannedNetwork Trained(NetworkPlan plan)
    {
        manual_seed(2);
        var network = new PlannedNetwork(plan).to(ScalarType.Float64);
        using var optimizer = optim.SGD(network.parameters(), 0.1);
        for (var step = 0; step < 5; step++)
        {
            using var scope = NewDisposeScope();
            optimizer.zero_grad();
            nn.functional.cross_entropy(network.call(Images()), Labels()).backward();
            optimizer.step();
        }
        return network;
    }

    private static double Difference(PlannedNetwork a, PlannedNetwork b)
    {
        a.eval();
        b.eval();
        var images = randn([4, 3, 9, 9], ScalarType.Float64, generator: new Generator(9));
        var (first, second) = (a.call(images), b.call(images));
        Assert.True(first.abs().max().ToDouble() > 0.01);
        return (first - second).abs().max().ToDouble();
    }
}

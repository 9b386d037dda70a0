using NasSharp.Hardware;
using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.Darts;
using NasSharp.Zoo.FBNet;
using NasSharp.Zoo.SinglePathMobile;

namespace NasSharp.Tests.Hardware;

public sealed class CandidateCostsTests
{
    private static readonly SearchSpace Space = new([Choice.Layer("a", ["x", "y"]), Choice.Layer("b", ["x", "y", "z"])]);

    private static Dictionary<string, IReadOnlyList<double>> Rows(double[] a, double[] b) => new() { ["a"] = a, ["b"] = b };

    [Fact]
    public void Cost_of_a_network_is_the_sum_of_its_candidates()
    {
        var table = new CandidateCosts("flops", Space, Rows([1, 2], [10, 20, 5]), 100);
        Assert.Equal(122, table.Of(new Architecture(Space, [KeyValuePair.Create("a", Decision.One(1)), KeyValuePair.Create("b", Decision.One(1))])));
        Assert.Equal(106, table.Least);
    }

    [Fact]
    public void Costs_of_FBNets_candidates_add_up_to_those_of_the_pruned_network()
    {
        var size = new FBNetSpaceOptions { Classes = 5, StemChannels = 4, Stages = [new(4, 1, 1), new(6, 2, 2)], HeadChannels = 10 };
        for (var seed = 0; seed < 4; seed++)
        {
            using var net = new FBNetNetwork(size);
            AssertAddUp(net, SearchSpace.Of(net).Sample(new RandomStream(seed)));
        }
    }

    [Fact]
    public void Shared_choices_of_cells_cost_what_all_their_cells_cost()
    {
        using var net = new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 4, Nodes = 2, ImageSize = 16 });
        var space = SearchSpace.Of(net);
        var flops = CandidateProfiles.Flops(net, 1, 3, 16, 16);
        // Edges that no input choice takes are not computed, and have no decision here either.
        var taken = space.Sample(new RandomStream(3));
        var used = space.Choices.Where(c => c.Kind == ChoiceKind.InputChoice).SelectMany(c => taken[c.Key].Selected.Select(i => c.Candidates[i])).ToHashSet();
        var path = new Architecture(space, taken.Decisions.Select(d => space[d.Key].Kind == ChoiceKind.InputChoice || used.Contains(d.Key) ? d : KeyValuePair.Create(d.Key, Decision.None)));
        FixedArchitecture.Apply(net, path);
        Assert.Equal(Profiler.Profile(net, 1, 3, 16, 16).Flops, flops.Of(path));
    }

    [Fact]
    public void Nested_candidates_count_for_themselves()
    {
        using var net = new Nested();
        var table = CandidateProfiles.Parameters(net);
        AssertAddUp(net, null);
        // A 2x2 weight outside, the inner choice is counted in rows of its own.
        Assert.Equal([4, 0], table.Rows["outer"]);
        Assert.Equal([4, 6], table.Rows["inner"]);
        Assert.Equal(0, table.Least);
    }

    [Fact]
    public void Superkernels_cost_what_the_derived_networks_cost()
    {
        var size = new SinglePathMobileOptions { Classes = 3, StemChannels = 4, StemStride = 1, Stages = [new(4, 2, 1), new(6, 1, 2)], HeadChannels = 8, Expansion = 4 };
        using var net = new SinglePathMobileNetwork(size);
        var state = net.parameters().Select(t => t.detach().to_array<float>()).ToList();
        var (flops, parameters) = (CandidateProfiles.Flops(net, 1, 3, 8, 8), CandidateProfiles.Parameters(net));
        for (var seed = 0; seed < 6; seed++)
        {
            using var derived = new SinglePathMobileNetwork(size);
            var architecture = FixedArchitecture.Apply(derived, flops.Space.Sample(new RandomStream(seed))).Architecture;
            var profile = Profiler.Profile(derived, 1, 3, 8, 8);
            Assert.Equal((profile.Flops, profile.Parameters), (flops.Of(architecture), parameters.Of(architecture)));
        }
        Assert.Equal(0, flops.Rows["block_0"][4]);
        Assert.Equal(state, net.parameters().Select(t => t.detach().to_array<float>()));
        // It is free again, and asks for a decision.
        Assert.Contains("nobody to decide", Assert.Throws<SearchSpaceException>(() => net.call(torch.zeros([1, 3, 8, 8]))).Message);
    }

    [Fact]
    public void Costs_that_depend_on_another_choice_are_refused()
    {
        using var net = new Pooled();
        Assert.Contains("do not add up", Assert.Throws<CostException>(() => CandidateProfiles.Flops(net, 1, 3, 8, 8)).Message);
    }

    [Fact]
    public void Fingerprint_depends_on_every_number()
    {
        var prints = new[]
        {
            new CandidateCosts("flops", Space, Rows([1, 2], [3, 4, 5]), 6), new CandidateCosts("flops", Space, Rows([1, 2], [3, 4, 5]), 7),
            new CandidateCosts("parameters", Space, Rows([1, 2], [3, 4, 5]), 6), new CandidateCosts("flops", Space, Rows([1, 2], [3, 4, 5.5]), 6),
        }.Select(t => t.Fingerprint).ToList();
        Assert.Equal(4, prints.Distinct().Count());
        Assert.Equal(prints[0], new CandidateCosts("flops", Space, Rows([1, 2], [3, 4, 5]), 6).Fingerprint);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Negative_and_missing_numbers_are_refused(double number) =>
        Assert.Contains("negative or not finite", Assert.Throws<CostException>(() => new CandidateCosts("flops", Space, Rows([1, number], [3, 4, 5]))).Message);

    [Fact]
    public void Row_of_another_length_is_refused() =>
        Assert.Contains("2 numbers for the choice 'b', which has 3", Assert.Throws<CostException>(() => new CandidateCosts("flops", Space, Rows([1, 2], [3, 4]))).Message);

    [Fact]
    public void Row_of_an_input_choice_is_refused()
    {
        var space = new SearchSpace([Choice.Layer("a", ["x", "y"]), Choice.Input("skip", [""], null)]);
        var rows = new Dictionary<string, IReadOnlyList<double>> { ["a"] = [1, 2], ["skip"] = [1] };
        Assert.Contains("no layer choice of that key", Assert.Throws<CostException>(() => new CandidateCosts("flops", space, rows)).Message);
    }

    private static void AssertAddUp(torch.nn.Module<torch.Tensor, torch.Tensor> net, Architecture? architecture)
    {
        var shape = net is Nested ? new long[] { 1, 2 } : [1, 3, 16, 16];
        var (flops, parameters) = (CandidateProfiles.Flops(net, shape), CandidateProfiles.Parameters(net));
        foreach (var tried in architecture is null ? flops.Space.Enumerate() : [architecture])
        {
            using var mutator = new RandomMutator(net, new RandomStream(1));
            mutator.Fix(tried);
            Assert.Equal(Profiler.Profile(net, shape).Flops, flops.Of(tried));
        }
        var pruned = architecture ?? flops.Space.First();
        FixedArchitecture.Apply(net, pruned);
        Assert.Equal(Profiler.Profile(net, shape).Parameters, parameters.Of(pruned));
        if (net is Nested)
            return;
        Assert.Equal(Profiler.Profile(net, shape).Flops, flops.Of(pruned));
    }

    /// <summary>What the second choice costs depends on the first: half the channels, or all of them.</summary>
    private sealed class Pooled : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice size = new([("whole", torch.nn.Identity()), ("half", torch.nn.AvgPool2d(2))], key: "size");
        private readonly LayerChoice conv = new([("one", torch.nn.Conv2d(3, 4, 1)), ("three", torch.nn.Conv2d(3, 4, 3, padding: 1))], key: "conv");

        public Pooled()
            : base(nameof(Pooled)) => RegisterComponents();

        // The sizes are made equal again, so that all of them can be added up.
        public override torch.Tensor forward(torch.Tensor input)
        {
            var outputs = size.ForwardList(input).Select(x => conv.call(x).mean([2, 3])).ToList();
            return outputs.Aggregate((a, b) => a + b);
        }
    }

    /// <summary>A choice between a linear layer with a choice inside and nothing.</summary>
    private sealed class Nested : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice outer = new([("deep", new Deep()), ("skip", torch.nn.Identity())], key: "outer");

        public Nested()
            : base(nameof(Nested)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => outer.call(input);
    }

    private sealed class Deep : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> linear = torch.nn.Linear(2, 2, hasBias: false);
        private readonly LayerChoice inner = new([("plain", torch.nn.Linear(2, 2, hasBias: false)), ("bias", torch.nn.Linear(2, 2))], key: "inner");

        public Deep()
            : base(nameof(Deep)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => inner.call(linear.call(input));
    }
}

using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.OneShot.PDarts;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.Darts;

namespace NasSharp.Tests.Spaces;

[Collection(nameof(ProcessWide))]
public sealed class SkipAwareMixTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Dropout_takes_elements_of_the_identity_and_nothing_else()
    {
        using var model = new OneEdge();
        using var mutator = new PDartsMutator(model, new RandomStream(1), new PDartsOptions()) { SkipDropout = 0.4 };
        torch.manual_seed(1);
        mutator.Reset();
        var shares = mutator.Shares("edge");
        var output = model.call(torch.ones([10_000])).to_array<float>();
        // The other candidate doubles and is never dropped; what is left of the identity grows by 1 / (1 - 0.4).
        var (without, with) = (2 * shares[1], 2 * shares[1] + shares[0] / 0.6);
        Assert.All(output, v => Assert.True(Math.Abs(v - without) < 1e-6 || Math.Abs(v - with) < 1e-6, $"{v}"));
        // 4.1 standard deviations of a binomial count.
        Assert.Equal(0.4, output.Count(v => v < (without + with) / 2) / 1e4, 4.1 * Math.Sqrt(0.4 * 0.6 / 1e4));
    }

    [Fact]
    public void Dropout_rests_while_the_model_is_evaluated()
    {
        using var model = new OneEdge();
        using var mutator = new PDartsMutator(model, new RandomStream(1), new PDartsOptions()) { SkipDropout = 0.4 };
        mutator.Reset();
        model.eval();
        var shares = mutator.Shares("edge");
        Assert.All(model.call(torch.ones([100])).to_array<float>(), v => Assert.Equal(shares[0] + 2 * shares[1], v, 1e-6));
    }

    [Fact]
    public void Fused_edges_of_a_cell_drop_the_same_elements_as_edges_one_by_one()
    {
        torch.manual_seed(2);
        using var model = new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 1, Nodes = 2, Classes = 3 });
        using var mutator = new PDartsMutator(model, new RandomStream(1), new PDartsOptions()) { SkipDropout = 0.5 };
        mutator.Restrict("reduce_n2_p0", [false, true, true, true, false, true, true, false]);
        model.to(torch.memory_format.channels_last);
        var images = torch.randn([4, 3, 8, 8]);
        (torch.Tensor Output, float[] Gradient) Run(bool fused)
        {
            model.FuseEdges = fused;
            torch.manual_seed(3);
            mutator.Reset();
            var output = model.call(images);
            output.pow(2).sum().backward();
            var gradient = mutator.Alphas["reduce_n3_p2"].grad!.to_array<float>();
            mutator.Alphas["reduce_n3_p2"].grad = null;
            return (output.detach(), gradient);
        }
        var (one, other) = (Run(fused: true), Run(fused: false));
        Assert.InRange((one.Output - other.Output).abs().max().ToDouble(), 0, 1e-5);
        Assert.All(one.Gradient.Zip(other.Gradient), g => Assert.Equal(g.Second, g.First, 1e-4));
        // The dropout is really there: without it the output is another one.
        mutator.SkipDropout = 0;
        Assert.True((Run(fused: true).Output - one.Output).abs().max().ToDouble() > 1e-3);
    }

    [Fact]
    public void Entry_out_of_the_race_has_no_weight_no_gradient_and_is_not_computed()
    {
        using var model = new OneEdge();
        using var mutator = new PDartsMutator(model, new RandomStream(1), new PDartsOptions());
        mutator.Restrict("edge", [true, false, true]);
        mutator.Reset();
        model.call(torch.ones([1])).backward();
        Assert.Equal(0, model.Doublings);
        Assert.Equal(0, mutator.Weights("edge")[1]);
        Assert.Equal(0, mutator.Alphas["edge"].grad!.to_array<float>()[1]);
        Assert.NotEqual(0, mutator.Alphas["edge"].grad!.to_array<float>()[0]);
        Assert.Throws<ArgumentException>(() => mutator.Restrict("edge", [false, false, true]));
    }

    private sealed class OneEdge : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice edge;
        private readonly Double twice = new();

        public OneEdge()
            : base(nameof(OneEdge))
        {
            edge = new LayerChoice([("skip", torch.nn.Identity()), ("double", twice)], key: "edge");
            RegisterComponents();
        }

        public int Doublings => twice.Calls;

        public override torch.Tensor forward(torch.Tensor input) => edge.call(input);
    }

    private sealed class Double() : torch.nn.Module<torch.Tensor, torch.Tensor>(nameof(Double))
    {
        public int Calls { get; private set; }

        public override torch.Tensor forward(torch.Tensor input)
        {
            Calls++;
            return input * 2;
        }
    }
}

using NasSharp.OneShot;
using NasSharp.OneShot.Collapse;
using NasSharp.OneShot.Darts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Zoo.Darts;

namespace NasSharp.Tests.OneShot.Collapse;

[Collection(nameof(ProcessWide))]
public sealed class CollapseMonitorTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Fact]
    public void Power_iteration_finds_the_size_of_the_largest_eigenvalue()
    {
        // Eigenvalues 3, 1 and -5 of a matrix in a turned frame; its gradient at x is A x.
        double[,] a = { { -1, 4, 0 }, { 4, -1, 0 }, { 0, 0, 1 } };
        double[] Gradient(double[] x) => [.. Enumerable.Range(0, 3).Select(i => Enumerable.Range(0, 3).Sum(j => a[i, j] * x[j]))];
        Assert.Equal(5, new DominantEigenvalue(3, new RandomStream(1)).Measure(Gradient, 200), 1e-2);
    }

    [Fact]
    public void Power_iteration_settles_between_eigenvalues_of_the_same_size_and_opposite_sign()
    {
        var power = new DominantEigenvalue(3, new RandomStream(1));
        Assert.Equal(2, power.Measure(x => [2 * x[0], -2 * x[1], 0.5 * x[2]], 20), 1e-2);
        Assert.True(power.IsSettled);
    }

    [Fact]
    public void Power_iteration_goes_on_where_the_last_measurement_ended()
    {
        double[] Gradient(double[] x) => [2 * x[0], 1.5 * x[1]];
        var power = new DominantEigenvalue(2, new RandomStream(3));
        for (var i = 0; i < 40; i++)
            power.Measure(Gradient, 1);
        Assert.Equal(2, power.Measure(Gradient, 2), 1e-3);
        Assert.True(power.IsSettled);
        var fresh = new DominantEigenvalue(2, new RandomStream(3)) { Vector = [0.01, 1] };
        fresh.Measure(x => [9 * x[0], 0.5 * x[1]], 3);
        Assert.False(fresh.IsSettled);
    }

    [Fact]
    public void Power_iteration_says_when_there_is_no_number()
    {
        Assert.Equal(0, new DominantEigenvalue(2, new RandomStream(1)).Measure(_ => [1, 1], 5));
        Assert.True(double.IsNaN(new DominantEigenvalue(2, new RandomStream(1)).Measure(x => [x[0] / 0, 1], 5)));
    }

    [Theory]
    [InlineData(torch.ScalarType.Float64, 1e-3)]
    [InlineData(torch.ScalarType.Float32, 2e-2)]
    public void Eigenvalue_of_a_supernet_is_that_of_its_exact_Hessian_and_leaves_no_trace(torch.ScalarType type, double tolerance)
    {
        torch.manual_seed(1);
        using var model = new SmoothSupernet();
        using var mutator = new DartsMutator(model, new RandomStream(1));
        model.to(type);
        mutator.to(type);
        using var generator = new torch.Generator(2);
        using var batch = new Batch(torch.randn([32, 4], generator: generator).to(type) * 2, torch.arange(32).remainder(3), [.. Enumerable.Range(0, 32)]);
        var objective = Objectives.Classification(model);
        torch.Tensor[] alphas = [.. mutator.Alphas.Values];

        // The Hessian column by column with a second backward pass.
        mutator.FixMeans(learning: true);
        torch.Tensor loss;
        using (MemorySwap.OfBuffers(model))
            loss = objective(batch).Loss;
        var columns = Enumerable.Range(0, 8).Select(column =>
        {
            var v = torch.zeros([8], type);
            v.select(0, column).fill_(1);
            return torch.cat(torch.autograd.functional.hvp(loss, alphas, [v.narrow(0, 0, 4), v.narrow(0, 4, 4)]));
        }).ToArray();
        var exact = torch.linalg.eigvalsh(torch.stack(columns).to(torch.ScalarType.Float64)).abs().max().ToDouble();

        var (before, state) = (Bits.Of(model) + Bits.Of(mutator), torch.random.get_rng_state().to_array<byte>());
        var probe = new SupernetProbe(() => mutator, objective, new ForwardPrecision(MixedPrecision.Off, torch.CPU), torch.CPU);
        var measured = Math.Abs(probe.Eigenvalue(new DominantEigenvalue(8, new RandomStream(1)), batch, 100));
        Assert.InRange(measured / exact, 1 - tolerance, 1 + tolerance);
        Assert.Equal(before, Bits.Of(model) + Bits.Of(mutator));
        Assert.Equal(state, torch.random.get_rng_state().to_array<byte>());
    }

    [Fact]
    public void Entropy_is_one_when_undecided_and_zero_when_decided()
    {
        Assert.Equal(1, AlphaEntropy.Of([0.2, 0.2, 0.2]), 1e-12);
        Assert.Equal(0, AlphaEntropy.Of([0, 0.7, 0]), 1e-12);
        // Of 1/4 and 3/4: 2 ln 2 - 3/4 ln 3, of at most ln 2.
        Assert.Equal(2 - 0.75 * Math.Log(3) / Math.Log(2), AlphaEntropy.Of([0.1, 0.3]), 1e-12);
    }

    [Fact]
    public void Skips_are_counted_in_what_the_cells_keep()
    {
        using var model = new DartsStackedCells(new DartsNetworkOptions { Channels = 4, Cells = 3, Nodes = 2, ImageSize = 6, Classes = 3 });
        using var mutator = new DartsMutator(model, new RandomStream(1));
        using (torch.no_grad())
        {
            foreach (var alpha in mutator.Alphas.Values)
                alpha.select(0, 0).fill_(1);
            mutator.Alphas["normal_n2_p0"].select(0, 2).fill_(5);
            mutator.Alphas["normal_n3_p1"].select(0, 2).fill_(4);
            mutator.Alphas["normal_n3_p2"].select(0, 2).fill_(3);
            mutator.Alphas["reduce_n2_p1"].select(0, 2).fill_(3);
        }
        // Four edges are kept in each cell: three skips in the normal one, one (that reduces) in the other.
        var count = SkipCount.Of(mutator.Export(), mutator);
        Assert.Equal((4, 0.75), (count.Skips, count.Share));
    }

    [Fact]
    public void Skips_of_a_small_model_have_no_share()
    {
        using var model = new TinySupernet();
        using var mutator = new DartsMutator(model, new RandomStream(1));
        using (torch.no_grad())
            foreach (var alpha in mutator.Alphas.Values)
                alpha.select(0, 2).fill_(5);
        var count = SkipCount.Of(mutator.Export(), mutator);
        Assert.Equal((1, 0), (count.Skips, count.Share));
    }

    [Fact]
    public void Auxiliary_skip_adds_the_input_where_the_shapes_allow_it()
    {
        using var model = new OneChoice([2, 3]);
        using var mutator = new DartsMutator(model, new RandomStream(1));
        mutator.Reset();
        var plain = model.call(torch.ones([4])).to_array<float>();
        mutator.AuxiliarySkip = 0.25;
        mutator.Reset();
        Assert.All(model.call(torch.ones([4])).to_array<float>().Zip(plain), v => Assert.Equal(v.Second + 0.25, v.First, 1e-6));
    }

    // Without the kinks of ReLU, which differences see and second derivatives do not; with a batch norm, whose statistics must come back.
    private sealed class SmoothSupernet : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice first = Choice("a");
        private readonly LayerChoice second = Choice("b");
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> norm = torch.nn.BatchNorm1d(4);
        private readonly torch.nn.Module<torch.Tensor, torch.Tensor> head = torch.nn.Linear(4, 3);

        public SmoothSupernet()
            : base(nameof(SmoothSupernet)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => head.call(norm.call(second.call(first.call(input))) * 3);

        private static LayerChoice Choice(string key) => new(
            [("tanh", torch.nn.Sequential(("linear", torch.nn.Linear(4, 4)), ("tanh", torch.nn.Tanh()))), ("linear", torch.nn.Linear(4, 4)), ("skip", torch.nn.Identity())], key: key);
    }
}

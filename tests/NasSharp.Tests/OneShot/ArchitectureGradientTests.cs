using NasSharp.OneShot;
using NasSharp.OneShot.Darts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.Modules;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot;

/// <summary>
/// The bilevel problem of two weighted lines, in closed form: f(x) = x * sum_i p_i w_i with p = softmax(alpha) without "none", loss = mean (f - y)^2.
/// Everything is computed twice: by libtorch through the trainer's code, and here in double arithmetic.
/// </summary>
[Collection(nameof(ProcessWide))]
public sealed class ArchitectureGradientTests : IDisposable
{
    private const double Momentum = 0.9;
    private const double WeightDecay = 0.03;

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(0.05)]
    [InlineData(0.4)]
    public void SecondOrder_equals_the_analytic_total_derivative_within_a_thousandth(double rate)
    {
        var problem = new Lines([0.7, -0.4], [0.3, -0.2, 0.1], [0.6, -1.5]);
        using var setting = new Setting(problem, rate);
        setting.TakeWeightStep();
        setting.Gradient.SecondOrder(setting.Train, setting.Validation);
        var exact = problem.After(setting.Weights, setting.Buffer).TotalDerivative(rate);
        var found = setting.AlphaGradient();
        var size = Math.Sqrt(exact.Sum(g => g * g));
        Assert.All(found.Zip(exact), p => Assert.Equal(p.Second, p.First, 1e-3 * size));
    }

    [Fact]
    public void SecondOrder_before_the_first_weight_step_needs_no_momentum()
    {
        var problem = new Lines([0.7, -0.4], [0.3, -0.2, 0.1], [0, 0]);
        using var setting = new Setting(problem, 0.1);
        setting.Gradient.SecondOrder(setting.Train, setting.Validation);
        var exact = problem.TotalDerivative(0.1);
        var size = Math.Sqrt(exact.Sum(g => g * g));
        Assert.All(setting.AlphaGradient().Zip(exact), p => Assert.Equal(p.Second, p.First, 1e-3 * size));
    }

    [Fact]
    public void FirstOrder_is_the_partial_derivative_at_the_weights_as_they_are()
    {
        var problem = new Lines([0.7, -0.4], [0.3, -0.2, 0.1], [0, 0]);
        using var setting = new Setting(problem, 0.4);
        setting.Gradient.FirstOrder(setting.Validation);
        var exact = problem.TotalDerivative(0);
        Assert.All(setting.AlphaGradient().Zip(exact), p => Assert.Equal(p.Second, p.First, 1e-6));
    }

    [Fact]
    public void SecondOrder_differs_from_first_order_by_far_more_than_its_error()
    {
        var problem = new Lines([0.7, -0.4], [0.3, -0.2, 0.1], [0.6, -1.5]);
        var (first, second) = (problem.TotalDerivative(0), problem.TotalDerivative(0.4));
        Assert.True(Distance(first, second) > 0.05 * Math.Sqrt(second.Sum(g => g * g)));
    }

    [Fact]
    public void SecondOrder_where_the_validation_loss_is_flat_is_zero_and_not_NaN()
    {
        var problem = new Lines([0.7, -0.4], [0.3, -0.2, 0.1], [0, 0]);
        using var setting = new Setting(problem, 0.1);
        var flat = new Batch(torch.zeros([3], torch.ScalarType.Float64), torch.zeros([3], torch.ScalarType.Float64), [0, 1, 2]);
        setting.Gradient.SecondOrder(setting.Train, flat);
        Assert.All(setting.AlphaGradient(), g => Assert.Equal(0, g));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Gradient_leaves_weights_momentum_and_batch_norms_as_they_were_to_the_last_bit(bool secondOrder)
    {
        torch.manual_seed(3);
        using var model = new TinySupernet();
        using var mutator = new DartsMutator(model, new RandomStream(1));
        using var optimizer = torch.optim.SGD(model.named_parameters(), 0.1, Momentum, weight_decay: WeightDecay);
        var objective = Objectives.Classification(model);
        var precision = new ForwardPrecision(MixedPrecision.Off, torch.CPU);
        var (train, validation) = (Images(4), Images(5));
        var update = new WeightUpdate(optimizer, 5, precision);
        for (var i = 0; i < 2; i++)
        {
            mutator.Reset();
            update.Apply(() => objective(train));
        }
        var (before, momentum) = (Bits.Of(model), Bits.Of(optimizer.state_dict().Tensors));
        var gradient = new ArchitectureGradient(mutator, optimizer, objective, precision);
        if (secondOrder)
            gradient.SecondOrder(train, validation);
        else
            gradient.FirstOrder(validation);
        Assert.Equal(before, Bits.Of(model));
        Assert.Equal(momentum, Bits.Of(optimizer.state_dict().Tensors));
        Assert.All(mutator.Alphas.Values, a => Assert.NotNull(a.grad));
    }

    [Fact]
    public void Gradient_that_fails_midway_gives_the_weights_back()
    {
        var problem = new Lines([0.7, -0.4], [0.3, -0.2, 0.1], [0, 0]);
        using var setting = new Setting(problem, 0.1);
        var before = Bits.Of(setting.Model);
        var wrong = new Batch(torch.zeros([3], torch.ScalarType.Float64), torch.zeros([2], torch.ScalarType.Float64), [0, 1, 2]);
        Assert.ThrowsAny<Exception>(() => setting.Gradient.SecondOrder(setting.Train, wrong));
        Assert.Equal(before, Bits.Of(setting.Model));
    }

    private static Batch Images(ulong seed)
    {
        using var generator = new torch.Generator(seed);
        return new Batch(torch.randn([6, 3, 6, 6], generator: generator), torch.tensor([0L, 1, 2, 0, 1, 2]), [0, 1, 2, 3, 4, 5]);
    }

    private static double Distance(double[] a, double[] b) => Math.Sqrt(a.Zip(b).Sum(p => (p.First - p.Second) * (p.First - p.Second)));

    /// <summary>The problem in double arithmetic.</summary>
    private sealed record Lines(double[] W, double[] Alpha, double[] Buffer)
    {
        public static readonly double[] TrainX = [1.0, -0.5, 2.0], TrainY = [0.8, 0.1, 1.1], ValidationX = [0.5, 1.5, -1.0], ValidationY = [0.9, 0.4, -0.7];

        public Lines After(double[] w, double[] buffer) => this with { W = w, Buffer = buffer };

        // d/d alpha of L_val(w'(alpha), alpha), by differences of the closed form so small that their error is far below 1e-6.
        public double[] TotalDerivative(double rate)
        {
            const double h = 1e-5;
            return [.. Enumerable.Range(0, Alpha.Length).Select(i => (Unrolled(Shift(i, h), rate) - Unrolled(Shift(i, -h), rate)) / (2 * h))];
        }

        private double[] Shift(int i, double h) => [.. Alpha.Select((a, j) => i == j ? a + h : a)];

        private double Unrolled(double[] alpha, double rate)
        {
            var gradient = WeightGradient(alpha);
            var moved = W.Select((w, i) => w - rate * (Momentum * Buffer[i] + gradient[i] + WeightDecay * w)).ToArray();
            return Loss(moved, alpha, ValidationX, ValidationY);
        }

        private double[] WeightGradient(double[] alpha)
        {
            var p = Softmax(alpha);
            var slope = W.Zip(p).Sum(t => t.First * t.Second);
            return [.. W.Select((_, i) => TrainX.Zip(TrainY).Average(t => 2 * (slope * t.First - t.Second) * t.First * p[i]))];
        }

        private static double Loss(double[] w, double[] alpha, double[] x, double[] y)
        {
            var slope = w.Zip(Softmax(alpha)).Sum(t => t.First * t.Second);
            return x.Zip(y).Average(t => Math.Pow(slope * t.First - t.Second, 2));
        }

        private static double[] Softmax(double[] alpha)
        {
            var sum = alpha.Sum(Math.Exp);
            return [.. alpha.Select(a => Math.Exp(a) / sum)];
        }
    }

    /// <summary>The same problem as a model with a layer choice.</summary>
    private sealed class Setting : IDisposable
    {
        private readonly DartsMutator _mutator;
        private readonly SGD _optimizer;
        private readonly Objective _objective;

        public Setting(Lines problem, double rate)
        {
            Model = new TwoLines(problem.W).to(torch.ScalarType.Float64);
            _mutator = new DartsMutator(Model, new RandomStream(1));
            _mutator.to(torch.ScalarType.Float64);
            using (torch.no_grad())
                _mutator.Alphas["c"].copy_(torch.tensor(problem.Alpha));
            _optimizer = torch.optim.SGD(Model.named_parameters(), rate, Momentum, weight_decay: WeightDecay);
            _objective = Objectives.Of(Model, (output, batch) => (output - batch.Target).mul(output - batch.Target).mean());
            Gradient = new ArchitectureGradient(_mutator, _optimizer, _objective, new ForwardPrecision(MixedPrecision.Off, torch.CPU));
            Train = new Batch(torch.tensor(Lines.TrainX), torch.tensor(Lines.TrainY), [0, 1, 2]);
            Validation = new Batch(torch.tensor(Lines.ValidationX), torch.tensor(Lines.ValidationY), [0, 1, 2]);
        }

        public TwoLines Model { get; }

        public ArchitectureGradient Gradient { get; }

        public Batch Train { get; }

        public Batch Validation { get; }

        public double[] Weights => [.. Model.parameters().Select(p => p.ToDouble())];

        public double[] Buffer => [.. _optimizer.state_dict().Tensors.Where(t => t.Key.EndsWith("momentum_buffer", StringComparison.Ordinal)).Select(t => t.Value.ToDouble())];

        // Gives the optimizer a momentum buffer, of a step in another direction.
        public void TakeWeightStep()
        {
            _mutator.Reset();
            new WeightUpdate(_optimizer, 0, new ForwardPrecision(MixedPrecision.Off, torch.CPU)).Apply(() => _objective(Validation));
        }

        public double[] AlphaGradient() => _mutator.Alphas["c"].grad!.to_array<double>();

        public void Dispose()
        {
            _mutator.Dispose();
            _optimizer.Dispose();
            Model.Dispose();
        }
    }

    private sealed class TwoLines : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice choice;

        public TwoLines(double[] slopes)
            : base(nameof(TwoLines))
        {
            choice = new LayerChoice(slopes.Select(s => (torch.nn.Module<torch.Tensor, torch.Tensor>)new Line(s)), key: "c");
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input) => choice.call(input);
    }

    private sealed class Line : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly Parameter slope;

        public Line(double slope)
            : base(nameof(Line))
        {
            this.slope = new Parameter(torch.tensor(slope, torch.ScalarType.Float64));
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input) => input * slope;
    }
}

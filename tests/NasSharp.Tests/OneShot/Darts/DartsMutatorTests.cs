using NasSharp.OneShot.Darts;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Darts;

public sealed class DartsMutatorTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static void Set(DartsMutator mutator, string key, float[] alpha)
    {
        using var recording = torch.no_grad();
        mutator.Alphas[key].copy_(torch.tensor(alpha));
    }

    private static RandomStream Random => new(5, "alphas");

    [Fact]
    public void Alphas_are_one_vector_a_key_with_an_entry_for_none()
    {
        using var model = new TinySupernet();
        using var mutator = new DartsMutator(model, Random);
        Assert.Equal(["node.0", "node.1"], mutator.Alphas.Keys);
        Assert.All(mutator.Alphas.Values, a => Assert.Equal([4], a.shape));
        Assert.Equal(2, mutator.parameters().Count());
    }

    [Fact]
    public void Alphas_start_with_a_deviation_of_a_thousandth()
    {
        var values = Enumerable.Range(0, 300).SelectMany(i =>
        {
            using var model = new TinySupernet();
            using var mutator = new DartsMutator(model, new RandomStream(i));
            return mutator.Alphas.Values.SelectMany(a => a.to_array<float>()).ToArray();
        }).ToArray();
        // 2,400 draws: 4.1 standard errors of the mean and of the deviation.
        Assert.Equal(0, values.Average(), 4.1 * 1e-3 / Math.Sqrt(values.Length));
        Assert.Equal(1e-3, Math.Sqrt(values.Average(v => (double)v * v)), 4.1 * 1e-3 / Math.Sqrt(2.0 * values.Length));
    }

    [Fact]
    public void Forward_mixes_all_candidates_with_the_softmax_without_none()
    {
        using var model = new OneChoice(2, 3, 5);
        using var mutator = new DartsMutator(model, Random);
        Set(mutator, "c", [0f, 1f, 2f, 3f]);
        mutator.Reset();
        var sum = Enumerable.Range(0, 4).Sum(i => Math.Exp(i));
        var expected = (2 * Math.Exp(0) + 3 * Math.Exp(1) + 5 * Math.Exp(2)) / sum;
        Assert.Equal(expected, model.call(torch.ones([1])).ToDouble(), 1e-6);
        Assert.Equal([Math.Exp(0) / sum, Math.Exp(1) / sum, Math.Exp(2) / sum], mutator.Weights("c"), (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Fact]
    public void Gradient_of_none_takes_from_the_others()
    {
        using var model = new OneChoice(2, 3, 5);
        using var mutator = new DartsMutator(model, Random);
        mutator.Reset();
        model.call(torch.ones([1])).backward();
        var gradient = mutator.Alphas["c"].grad!.to_array<float>();
        Assert.True(gradient[3] < 0);
        Assert.Equal(0, gradient.Sum(), 1e-5);
    }

    [Fact]
    public void Learning_switched_off_leaves_the_alphas_without_gradient()
    {
        using var model = new OneChoice(2, 3, 5);
        using var mutator = new DartsMutator(model, Random) { Learning = false };
        mutator.Reset();
        var input = torch.ones([1], requires_grad: true);
        model.call(input).backward();
        Assert.Null(mutator.Alphas["c"].grad);
        Assert.NotNull(input.grad);
    }

    [Fact]
    public void Export_takes_the_strongest_candidate_though_none_is_stronger()
    {
        using var model = new TinySupernet();
        using var mutator = new DartsMutator(model, Random);
        Set(mutator, "node.0", [0f, 2f, 1f, 9f]);
        Set(mutator, "node.1", [0f, 0f, 1f, -9f]);
        var architecture = mutator.Export();
        // node.1's best weight is e/(2+e); node.0's best is crushed by "none".
        Assert.Equal(Decision.One(1), architecture["node.pick"]);
        Assert.Equal(Decision.One(2), architecture["node.1"]);
        Assert.Equal(Decision.None, architecture["node.0"]);
        Assert.Equal(architecture, mutator.Export());
    }

    [Fact]
    public void Mutator_for_a_model_without_layer_choices_says_so_and_lets_go()
    {
        using var model = new OnlyInputs();
        Assert.Contains("no layer choice", Assert.Throws<SearchSpaceException>(() => new DartsMutator(model, Random)).Message);
        new RandomMutator(model, Random).Dispose();
    }

    private sealed class OneChoice : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly LayerChoice choice;

        public OneChoice(params double[] factors)
            : base(nameof(OneChoice))
        {
            choice = new LayerChoice(factors.Select(f => (torch.nn.Module<torch.Tensor, torch.Tensor>)new Times(f)), key: "c");
            RegisterComponents();
        }

        public override torch.Tensor forward(torch.Tensor input) => choice.call(input);
    }

    private sealed class Times(double factor) : torch.nn.Module<torch.Tensor, torch.Tensor>(nameof(Times))
    {
        public override torch.Tensor forward(torch.Tensor input) => input * factor;
    }

    private sealed class OnlyInputs : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly InputChoice choice = new(2, chosen: 1, key: "c");

        public OnlyInputs()
            : base(nameof(OnlyInputs)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) => choice.forward([input, input])!;
    }
}

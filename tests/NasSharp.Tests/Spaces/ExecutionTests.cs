using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

public class ExecutionTests
{
    // y = (0.5 * 2 + 0.25 * 3) * x: d/dw = [2x, 3x], d/dfactor = w_i * x, d/dx = 1.75.
    [Fact]
    public void Gradients_of_a_mix_reach_weights_candidates_and_input()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Scale(2), new Scale(3)]);
        var weights = tensor([0.5f, 0.25f], requires_grad: true);
        using var mutator = new GivenMutator(choice, Execution.Mix(weights));
        var x = tensor([4f], requires_grad: true);
        choice.call(x).sum().backward();
        Assert.Equal([8f, 12f], weights.grad!.data<float>().ToArray());
        Assert.Equal([1.75f], x.grad!.data<float>().ToArray());
        Assert.Equal([2f, 1f], choice.parameters().Select(p => p.grad!.item<float>()));
    }

    [Fact]
    public void Mix_of_many_candidates_equals_the_stacked_sum_with_its_gradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(1);
        var outputs = Enumerable.Range(0, 5).Select(_ => randn([2, 3, 4]).requires_grad_(true)).ToArray();
        var weights = rand([5]).requires_grad_(true);
        var reference = (stack(outputs) * weights.reshape(5, 1, 1, 1)).sum([0L]);
        var upstream = randn([2, 3, 4]);
        (reference * upstream).sum().backward();
        var expected = outputs.Append(weights).Select(t => t.grad!.clone()).ToArray();
        foreach (var t in outputs.Append(weights))
            t.grad = null;

        var choice = new LayerChoice(outputs.Select(o => new Constant(o)));
        using var mutator = new GivenMutator(choice, Execution.Mix(weights));
        var mixed = choice.call(zeros([1]));
        (mixed * upstream).sum().backward();
        // Sums of five floats in another order: a few units in the last place.
        TensorAssert.Close(reference, mixed, 1e-6);
        foreach (var (t, e) in outputs.Append(weights).Zip(expected))
            TensorAssert.Close(e, t.grad!, 1e-5);
    }

    [Fact]
    public void Sum_accumulated_in_place_equals_the_fused_one_with_its_gradients()
    {
        using var scope = NewDisposeScope();
        manual_seed(2);
        var choice = new LayerChoice([new Scale(2), new Scale(3), new Scale(5)]);
        var weights = rand([3]).requires_grad_(true);
        using var mutator = new GivenMutator(choice, Execution.Mix(weights, [true, false, true]));
        var x = randn([2, 3]);
        var results = new List<Tensor>();
        foreach (var sum in new Func<Tensor>[] { () => choice.call(x), () => NasSharp.Spaces.Running.WeightedSum.Accumulated(new Run(choice, x), [0, 2], weights) })
        {
            var y = sum();
            weights.grad = null;
            (y * y).sum().backward();
            results.Add(y);
            results.Add(weights.grad!.clone());
        }
        TensorAssert.Close(results[0], results[2], 1e-6);
        TensorAssert.Close(results[1], results[3], 1e-5);
    }

    [Fact]
    public void Gate_multiplies_the_selected_path_and_passes_the_gradient_to_its_gate()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Scale(2), new Scale(3)]);
        var gates = tensor([1f, 1f], requires_grad: true);
        using var mutator = new GivenMutator(choice, Execution.Gate([false, true], gates));
        var y = choice.call(tensor([4f]));
        Assert.Equal(12f, y.item<float>());
        y.sum().backward();
        Assert.Equal([0f, 12f], gates.grad!.data<float>().ToArray());
        Assert.Equal(0, ((Scale)choice[0]).Calls);
    }

    [Fact]
    public void Sum_of_selected_paths_does_not_change_a_candidates_output_in_place()
    {
        using var scope = NewDisposeScope();
        var kept = ones([2]);
        var choice = new LayerChoice([new Constant(kept), new Constant(kept), new Constant(kept)]);
        using var mutator = new GivenMutator(choice, Execution.All(3));
        Assert.Equal([3f, 3f], choice.call(kept).data<float>().ToArray());
        Assert.Equal([1f, 1f], kept.data<float>().ToArray());
    }

    [Fact]
    public void Execution_of_an_algorithms_own_needs_no_change_of_the_mutables()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Scale(2), new Scale(3)]);
        using var mutator = new GivenMutator(choice, new Twice());
        Assert.Equal(4f * 1 + 9f * 1, choice.call(tensor([1f])).item<float>());
    }

    [Fact]
    public void Weights_of_another_form_are_refused()
    {
        using var scope = NewDisposeScope();
        Assert.Contains("one dimension; found [1, 2]", Assert.Throws<ArgumentException>(() => Execution.Mix(ones([1, 2]))).Message);
        Assert.Contains("2 weights, but the mask has 3", Assert.Throws<ArgumentException>(() => Execution.Mix(ones([2]), [true, true, false])).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => Execution.One(3, 3));
    }

    private sealed class Constant(Tensor value) : nn.Module<Tensor, Tensor>(nameof(Constant))
    {
        private readonly Func<Tensor> value = () => value;

        public override Tensor forward(Tensor input) => value();
    }

    private sealed class Run(LayerChoice choice, Tensor input) : CandidateRun(choice)
    {
        public override Tensor Compute(int candidate) => choice[candidate].call(input);
    }

    // Feeds every candidate its own output: no built-in mode does that.
    private sealed class Twice : Execution
    {
        public override IReadOnlyList<bool> Mask { get; } = [true, true];

        public override IReadOnlyList<Tensor> Outputs(CandidateRun run)
            => [.. Enumerable.Range(0, run.Count).Select(i => run.Compute(i, run.Compute(i)))];
    }
}

using NasSharp.Torch.Observation;
using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.nn;

namespace NasSharp.Torch.Tests.Modules;

[Collection(RandomNumbers.Name)]
public sealed class SequentialTests
{
    [Fact]
    public void Modules_are_named_by_position_or_by_the_given_names()
    {
        using var numbered = Sequential(Linear(2, 2), ReLU(), Linear(2, 1));
        using var named = Sequential(("first", Linear(2, 2)), ("second", Tanh()));
        Assert.Equal(["0", "1", "2"], numbered.named_children().Select(c => c.name));
        Assert.Equal(["0.weight", "0.bias", "2.weight", "2.bias"], numbered.state_dict().Keys);
        Assert.Equal(["first", "second"], named.named_children().Select(c => c.name));
    }

    [Fact]
    public void Append_continues_the_numbers_and_refuses_a_taken_name()
    {
        using var sequence = Sequential();
        sequence.append(ReLU()).append("last", Tanh());
        sequence.Add(Sigmoid());
        Assert.Equal(["0", "last", "2"], sequence.named_children().Select(c => c.name));
        Assert.Equal(3, sequence.Count);
        Assert.Throws<ArgumentException>(() => sequence.append("last", ReLU()));
    }

    [Fact]
    public void An_empty_sequence_returns_another_object_for_its_input()
    {
        using var scope = NewDisposeScope();
        var input = tensor([1f, 2]);
        var output = Sequential().call(input);
        Assert.NotSame(input, output);
        output.Dispose();
        Assert.Equal([1f, 2], input.to_array<float>());
    }

    [Fact]
    public void A_module_set_by_index_takes_the_place_and_name_of_the_old_one()
    {
        using var scope = NewDisposeScope();
        using var sequence = Sequential(("a", ReLU()), ("b", Tanh()));
        sequence[0] = Threshold(0, -1);
        Assert.Equal(["a", "b"], sequence.named_children().Select(c => c.name));
        Assert.Equal(Math.Tanh(-1), sequence.call(tensor([-5f])).item<float>(), 1e-6);
    }

    [Fact]
    public void A_range_shares_the_modules()
    {
        using var sequence = Sequential(Linear(2, 2), ReLU(), Linear(2, 1));
        var tail = sequence[1..];
        Assert.Equal(["1", "2"], tail.named_children().Select(c => c.name));
        Assert.Same(sequence[2], tail[1]);
    }

    [Fact]
    public void Intermediate_results_are_disposed_and_the_input_is_kept()
    {
        using var scope = NewDisposeScope();
        using var sequence = Sequential(Linear(2, 3), ReLU(inplace: true), Identity(), Linear(3, 1));
        var input = randn([4, 2]);
        using (no_grad())
            sequence.call(input).Dispose();
        var before = Tensor.LiveCount;
        using (no_grad())
        using (sequence.call(input))
            Assert.Equal(before + 1, Tensor.LiveCount);
        Assert.Equal(before, Tensor.LiveCount);
        Assert.False(input.IsInvalid);
    }

    [Fact]
    public void Backward_works_after_intermediate_results_are_disposed()
    {
        using var scope = NewDisposeScope();
        using var sequence = Sequential(Linear(2, 3), ReLU(), Linear(3, 1));
        var input = randn([4, 2]).requires_grad_();
        sequence.call(input).sum().backward();
        Assert.NotNull(input.grad);
        Assert.All(sequence.parameters(), p => Assert.NotNull(p.grad));
    }

    [Fact]
    public void Observers_see_each_operator_under_its_module()
    {
        using var scope = NewDisposeScope();
        var convolution = Conv2d(1, 2, 3);
        using var sequence = Sequential(Sequential(convolution, ReLU()), Flatten());
        var input = zeros([1, 1, 4, 4]);
        var recorder = new Recorder();
        using (Observers.Observe(recorder))
            sequence.forward(input);
        Assert.Equal(["aten::conv2d", "aten::relu", "aten::flatten"], recorder.Calls.Select(c => c.op));
        Assert.Equal([sequence, sequence[0], convolution], recorder.Calls[0].modules);
    }

    private sealed class Recorder : IOperatorObserver
    {
        internal List<(string op, Module[] modules)> Calls { get; } = [];

        public void OnCall(Operator op, ReadOnlySpan<Arg> arguments, ReadOnlySpan<Tensor> results, IReadOnlyList<Module> modules) =>
            Calls.Add((op.Name, [.. modules]));
    }
}

using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

public class LayerChoiceTests
{
    private static LayerChoice Three(Reduction reduction = Reduction.Sum, string? key = null)
        => new([("one", new Scale(1)), ("two", new Scale(2)), ("three", new Scale(3))], reduction, key: key);

    private static Tensor Ones => ones([2, 1]);

    [Fact]
    public void Names_are_those_given_or_positions()
    {
        Assert.Equal(["one", "two", "three"], Three().CandidateNames);
        var list = new LayerChoice([new Scale(1), new Scale(2)]);
        Assert.Equal(["0", "1"], list.CandidateNames);
        Assert.Same(list[1], list["1"]);
        var table = new OrderedDictionary<string, nn.Module<Tensor, Tensor>> { ["b"] = new Scale(1), ["a"] = new Scale(2) };
        Assert.Equal(["b", "a"], new LayerChoice(table).CandidateNames);
    }

    [Fact]
    public void Candidates_are_children_under_their_names()
        => Assert.Equal(["c.one.weight", "c.two.weight", "c.three.weight"],
            new Model(x => x, ("c", Three())).named_parameters().Select(p => p.name));

    [Fact]
    public void Candidates_are_read_by_position_name_and_range()
    {
        var choice = Three();
        Assert.Same(choice[0], choice["one"]);
        Assert.Equal([choice[1], choice[2]], choice[1..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => choice[3]);
        Assert.Contains("did you mean 'two'?", Assert.Throws<ArgumentException>(() => choice["tow"]).Message);
    }

    [Fact]
    public void Replaced_candidate_keeps_its_name_and_path()
    {
        var choice = Three();
        choice["two"] = new Scale(20);
        choice[0] = new Scale(10);
        Assert.Equal(["one.weight", "two.weight", "three.weight"], choice.named_parameters().Select(p => p.name));
        Assert.Equal([10f, 20f, 3f], choice.parameters().Select(p => p.item<float>()));
    }

    [Fact]
    public void Removed_candidates_leave_the_names_of_the_others()
    {
        var choice = new LayerChoice([new Scale(0), new Scale(1), new Scale(2), new Scale(3)]);
        choice.RemoveAt(1);
        Assert.Equal(["0", "2", "3"], choice.CandidateNames);
        choice.Remove("2");
        Assert.Equal(["0", "3"], choice.CandidateNames);
        Assert.Equal(["0.weight", "3.weight"], choice.named_parameters().Select(p => p.name));
        choice.RemoveRange(..1);
        Assert.Equal(["3"], choice.CandidateNames);
        Assert.Contains("no candidate left", Assert.Throws<InvalidOperationException>(() => choice.RemoveAt(0)).Message);
    }

    [Fact]
    public void Choice_of_a_mutator_cannot_be_changed()
    {
        var choice = Three(key: "c");
        using var mutator = new RandomMutator(new Model(x => x, ("c", choice)), new Random(0));
        Assert.Contains("'c' belongs to a mutator", Assert.Throws<InvalidOperationException>(() => choice.RemoveAt(0)).Message);
        Assert.Contains("'c' belongs to a mutator", Assert.Throws<InvalidOperationException>(() => choice[0] = new Scale(1)).Message);
        mutator.Dispose();
        choice.RemoveAt(0);
        Assert.Equal(2, choice.Count);
    }

    [Theory]
    [InlineData("", "cannot name a candidate")]
    [InlineData("a.b", "cannot name a candidate")]
    [InlineData("names", "'names' is reserved; reserved are 'length', 'reduction', 'return_mask', '_key', 'key', 'names'")]
    [InlineData("reduction", "is reserved")]
    [InlineData("other", "two candidates named 'other'")]
    public void Unusable_candidate_name_is_refused(string name, string expected)
        => Assert.Contains(expected, Assert.Throws<ArgumentException>(() => new LayerChoice([("other", new Scale(1)), (name, new Scale(1))], key: "k")).Message);

    [Fact]
    public void Choice_without_candidates_or_with_an_empty_key_or_an_unknown_reduction_is_refused()
    {
        Assert.Contains("'k' has no candidates", Assert.Throws<ArgumentException>(() => new LayerChoice(Array.Empty<Scale>(), key: "k")).Message);
        Assert.Contains("key is empty", Assert.Throws<ArgumentException>(() => Three(key: "")).Message);
        Assert.Contains("no reduction 7; allowed are Sum, Mean, Concat, None", Assert.Throws<ArgumentOutOfRangeException>(() => Three((Reduction)7)).Message);
    }

    // Inputs 1, 2, 3 with the mask [1, 0, 1]: sum 4, mean 2, concat [1, 3], none [1], [3].
    [Theory]
    [InlineData(Reduction.Sum, new[] { 4f })]
    [InlineData(Reduction.Mean, new[] { 2f })]
    [InlineData(Reduction.Concat, new[] { 1f, 3f })]
    public void Selection_of_several_is_reduced(Reduction reduction, float[] expected)
    {
        using var scope = NewDisposeScope();
        var choice = Three(reduction);
        using var mutator = new GivenMutator(choice, Execution.Select(true, false, true));
        Assert.Equal(expected, choice.call(ones([1, 1])).data<float>().ToArray());
        Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(i => ((Scale)choice[i]).Calls));
    }

    // Inputs 1, 2, 3 with the weights [0.5, 0, 0.25]: sum 1.25, mean 0.625; the mean divides by the number of weighted terms.
    [Theory]
    [InlineData(Reduction.Sum, new[] { 1.25f })]
    [InlineData(Reduction.Mean, new[] { 0.625f })]
    [InlineData(Reduction.Concat, new[] { 0.5f, 0.75f })]
    public void Weights_are_reduced_and_known_zeros_are_not_computed(Reduction reduction, float[] expected)
    {
        using var scope = NewDisposeScope();
        foreach (var execution in new[] { Execution.Mix(tensor([0.5f, 0f, 0.25f]), [true, false, true]), Execution.Of(Decision.Weighted(0.5, 0, 0.25), 3) })
        {
            var choice = Three(reduction);
            using var mutator = new GivenMutator(choice, execution);
            Assert.Equal(expected, choice.call(ones([1, 1])).data<float>().ToArray());
            Assert.Equal([1, 0, 1], Enumerable.Range(0, 3).Select(i => ((Scale)choice[i]).Calls));
        }
    }

    [Fact]
    public void Reduction_none_gives_a_list()
    {
        using var scope = NewDisposeScope();
        var choice = Three(Reduction.None, "c");
        using var mutator = new GivenMutator(choice, Execution.Select(true, false, true));
        Assert.Equal([1f, 3f], choice.ForwardList(ones([1, 1])).Select(t => t.item<float>()));
        Assert.Contains("'c' has the reduction None", Assert.Throws<SearchSpaceException>(() => choice.call(Ones)).Message);
    }

    [Fact]
    public void One_selected_candidate_passes_its_output_through()
    {
        using var scope = NewDisposeScope();
        foreach (var reduction in new[] { Reduction.Sum, Reduction.Mean, Reduction.Concat })
        {
            var choice = Three(reduction);
            using var mutator = new GivenMutator(choice, Execution.One(2, 3));
            Assert.Equal([3f, 3f], choice.call(Ones).data<float>().ToArray());
        }
    }

    [Fact]
    public void Nothing_selected_is_null_where_that_is_asked_for_and_an_error_elsewhere()
    {
        using var scope = NewDisposeScope();
        foreach (var reduction in new[] { Reduction.Sum, Reduction.Mean, Reduction.Concat })
        {
            var choice = Three(reduction, "c");
            using var mutator = new GivenMutator(choice, Execution.Select(false, false, false));
            Assert.Null(choice.ForwardOrNull(Ones));
            Assert.Empty(choice.ForwardList(Ones));
            Assert.Contains("'c' selects nothing", Assert.Throws<SearchSpaceException>(() => choice.call(Ones)).Message);
        }
    }

    [Fact]
    public void Mask_is_returned_beside_the_output()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Scale(1), new Scale(2)], returnMask: true);
        using var mutator = new GivenMutator(choice, Execution.One(1, 2));
        var (output, mask) = choice.ForwardWithMask(Ones);
        Assert.Equal([2f, 2f], output!.data<float>().ToArray());
        Assert.Equal([false, true], mask);
    }

    [Fact]
    public void Candidates_of_different_shape_in_a_mix_are_an_error_naming_choice_candidate_and_shapes()
    {
        using var scope = NewDisposeScope();
        var weights = tensor([0.5f, 0.25f, 0.25f]);
        foreach (var execution in new[] { Execution.All(3), Execution.Mix(weights), Execution.Of(Decision.Weighted(0.5, 0.25, 0.25), 3) })
        {
            var choice = new LayerChoice([("a", new Channels(4)), ("b", new Channels(4)), ("wide", new Channels(5))], key: "mix");
            using var mutator = new GivenMutator(choice, execution);
            Assert.Equal(
                "The choice 'mix' cannot join its candidates: 'wide' gives [2, 5], but 'a' gives [2, 4]; all candidates must give the same shape.",
                Assert.Throws<SearchSpaceException>(() => choice.call(Ones)).Message);
        }
    }

    [Fact]
    public void Shapes_that_would_broadcast_are_an_error_all_the_same()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Channels(1), new Channels(3)]);
        using var mutator = new GivenMutator(choice, Execution.Mix(tensor([0.5f, 0.5f])));
        Assert.Contains("'1' gives [2, 3], but '0' gives [2, 1]", Assert.Throws<SearchSpaceException>(() => choice.call(Ones)).Message);
    }

    [Fact]
    public void Concat_may_differ_in_channels_only()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Channels(1), new Channels(3)], Reduction.Concat);
        using var mutator = new GivenMutator(choice, Execution.All(2));
        Assert.Equal([2, 4], choice.call(Ones).shape);
    }

    [Fact]
    public void Choices_with_two_and_three_inputs_pass_all_of_them()
    {
        using var scope = NewDisposeScope();
        var two = new LayerChoice<Tensor, Tensor>([("sum", new Sum2()), ("difference", new Difference2())]);
        using var first = new GivenMutator(two, Execution.One(1, 2));
        Assert.Equal(3f, two.call(tensor(5f), tensor(2f)).item<float>());
        var three = new LayerChoice<Tensor, Tensor, Tensor>([new Product3(), new Product3()]);
        using var second = new GivenMutator(three, Execution.All(2));
        Assert.Equal(60f, three.call(tensor(5f), tensor(2f), tensor(3f)).item<float>());
    }

    private sealed class Sum2() : nn.Module<Tensor, Tensor, Tensor>(nameof(Sum2))
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 + input2;
    }

    private sealed class Difference2() : nn.Module<Tensor, Tensor, Tensor>(nameof(Difference2))
    {
        public override Tensor forward(Tensor input1, Tensor input2) => input1 - input2;
    }

    private sealed class Product3() : nn.Module<Tensor, Tensor, Tensor, Tensor>(nameof(Product3))
    {
        public override Tensor forward(Tensor input1, Tensor input2, Tensor input3) => input1 * input2 * input3;
    }
}

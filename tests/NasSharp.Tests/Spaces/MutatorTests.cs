using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

public class MutatorTests
{
    private static LayerChoice Pair(string? key = null) => new([("a", new Scale(1)), ("b", new Scale(2))], key: key);

    private static Model Chain(params LayerChoice[] choices)
        => new(x => choices.Aggregate(x, (y, c) => c.call(y)), [.. choices.Select((c, i) => ($"c{i}", (nn.Module)c))]);

    [Fact]
    public void Choice_without_mutator_is_an_error_naming_it_and_the_remedy()
    {
        using var scope = NewDisposeScope();
        var choice = Pair("conv");
        var message = Assert.Throws<SearchSpaceException>(() => choice.call(ones([1]))).Message;
        Assert.Contains("The layer choice 'conv' has nobody to decide for it. Make a mutator of the model", message);
        Assert.Contains("An input choice without key", Assert.Throws<SearchSpaceException>(() => new InputChoice(2).call([null, null])).Message);
    }

    [Fact]
    public void Choice_made_in_forward_is_an_error_that_says_so()
    {
        using var scope = NewDisposeScope();
        var model = new Model(x => Pair().call(x), ("known", Pair()));
        using var mutator = new RandomMutator(model, new Random(0));
        Assert.Contains("as in 'forward'", Assert.Throws<SearchSpaceException>(() => model.call(ones([1]))).Message);
    }

    [Fact]
    public void Model_without_choices_is_an_error()
        => Assert.Contains("'Model' has no choices", Assert.Throws<SearchSpaceException>(() => new RandomMutator(new Model(x => x), new Random(0))).Message);

    [Fact]
    public void Second_mutator_on_a_model_is_an_error_until_the_first_is_disposed()
    {
        var model = Chain(Pair());
        var first = new RandomMutator(model, new Random(0));
        Assert.Contains("'c0' already belongs to a RandomMutator", Assert.Throws<SearchSpaceException>(() => new RandomMutator(model, new Random(0))).Message);
        first.Dispose();
        using var second = new RandomMutator(model, new Random(0));
        Assert.Single(second.Space.Choices);
    }

    [Fact]
    public void Mutator_runs_what_it_drew_until_the_next_reset()
    {
        using var scope = NewDisposeScope();
        var model = Chain(Pair(), Pair(), Pair(), Pair());
        using var mutator = new RandomMutator(model, new Random(3));
        var seen = new HashSet<float>();
        for (var i = 0; i < 40; i++)
        {
            mutator.Reset();
            var expected = mutator.Drawn!.Decisions.Aggregate(1f, (p, d) => p * (d.Value.Selected[0] + 1));
            Assert.Equal(expected, model.call(ones([1])).item<float>());
            Assert.Equal(expected, model.call(ones([1])).item<float>());
            seen.Add(expected);
        }
        Assert.Equal([1f, 2f, 4f, 8f, 16f], seen.Order());
    }

    [Fact]
    public void Mutator_decides_by_itself_before_the_first_reset()
    {
        using var scope = NewDisposeScope();
        var model = Chain(Pair());
        using var mutator = new RandomMutator(model, new Random(0));
        Assert.InRange(model.call(ones([1])).item<float>(), 1f, 2f);
    }

    [Fact]
    public void Fixed_mutator_runs_that_architecture_until_reset()
    {
        using var scope = NewDisposeScope();
        var model = Chain(Pair(), Pair());
        using var mutator = new RandomMutator(model, new Random(0));
        foreach (var architecture in mutator.Space.Enumerate())
        {
            mutator.Fix(architecture);
            Assert.Equal((architecture["c0"].Selected[0] + 1) * (architecture["c1"].Selected[0] + 1), model.call(ones([1])).item<float>());
        }
        mutator.Fix(new Architecture(mutator.Space, [new("c0", Decision.Weighted(0.5, 0.25)), new("c1", Decision.Many(0, 1))]));
        Assert.Equal(3f, model.call(ones([1])).item<float>());
    }

    [Fact]
    public void Only_the_path_that_is_selected_runs()
    {
        using var scope = NewDisposeScope();
        var choice = Pair();
        var model = Chain(choice);
        using var mutator = new RandomMutator(model, new Random(0));
        mutator.Fix(mutator.Space.First());
        model.call(ones([1]));
        Assert.Equal([1, 0], choice.Candidates.Select(c => ((Scale)c!).Calls));
    }

    [Fact]
    public void Inactive_choice_that_runs_is_an_error_naming_it()
    {
        using var scope = NewDisposeScope();
        var inner = Pair();
        var model = new Model(inner.call, ("outer", new LayerChoice([("x", new Scale(1)), ("y", inner)])));
        using var mutator = new RandomMutator(model, new Random(0));
        mutator.Fix(mutator.Space.First());
        Assert.Contains("The choice 'outer.y' was run, but it is inactive", Assert.Throws<SearchSpaceException>(() => model.call(ones([1]))).Message);
    }

    [Fact]
    public void Parameters_of_the_model_are_not_the_mutators()
    {
        using var mutator = new RandomMutator(Chain(Pair()), new Random(0));
        Assert.Empty(mutator.parameters());
        Assert.Empty(mutator.state_dict());
    }

    [Fact]
    public void Keys_with_dots_can_name_parameters_of_a_mutator()
    {
        var model = new Model(x => x, ("cells", new Spaces.Chain(Pair("a.b"), Pair("a~1b"), Pair())));
        using var mutator = new AlphaMutator(model);
        Assert.Equal(["a~1b", "a~01b", "cells~12"], mutator.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void Look_at_a_part_of_a_held_model_renames_nothing()
    {
        var part = new Spaces.Chain(Pair());
        var model = new Model(x => x, ("part", part));
        using var mutator = new RandomMutator(model, new Random(0));
        Assert.Equal(["part.0"], SearchSpace.Of(part).Keys);
        Assert.Equal("part.0", mutator.Mutables.Single().Key);
        mutator.Dispose();
        Assert.Equal(["0"], SearchSpace.Of(part).Keys);
    }

    private sealed class AlphaMutator : Mutator
    {
        public AlphaMutator(nn.Module model) : base(model)
        {
            foreach (var choice in Space.Choices)
                register_parameter(ParameterName(choice.Key), new NasSharp.Torch.Modules.Parameter(zeros([choice.Candidates.Count])));
        }

        public override Architecture Export() => Space.First();

        protected override IReadOnlyList<Execution?> Decide() => Executions.All(Space);
    }

    [Fact]
    public void Mutator_that_decides_another_number_of_candidates_is_an_error()
    {
        using var mutator = new GivenMutator(Chain(Pair("c")), Execution.One(0, 3));
        Assert.Contains("decided the choice 'c' with 3 entries; it has 2 candidates", Assert.Throws<InvalidOperationException>(mutator.Reset).Message);
        using var other = new GivenMutator(Chain(Pair("c")));
        Assert.Contains("decided 0 choices; the space has 1", Assert.Throws<InvalidOperationException>(other.Reset).Message);
    }

    [Fact]
    public void Weights_that_outlived_their_scope_are_an_error_that_says_what_to_call()
    {
        var model = Chain(Pair());
        using var mutator = new GivenMutator(model, _ => [Execution.Mix(ones([2]))]);
        using (NewDisposeScope())
        {
            mutator.Reset();
        }
        using var scope = NewDisposeScope();
        Assert.Contains("call Reset()", Assert.Throws<SearchSpaceException>(() => model.call(ones([1]))).Message);
    }
}

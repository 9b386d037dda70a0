using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

public class ModelSpaceTests
{
    private static LayerChoice Pair(string? key = null) => new([("a", new Scale(1)), ("b", new Scale(2))], key: key);

    private static Model Of(params (string, nn.Module)[] parts) => new(x => x, parts);

    [Fact]
    public void Default_keys_are_paths_and_do_not_depend_on_the_process()
    {
        for (var repeat = 0; repeat < 2; repeat++)
        {
            var model = Of(("conv1", Pair()), ("cells", new Chain(new Chain(Pair()), new Chain(Pair("named")))));
            var space = SearchSpace.Of(model);
            Assert.Equal(["conv1", "cells.0.0", "named"], space.Keys);
            Assert.Equal([true, true, false], space.Choices.Select(c => c.HasDefaultKey));
        }
    }

    [Fact]
    public void Order_is_definition_order_for_more_than_nine_choices()
    {
        var keys = Enumerable.Range(1, 12).Select(i => $"LayerChoice{i}").ToArray();
        Assert.Equal(keys, SearchSpace.Of(Of([.. keys.Select(k => (k, (nn.Module)Pair(k)))])).Keys);
    }

    [Fact]
    public void Choices_with_one_key_are_one_decision()
    {
        var model = Of(("x", Pair("shared")), ("y", Pair("other")), ("z", Pair("shared")));
        Assert.Equal(["shared", "other"], SearchSpace.Of(model).Keys);
        using var mutator = new RandomMutator(model, new Random(0));
        Assert.Equal(3, mutator.Mutables.Count());
        Assert.Equal(2, mutator.MutablesOf("shared").Count());
    }

    [Fact]
    public void Choice_reached_by_two_paths_is_met_once()
    {
        var choice = Pair();
        var space = SearchSpace.Of(Of(("x", choice), ("y", choice)));
        Assert.Equal(["x"], space.Keys);
    }

    [Fact]
    public void Key_before_the_model_was_looked_at_is_a_clear_error()
    {
        var choice = Pair();
        Assert.Contains("has no key yet", Assert.Throws<SearchSpaceException>(() => choice.Key).Message);
        SearchSpace.Of(Of(("x", choice)));
        Assert.Equal("x", choice.Key);
        Assert.Equal("k", Pair("k").Key);
    }

    public static TheoryData<Func<nn.Module>, string> Conflicts => new()
    {
        { () => new LayerChoice([("a", new Scale(1)), ("c", new Scale(2))], key: "k"), "'k: a | b' against 'k: a | c'" },
        { () => new LayerChoice([("a", new Scale(1))], key: "k"), "'k: a | b' against 'k: a'" },
        { () => new InputChoice(2, 1, key: "k"), "'k: a | b' against 'k: 1 of (no key), (no key)'" },
    };

    [Theory]
    [MemberData(nameof(Conflicts), DisableDiscoveryEnumeration = true)]
    public void Shared_key_with_other_candidates_is_an_error_naming_both(Func<nn.Module> second, string expected)
    {
        var message = Assert.Throws<SearchSpaceException>(() => SearchSpace.Of(Of(("x", Pair("k")), ("y", second())))).Message;
        Assert.Contains("The choices at 'x' and 'y' share the key 'k'", message);
        Assert.Contains(expected, message);
    }

    [Fact]
    public void Given_key_that_is_the_path_of_another_choice_is_an_error()
        => Assert.Contains("The key 'y' was given to one choice and is the path of another ('x' and 'y')",
            Assert.Throws<SearchSpaceException>(() => SearchSpace.Of(Of(("x", Pair("y")), ("y", Pair())))).Message);

    [Fact]
    public void Sources_must_be_defined_earlier()
    {
        Assert.Equal(2, SearchSpace.Of(Of(("x", Pair("left")), ("p", new InputChoice(["left", InputChoice.NoKey])))).Choices.Count);
        var message = Assert.Throws<SearchSpaceException>(() => SearchSpace.Of(Of(("p", new InputChoice(["left"], key: "pick")), ("x", Pair("left"))))).Message;
        Assert.Contains("The input choice 'pick' names the source 'left', which no choice or scope before it has", message);
    }

    [Fact]
    public void Sources_may_be_enclosing_scopes()
    {
        var cell = new Cell("cell", ("op", Pair("op")), ("in", new InputChoice(["cell", "op"], 1, key: "in")));
        var space = SearchSpace.Of(Of(("first", cell), ("second", new Cell("cell", ("op", Pair("op"))))));
        Assert.Equal(["op", "in"], space.Keys);
        Assert.Equal([new Scope("cell", 0, 2)], space.Scopes);
    }

    [Fact]
    public void Scopes_nest_and_cover_their_choices()
    {
        var inner = new Cell("inner", ("b", Pair("b")), ("c", Pair("c")));
        var outer = new Cell("outer", ("a", Pair("a")), ("inner", inner), ("empty", new Cell("empty")));
        var space = SearchSpace.Of(Of(("outer", outer), ("d", Pair("d"))));
        Assert.Equal([new Scope("outer", 0, 3), new Scope("inner", 1, 2), new Scope("empty", 3, 0)], space.Scopes);
        Assert.Equal(["a", "b", "c", "d"], space.Keys);
    }

    [Fact]
    public void Scope_and_choice_with_one_key_are_an_error()
    {
        Assert.Contains("which is the key of a scope", Assert.Throws<SearchSpaceException>(() => SearchSpace.Of(Of(("s", new Cell("k")), ("x", Pair("k"))))).Message);
        Assert.Contains("which is the key of the choice at 'x'", Assert.Throws<SearchSpaceException>(() => SearchSpace.Of(Of(("x", Pair("k")), ("s", new Cell("k"))))).Message);
    }

    [Fact]
    public void Nested_choices_are_active_under_their_candidate_only()
    {
        var deep = new Chain(Pair(), new LayerChoice([("p", new Scale(1)), ("q", Pair())]));
        var space = SearchSpace.Of(Of(("block", new LayerChoice([("plain", new Scale(1)), ("deep", deep)]))));
        Assert.Equal(["block", "block.deep.0", "block.deep.1", "block.deep.1.q"], space.Keys);
        Assert.Equal("block=1 and block.deep.1=1", space["block.deep.1.q"].ActiveWhen.Single().ToString());
        Assert.Equal(1 + 2 * (1 + 2), space.Count());
        Assert.Equal(space.Count(), space.Enumerate().Count());
    }

    [Fact]
    public void Nested_choice_shared_by_two_candidates_is_active_under_either()
    {
        var shared = Pair("shared");
        var space = SearchSpace.Of(Of(("block", new LayerChoice([("x", new Chain(shared)), ("y", new Chain(shared)), ("z", new Scale(1))]))));
        Assert.Equal(["block=0", "block=1"], space["shared"].ActiveWhen.Select(c => c.ToString()));
        Assert.Equal(2 + 2 + 1, space.Count());
    }

    [Fact]
    public void Nested_choice_that_also_stands_outside_is_always_active()
    {
        var space = SearchSpace.Of(Of(("block", new LayerChoice([("x", Pair("k")), ("y", new Scale(1))])), ("after", Pair("k"))));
        Assert.Empty(space["k"].ActiveWhen);
        Assert.Equal(4, space.Count());
    }

    [Fact]
    public void Choice_inside_a_candidate_of_its_own_key_is_an_error()
        => Assert.Contains("lies inside a candidate of a choice with the same key", Assert.Throws<SearchSpaceException>(
            () => SearchSpace.Of(Of(("x", new LayerChoice([("a", new LayerChoice([("a", new Scale(1)), ("b", new Scale(1))], key: "k")), ("b", new Scale(1))], key: "k"))))).Message);

    [Fact]
    public void Model_that_is_a_choice_itself_has_a_key()
        => Assert.Equal(["model"], SearchSpace.Of(Pair()).Keys);

    private sealed class Cell : nn.Module<Tensor, Tensor>, IMutableScope
    {
        public Cell(string key, params (string Name, nn.Module Part)[] parts) : base(nameof(Cell))
        {
            Key = key;
            foreach (var (name, part) in parts)
                register_module(name, part);
        }

        public string Key { get; }

        public override Tensor forward(Tensor input) => input;
    }
}

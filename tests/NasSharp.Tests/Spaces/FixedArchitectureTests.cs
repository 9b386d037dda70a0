using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

public class FixedArchitectureTests
{
    // conv1 -> conv2 + optional skip of the input; conv2 is nested: its second candidate is a chain with a choice inside.
    private sealed class Net : nn.Module<Tensor, Tensor>
    {
        private readonly LayerChoice conv1;
        private readonly nn.Module<Tensor, Tensor> conv2;
        private readonly InputChoice skip;

        public Net(double seed = 1) : base(nameof(Net))
        {
            conv1 = new LayerChoice([("small", new Scale(seed + 1)), ("large", new Scale(seed + 2))]);
            conv2 = new LayerChoice([("plain", new Scale(seed + 3)), ("deep", new Chain(new Scale(seed + 4), new LayerChoice([new Scale(seed + 5), new Scale(seed + 6)])))]);
            skip = new InputChoice(1);
            RegisterComponents();
        }

        public LayerChoice First => conv1;

        public nn.Module<Tensor, Tensor> Second => conv2;

        public override Tensor forward(Tensor input)
        {
            var x = conv2.call(conv1.call(input));
            return skip.call([input]) is { } s ? x + s : x;
        }
    }

    private static readonly SearchSpace Space = SearchSpace.Of(new Net());

    private static readonly Architecture Deep = Architecture.Parse(Space, """{"conv1": "large", "conv2": "deep", "conv2.deep.1": 1, "skip": []}""");

    [Fact]
    public void Pruned_network_computes_what_the_supernet_computes_for_every_architecture()
    {
        foreach (var architecture in Space.Enumerate())
        {
            using var scope = NewDisposeScope();
            var supernet = new Net();
            var x = tensor([2f, -3f]);
            Tensor expected;
            using (var mutator = new RandomMutator(supernet, new Random(0)))
            {
                mutator.Fix(architecture);
                expected = supernet.call(x);
            }
            FixedArchitecture.Apply(supernet, architecture);
            Assert.Equal(expected.data<float>().ToArray(), supernet.call(x).data<float>().ToArray());
        }
    }

    [Fact]
    public void Choices_give_their_places_to_their_candidates()
    {
        using var scope = NewDisposeScope();
        var net = new Net();
        FixedArchitecture.Apply(net, Deep);
        Assert.Equal(["conv1.weight", "conv1.runs", "conv2.0.weight", "conv2.0.runs", "conv2.1.weight", "conv2.1.runs"], net.state_dict().Keys);
        Assert.IsType<Scale>(net.named_children().First().module);
        Assert.IsType<Chain>(net.Second);
        Assert.Equal([3f, 5f, 7f], net.parameters().Select(p => p.item<float>()));
        Assert.Equal(3f * 5 * 7, net.call(ones([1])).item<float>());
    }

    [Fact]
    public void Choice_kept_in_a_field_of_its_own_type_forwards_to_its_candidate()
    {
        using var scope = NewDisposeScope();
        var net = new Net();
        var kept = net.First["large"];
        FixedArchitecture.Apply(net, Deep);
        Assert.Same(kept, net.First["large"]);
        Assert.Equal(6f, net.First.call(tensor([2f])).item<float>());
        Assert.Null(net.First.Candidates[0]);
        Assert.Contains("dropped candidate 'small'", Assert.Throws<InvalidOperationException>(() => net.First["small"]).Message);
    }

    [Fact]
    public void Tensors_of_candidates_that_are_not_selected_are_freed()
    {
        var net = new Net();
        var all = net.parameters().Cast<Tensor>().Concat(net.buffers()).ToArray();
        FixedArchitecture.Apply(net, Deep);
        Assert.Equal(12, all.Length);
        Assert.Equal(6, all.Count(t => t.IsInvalid));
        Assert.Equal(6, net.state_dict().Count(t => !t.Value.IsInvalid));
    }

    [Fact]
    public void Tensor_shared_with_a_kept_candidate_is_not_freed()
    {
        using var scope = NewDisposeScope();
        var shared = new Scale(2);
        var net = new Model(x => x, ("c", new LayerChoice([("a", new Chain(shared)), ("b", shared)])));
        FixedArchitecture.Apply(net, SearchSpace.Of(net).First());
        Assert.Equal(2f, shared.Weight.item<float>());
    }

    [Fact]
    public void Supernet_weights_may_be_loaded_before_or_after()
    {
        using var scope = NewDisposeScope();
        var trained = new Net(seed: 10);
        var expected = new Net(seed: 10);
        FixedArchitecture.Apply(expected, Deep);
        var x = tensor([1f]);

        var before = new Net();
        before.load_state_dict(trained.state_dict());
        FixedArchitecture.Apply(before, Deep);
        Assert.Equal(expected.call(x).item<float>(), before.call(x).item<float>());

        var after = new Net();
        FixedArchitecture.Apply(after, Deep).LoadStateDict(trained.state_dict());
        Assert.Equal(expected.call(x).item<float>(), after.call(x).item<float>());
    }

    [Fact]
    public void Supernet_weights_load_where_no_kept_name_has_changed()
    {
        using var scope = NewDisposeScope();
        Model Make(double factor) => new(x => x, ("stem", new Scale(factor)), ("c", new LayerChoice([("skip", nn.Identity()), ("scale", new Scale(3))])));
        var net = Make(2);
        var applied = FixedArchitecture.Apply(net, SearchSpace.Of(net).First());
        applied.LoadStateDict(Make(5).state_dict());
        Assert.Equal(5f, ((Scale)net.named_children().First().module).Weight.item<float>());
        applied.LoadStateDict(net.state_dict());
    }

    [Fact]
    public void Retrained_weights_load_under_the_fixed_names_and_go_back_to_the_supernet()
    {
        using var scope = NewDisposeScope();
        var retrained = new Net(seed: 20);
        FixedArchitecture.Apply(retrained, Deep);
        var other = new Net();
        var applied = FixedArchitecture.Apply(other, Deep);
        applied.LoadStateDict(retrained.state_dict());
        Assert.Equal(22f * 24 * 26, other.call(ones([1])).item<float>());

        var back = applied.MapStateDictBack(other.state_dict());
        Assert.Equal(["conv1.large.weight", "conv1.large.runs", "conv2.deep.0.weight", "conv2.deep.0.runs", "conv2.deep.1.1.weight", "conv2.deep.1.1.runs"], back.Keys);
        Assert.Equal(other.state_dict().Keys, applied.MapStateDict(back).Keys);
        Assert.Equal("conv2.deep.1.1.weight", applied.SupernetNames["conv2.1.weight"]);
    }

    [Fact]
    public void Safetensors_files_of_the_supernet_and_of_the_fixed_model_both_load()
    {
        using var scope = NewDisposeScope();
        var path = Path.Combine(Path.GetTempPath(), $"nas-{Guid.NewGuid():N}.safetensors");
        try
        {
            Safetensors.Save(path, new Net(seed: 10).state_dict());
            var net = new Net();
            var applied = FixedArchitecture.Apply(net, Deep);
            applied.Load(path);
            Assert.Equal(12f * 14 * 16, net.call(ones([1])).item<float>());
            net.parameters().First().requires_grad_(false).fill_(1);
            Safetensors.Save(path, net.state_dict());
            var other = new Net();
            FixedArchitecture.Apply(other, Deep).Load(path);
            Assert.Equal(1f * 14 * 16, other.call(ones([1])).item<float>());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void State_of_another_model_is_refused_and_nothing_changes()
    {
        using var scope = NewDisposeScope();
        var net = new Net();
        var applied = FixedArchitecture.Apply(net, Deep);
        var state = new Net(seed: 9).state_dict();
        state.Remove("conv1.large.weight");
        Assert.Throws<ArgumentException>(() => applied.LoadStateDict(state));
        Assert.Equal(3f * 5 * 7, net.call(ones([1])).item<float>());
    }

    [Fact]
    public void Architecture_can_be_exported_again_and_again()
    {
        using var scope = NewDisposeScope();
        var net = new Net();
        var applied = FixedArchitecture.Apply(net, Deep);
        Assert.Equal(Deep.ToJson(), applied.Architecture.ToJson());
        net.call(ones([1]));
        Assert.Equal(Deep.ToJson(), applied.Architecture.ToJson());
        net.call(ones([1]));
    }

    [Fact]
    public void Second_architecture_on_one_model_is_an_error()
    {
        var net = new Net();
        FixedArchitecture.Apply(net, Deep);
        Assert.Contains("'skip' was decided when an architecture was applied", Assert.Throws<SearchSpaceException>(() => FixedArchitecture.Apply(net, Deep)).Message);
    }

    [Fact]
    public void Model_held_by_a_mutator_takes_no_architecture_until_that_is_disposed()
    {
        var net = new Net();
        var mutator = new RandomMutator(net, new Random(0));
        Assert.Contains("'conv1' belongs to a RandomMutator; dispose it", Assert.Throws<SearchSpaceException>(() => FixedArchitecture.Apply(net, Deep)).Message);
        mutator.Dispose();
        FixedArchitecture.Apply(net, Deep);
    }

    [Fact]
    public void Architecture_that_does_not_fit_leaves_the_model_unchanged()
    {
        var net = new Net();
        var other = new SearchSpace([Choice.Layer("conv1", ["small", "large", "huge"])]).First();
        Assert.Contains("no decision for 'conv2', 'skip'", Assert.Throws<ArchitectureException>(() => FixedArchitecture.Apply(net, other)).Message);
        Assert.Equal(new Net().state_dict().Keys, net.state_dict().Keys);
    }

    [Theory]
    [InlineData("""{"c": 7}""")]
    [InlineData("""{"c": -1}""")]
    [InlineData("""{"c": [true, false]}""")]
    public void Index_out_of_range_or_a_short_boolean_list_selects_nothing_silently_no_more(string json)
    {
        var net = new Model(x => x, ("c", new LayerChoice([new Scale(1), new Scale(2), new Scale(3)])));
        var path = Path.Combine(Path.GetTempPath(), $"nas-{Guid.NewGuid():N}.json");
        try
        {
            File.WriteAllText(path, json);
            Assert.Contains($"{path}: key 'c'", Assert.Throws<ArchitectureException>(() => FixedArchitecture.Apply(net, path)).Message);
            File.WriteAllText(path, """{"c": 2}""");
            FixedArchitecture.Apply(net, path);
            Assert.Equal(["c.weight", "c.runs"], net.state_dict().Keys);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Weights_several_and_none_keep_the_choice_with_its_selected_candidates()
    {
        using var scope = NewDisposeScope();
        string[] keys = ["weights", "several", "none"];
        var choices = keys.Select(k => (k, new LayerChoice([new Scale(1), new Scale(2), new Scale(3)]))).ToArray();
        var net = new Model(x => choices[2].Item2.ForwardOrNull(x) ?? choices[1].Item2.call(choices[0].Item2.call(x)), [.. choices.Select(c => (c.k, (nn.Module)c.Item2))]);
        FixedArchitecture.Apply(net, Architecture.Parse(SearchSpace.Of(net), """{"weights": [0.5, 0.0, 0.5], "several": [1, 2], "none": []}"""));
        Assert.Equal(["weights.0.weight", "weights.2.weight", "several.1.weight", "several.2.weight"], net.named_parameters().Select(p => p.name));
        Assert.Equal((0.5f * 1 + 0.5f * 3) * (2 + 3), net.call(ones([1])).item<float>());
    }

    [Fact]
    public void Choice_that_returns_its_mask_stays_in_its_place()
    {
        using var scope = NewDisposeScope();
        var choice = new LayerChoice([new Scale(1), new Scale(2)], returnMask: true);
        var net = new Model(x => x, ("c", choice));
        FixedArchitecture.Apply(net, Architecture.Parse(SearchSpace.Of(net), """{"c": 1}"""));
        Assert.Equal(["c.1.weight"], net.named_parameters().Select(p => p.name));
        Assert.Equal([false, true], choice.ForwardWithMask(ones([1])).Mask);
    }

    [Fact]
    public void Shared_instance_and_shared_key_are_replaced_everywhere()
    {
        using var scope = NewDisposeScope();
        var twice = new LayerChoice([new Scale(2), new Scale(3)], key: "k");
        var same = new LayerChoice([new Scale(5), new Scale(7)], key: "k");
        var net = new Model(x => same.call(twice.call(x)), ("a", twice), ("b", twice), ("c", same));
        FixedArchitecture.Apply(net, Architecture.Parse(SearchSpace.Of(net), """{"k": 1}"""));
        Assert.Equal(["a.weight", "a.runs", "b.weight", "b.runs", "c.weight", "c.runs"], net.state_dict().Keys);
        Assert.Equal(21f, net.call(ones([1])).item<float>());
    }

    [Fact]
    public void Choice_directly_in_a_choice_is_replaced_through_both()
    {
        using var scope = NewDisposeScope();
        var net = new Model(x => x, ("c", new LayerChoice([("x", new Scale(1)), ("y", new LayerChoice([("p", new Scale(2)), ("q", new Scale(3))]))])));
        var applied = FixedArchitecture.Apply(net, Architecture.Parse(SearchSpace.Of(net), """{"c": "y", "c.y": "q"}"""));
        Assert.Equal("c.y.q.weight", applied.SupernetNames["c.weight"]);
        Assert.Equal(["c.weight"], net.named_parameters().Select(p => p.name));
    }

    [Fact]
    public void List_of_layer_choices_keeps_them_with_one_candidate_each()
    {
        using var scope = NewDisposeScope();
        var list = nn.ModuleList(new LayerChoice([new Scale(2), new Scale(3)]), new LayerChoice([new Scale(5), new Scale(7)]));
        var any = nn.ModuleList<nn.Module<Tensor, Tensor>>(new LayerChoice([new Scale(11), new Scale(13)]));
        var sequence = nn.Sequential(new LayerChoice([new Scale(17), new Scale(19)]));
        var net = new Model(x => sequence.call(any[0].call(list[1].call(list[0].call(x)))), ("list", list), ("any", any), ("sequence", sequence));
        var applied = FixedArchitecture.Apply(net, Architecture.Parse(SearchSpace.Of(net), """{"list.0": 1, "list.1": 0, "any.0": 1, "sequence.0": 1}"""));
        Assert.Equal(["list.0.1.weight", "list.1.0.weight", "any.0.weight", "sequence.0.weight"], net.named_parameters().Select(p => p.name));
        Assert.Equal("any.0.1.weight", applied.SupernetNames["any.0.weight"]);
        Assert.Equal(3f * 5 * 13 * 19, net.call(ones([1])).item<float>());
    }
}

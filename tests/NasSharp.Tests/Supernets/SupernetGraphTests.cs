using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Supernets;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Training;
using NasSharp.Zoo.Enas;

namespace NasSharp.Tests.Supernets;

[Collection(nameof(ProcessWide))]
public sealed class SupernetGraphTests : RunFolderTest
{
    [Fact]
    public void Every_candidate_of_every_place_reaches_the_place_of_its_choice()
    {
        using var model = new TinySupernet();

        AssertWhole(Look(model, Objectives.Classification(model), [3, 6, 6]), places: 4);
    }

    [Fact]
    public void Enas_micro_is_watched_as_a_whole()
    {
        using var model = new EnasMicroNetwork(new EnasMicroOptions { Channels = 4, Layers = 2, Nodes = 2, Classes = 3 });

        AssertWhole(Look(model, Objectives.Classification(model), [3, 16, 16]), places: null);
    }

    [Fact]
    public void Places_that_share_a_key_belong_to_one_choice()
    {
        using var model = new TinySupernet();
        var graph = Look(model, Objectives.Classification(model), [3, 6, 6]);

        string[] paths = [.. graph.Modules.Modules.Where(m => m.Choice == graph.Space.IndexOf("node.0")).Select(m => m.Path)];
        Assert.Equal(["edge0", "again"], paths);
    }

    [Fact]
    public void Flops_and_parameters_are_those_of_all_candidates_for_one_sample()
    {
        using var model = new TinySupernet();
        var graph = Look(model, Objectives.Classification(model), [3, 6, 6]);

        // Stem 3 -> 4 channels, three 3x3 convolutions of 4 channels at 36 pixels, the head.
        Assert.Equal(36 * 4 * 27 + 3 * 36 * 4 * 36 + 4 * 3, graph.Modules.Modules[0].Flops);
        Assert.Equal(model.parameters().Sum(p => p.numel()), graph.Modules.Modules[0].Parameters);
        Assert.Equal(graph.Modules.Modules[0].Flops, graph.Operators.Operators.Sum(o => o.Flops));
        Assert.Equal(graph.Modules.Modules[0].Parameters, graph.Operators.Operators.Sum(o => o.Parameters));
    }

    [Fact]
    public void Looking_changes_neither_model_nor_mutator_nor_random_state()
    {
        using var model = new TinySupernet();
        using var mutator = new RandomMutator(model, new RandomStream(3));
        var decided = mutator.Current;
        var state = Bits.Of(model);
        var random = torch.random.get_rng_state().to_array<byte>();

        Look(model, Objectives.Classification(model), [3, 6, 6], mutator);

        Assert.Same(decided, mutator.Current);
        Assert.Equal(state, Bits.Of(model));
        Assert.Equal(random, torch.random.get_rng_state().to_array<byte>());
        Assert.True(model.training);
    }

    [Fact]
    public void Objective_that_reads_values_is_watched_with_values()
    {
        using var model = new TinySupernet();

        AssertWhole(
            Look(model, batch => new BatchResult(model.call(batch.Input).mean() * model.call(batch.Input).max().ToDouble(), batch.Size), [3, 6, 6]), places: null);
    }

    [Fact]
    public void What_does_not_depend_on_the_input_is_left_out_and_its_weights_count_where_they_are_used()
    {
        using var model = new MaskedLayer();
        var graph = Look(model, batch => new BatchResult(model.call(batch.Input).mean(), batch.Size), [4]);

        Assert.Equal(["linear", "choice"], graph.Operators.Operators.Select(o => o.Name));
        Assert.Equal(20, graph.Operators.Operators.Sum(o => o.Parameters));
    }

    [Fact]
    public void Network_that_cannot_be_watched_keeps_modules_and_says_why()
    {
        using var model = new TinySupernet();
        var graph = Look(model, _ => throw new InvalidOperationException("no forward today"), [3, 6, 6]);

        Assert.False(graph.Complete);
        Assert.Empty(graph.Operators.Operators);
        Assert.NotEmpty(graph.Modules.Modules);
        Assert.Contains(graph.Notes, n => n.Contains("no forward today", StringComparison.Ordinal));
    }

    [Fact]
    public void File_describes_the_model_it_was_written_for_and_no_other()
    {
        using var model = new TinySupernet();
        using var other = new EnasMicroNetwork(new EnasMicroOptions { Channels = 4, Layers = 2, Nodes = 2, Classes = 3 });
        SupernetFile.Write(At("supernet.json"), Look(model, Objectives.Classification(model), [3, 6, 6]), "darts", "weights");

        Assert.True(SupernetFile.Describes(At("supernet.json"), model));
        Assert.False(SupernetFile.Describes(At("supernet.json"), other));
        File.WriteAllText(At("cut.json"), File.ReadAllText(At("supernet.json"))[..100]);
        Assert.False(SupernetFile.Describes(At("cut.json"), model));
        Assert.False(SupernetFile.Describes(At("none.json"), model));
    }

    private static SupernetGraph Look(torch.nn.Module model, Objective objective, long[] shape, Mutator? held = null)
    {
        var mutator = held ?? new RandomMutator(model, new RandomStream(1));
        var (space, mutables) = ModelScan.Of(model);
        using var batch = new Batch(torch.ones([2, .. shape]), torch.tensor(new long[] { 0, 1 }), [0, 1]);
        return SupernetGraph.Of(model, space, mutables, mutator, objective, batch);
    }

    private static void AssertWhole(SupernetGraph graph, int? places)
    {
        Assert.True(graph.Complete, string.Join("; ", graph.Notes));
        var joins = graph.Operators.Operators.Index().Where(o => o.Item.Name == "choice").ToList();
        if (places is not null)
            Assert.Equal(places, joins.Count);
        foreach (var (index, join) in joins)
        {
            var choice = graph.Space.Choices[graph.Modules.Modules[join.Module].Choice];
            Assert.Equal(Enumerable.Range(0, choice.Candidates.Count), graph.Operators.Edges.Where(e => e.To == index).Select(e => e.Candidate).Distinct().Order());
        }
        // What is computed is used, and only what leaves the network ends there.
        var used = graph.Operators.Edges.Select(e => e.From).ToHashSet();
        Assert.All(graph.Operators.Operators.Index(), o => Assert.True(used.Contains(o.Index) || graph.Operators.Outputs.Contains(o.Index), $"{o.Item.Name} in {graph.Modules.Modules[o.Item.Module].Path}"));
        Assert.NotEmpty(graph.Operators.Outputs);
    }

    private sealed class MaskedLayer : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly NasSharp.Torch.Modules.Linear inner = torch.nn.Linear(4, 4);
        private readonly LayerChoice choice = new([torch.nn.Identity()], key: "only");

        public MaskedLayer()
            : base(nameof(MaskedLayer)) => RegisterComponents();

        public override torch.Tensor forward(torch.Tensor input) =>
            choice.call(torch.nn.functional.linear(input, inner.weight * torch.ones([4, 4], device: input.device), inner.bias));
    }
}

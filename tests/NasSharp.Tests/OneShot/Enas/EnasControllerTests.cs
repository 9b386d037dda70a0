using NasSharp.OneShot.Enas;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.Enas;

namespace NasSharp.Tests.OneShot.Enas;

public class EnasControllerTests
{
    /// <summary>Everything a controller must cope with: different candidate counts, a nested choice, keyless and keyed inputs, one, two and any number.</summary>
    internal static SearchSpace Mixed { get; } = new(
        [
            Choice.Layer("a", ["x", "y", "z"]),
            Choice.Layer("a.y", ["0", "1"], [new Condition(new CandidateReference("a", 1))]),
            Choice.Input("any", ["", "a"], null),
            Choice.Input("one", ["", "any"], 1),
            Choice.Input("two", ["one", "", "a"], 2),
            Choice.Input("none", ["", ""], 0),
            Choice.Input("all", ["", "two"], 2),
        ]);

    internal static EnasController Make(SearchSpace space, EnasControllerOptions? options = null, long seed = 1)
    {
        var controller = new EnasController(space, options ?? new EnasControllerOptions { HiddenSize = 8, InitialRange = 1, Temperature = 1 }, new RandomStream(seed));
        controller.to(torch.ScalarType.Float64);
        return controller;
    }

    // NNI's value for these logits.
    [Fact]
    public void Skip_divergence_is_NNIs_golden_value()
        => Assert.Equal(0.0627774, SkipPrior.Divergence(torch.tensor(new[] { 0.3, -0.5 }), 0.4).ToDouble(), 1e-7);

    [Fact]
    public void Controller_of_the_macro_space_has_NNIs_shapes()
    {
        var space = SearchSpace.Of(new EnasMacroModel());
        using var controller = new EnasController(space, new EnasControllerOptions { HiddenSize = 64 }, new RandomStream(1));
        var shapes = controller.named_parameters().ToDictionary(p => p.name, p => p.parameter.shape);
        Assert.Equal([256, 64], shapes["lstm_0.weight_ih"]);
        Assert.Equal([256, 64], shapes["lstm_0.weight_hh"]);
        Assert.Equal([64, 64], shapes["anchor_attention.weight"]);
        Assert.Equal([64, 64], shapes["query_attention.weight"]);
        Assert.Equal([1, 64], shapes["attention.weight"]);
        Assert.Equal([6, 64], shapes["classifier_0.weight"]);
        // NNI's embedding has one row more, which stands for the start.
        Assert.Equal([6, 64], shapes["embedding_0.weight"]);
        Assert.Equal([1, 64], shapes["start"]);
        Assert.Equal(8, shapes.Count);
    }

    [Fact]
    public void Initial_parameters_are_uniform_within_a_tenth()
    {
        using var controller = new EnasController(Mixed, null, new RandomStream(1));
        var values = controller.parameters().SelectMany(p => p.to_array<float>()).ToArray();
        Assert.InRange(values.Max(), 0.099, 0.1);
        Assert.InRange(values.Min(), -0.1, -0.099);
        Assert.InRange(values.Average(), -1e-3, 1e-3);
        Assert.InRange(values.Average(v => v * v), 0.01 / 3 * 0.98, 0.01 / 3 * 1.02);
    }

    [Fact]
    public void All_ways_together_have_probability_one_and_reach_every_architecture()
    {
        using var scope = torch.NewDisposeScope();
        using var controller = Make(Mixed);
        var ways = Walks.All(controller);
        // 2 + 2 operations, 2^2 optional inputs, 2 single ones, 3 * 2 ordered pairs.
        Assert.Equal(4 * 4 * 2 * 6, ways.Count);
        Assert.Equal((int)Mixed.Count(), ways.Select(w => w.Sample.Architecture.Hash).Distinct().Count());
        Assert.Equal(1, ways.Sum(w => w.Probability), 1e-12);
        foreach (var (sample, probability) in ways)
        {
            Assert.Equal(Math.Log(probability), sample.LogProbability.ToDouble(), 1e-10);
            Assert.Equal(sample.LogProbability.ToDouble(), controller.Score(sample.Actions).LogProbability.ToDouble());
        }
    }

    [Theory]
    [InlineData(2, false, true)]
    [InlineData(1, true, true)]
    [InlineData(1, false, false)]
    public void Probabilities_sum_to_one_for_every_kind_of_controller(int layers, bool stepAfterScope, bool share)
    {
        using var scope = torch.NewDisposeScope();
        var space = new SearchSpace(
            [Choice.Layer("a", ["x", "y"]), Choice.Layer("b", ["x", "y"]), Choice.Input("one", ["cell", "", "b"], 1), Choice.Input("any", ["cell", "one"], null)],
            [new Scope("cell", 0, 2)]);
        var options = new EnasControllerOptions { HiddenSize = 8, InitialRange = 1, Layers = layers, StepAfterScope = stepAfterScope, ShareClassifiers = share };
        using var controller = Make(space, options);
        var names = controller.named_parameters().Select(p => p.name).ToList();
        Assert.Equal(layers, names.Count(n => n.EndsWith(".weight_ih")));
        Assert.Equal(share ? 1 : 2, names.Count(n => n.StartsWith("classifier_")));
        var ways = Walks.All(controller);
        Assert.Equal(2 * 2 * 3 * 4, ways.Count);
        Assert.Equal(1, ways.Sum(w => w.Probability), 1e-12);
    }

    [Fact]
    public void Inactive_choices_are_not_drawn()
    {
        using var scope = torch.NewDisposeScope();
        using var controller = Make(Mixed);
        foreach (var (sample, _) in Walks.All(controller))
        {
            var nested = sample.Actions[0] == 1;
            Assert.Equal(nested, sample.Architecture.IsActive("a.y"));
            Assert.Equal((nested ? 2 : 1) + 2 + 1 + 2, sample.Actions.Count);
            Assert.Equal(2, sample.Architecture["two"].Selected.Count);
            Assert.Equal(Decision.None, sample.Architecture["none"]);
            Assert.Equal(Decision.Many(0, 1), sample.Architecture["all"]);
        }
    }

    [Fact]
    public void First_layer_choice_is_the_bounded_softmax_of_the_first_state()
    {
        using var scope = torch.NewDisposeScope();
        using var controller = Make(Mixed, new EnasControllerOptions { HiddenSize = 8, InitialRange = 1, Temperature = 5, TanhConstant = 2.5, OperationTanhReduction = 2 });
        var parameters = controller.named_parameters().ToDictionary(p => p.name, p => (torch.Tensor)p.parameter);
        var gates = torch.matmul(parameters["lstm_0.weight_ih"], parameters["start"].view(-1)).chunk(4);
        var state = gates[3].sigmoid() * (gates[0].sigmoid() * gates[2].tanh()).tanh();
        var logits = (torch.matmul(parameters["classifier_0.weight"], state) / 5).tanh() * 1.25;
        var expected = logits.softmax(0).to_array<double>();
        var ways = Walks.All(controller);
        for (var i = 0; i < 3; i++)
            Assert.Equal(expected[i], ways.Where(w => w.Sample.Actions[0] == i).Sum(w => w.Probability), 1e-12);
    }

    [Fact]
    public void Draws_follow_the_probabilities()
    {
        using var scope = torch.NewDisposeScope();
        using var recording = torch.no_grad();
        var space = new SearchSpace([Choice.Layer("a", ["x", "y", "z"]), Choice.Input("any", ["", ""], null)]);
        using var controller = Make(space);
        var ways = Walks.All(controller);
        var random = new RandomStream(3);
        const int draws = 4000;
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < draws; i++)
        {
            using var inner = torch.NewDisposeScope();
            var hash = controller.Sample(random).Architecture.Hash;
            counts[hash] = counts.GetValueOrDefault(hash) + 1;
        }
        // Five standard deviations for each of 12: wrong less than once in 100,000 for another seed.
        foreach (var (sample, p) in ways)
            Assert.InRange(counts.GetValueOrDefault(sample.Architecture.Hash), draws * p - 5 * Math.Sqrt(draws * p * (1 - p)), draws * p + 5 * Math.Sqrt(draws * p * (1 - p)));
    }

    [Fact]
    public void Greedy_takes_the_most_probable_step_each_time()
    {
        using var scope = torch.NewDisposeScope();
        using var controller = Make(new SearchSpace([Choice.Layer("a", ["x", "y", "z"])]));
        Assert.Equal(Walks.All(controller).MaxBy(w => w.Probability).Sample.Architecture, controller.Greedy().Architecture);
    }

    [Fact]
    public void Sources_that_end_at_one_place_have_different_anchors()
    {
        using var scope = torch.NewDisposeScope();
        var space = new SearchSpace(
            [Choice.Layer("a", ["x", "y"]), Choice.Input("one", ["outer", "inner", "empty", "a"], 1)],
            [new Scope("outer", 0, 1), new Scope("inner", 0, 1), new Scope("empty", 1, 0)]);
        using var controller = Make(space);
        var ways = Walks.All(controller).Where(w => w.Sample.Actions[0] == 0).Select(w => w.Probability).ToList();
        Assert.Equal(4, ways.Count);
        Assert.Equal(4, ways.Distinct().Count());
    }

    [Fact]
    public void Gradient_reaches_every_parameter()
    {
        using var scope = torch.NewDisposeScope();
        using var controller = Make(Mixed);
        torch.stack([.. Walks.All(controller).Select((w, i) => w.Sample.LogProbability * Math.Sin(i))]).sum().backward();
        foreach (var (name, parameter) in controller.named_parameters())
        {
            // What is taken anyway is not compared with anything, and what comes last is the input of nothing.
            if (name is "inputs_6")
                continue;
            Assert.True(parameter.grad is { } grad && grad.abs().max().ToDouble() > 1e-6, name);
        }
    }

    [Fact]
    public void Bias_moves_the_logits_of_its_choice()
    {
        using var scope = torch.NewDisposeScope();
        var space = new SearchSpace([Choice.Layer("a", ["x", "y"])]);
        var options = new EnasControllerOptions { HiddenSize = 8 };
        double Odds(IReadOnlyDictionary<string, double[]>? bias)
        {
            using var controller = new EnasController(space, options, new RandomStream(1), bias);
            var ways = Walks.All(controller);
            return Math.Log(ways[0].Probability / ways[1].Probability);
        }
        Assert.Equal(Odds(null) + 0.5, Odds(new Dictionary<string, double[]> { ["a"] = [0.25, -0.25] }), 1e-6);
    }

    [Fact]
    public void Actions_that_cannot_be_drawn_are_refused()
    {
        using var scope = torch.NewDisposeScope();
        using var controller = Make(new SearchSpace([Choice.Layer("a", ["x", "y"]), Choice.Input("two", ["", "", ""], 2)]));
        Assert.Contains("more are needed", Assert.Throws<ArgumentException>(() => controller.Score([0])).Message);
        Assert.Contains("Action 0 is 2", Assert.Throws<ArgumentException>(() => controller.Score([2, 0, 1])).Message);
        Assert.Contains("Action 2 is 1", Assert.Throws<ArgumentException>(() => controller.Score([0, 1, 1])).Message);
        Assert.Contains("only 3 are needed", Assert.Throws<ArgumentException>(() => controller.Score([0, 1, 0, 0])).Message);
    }
}

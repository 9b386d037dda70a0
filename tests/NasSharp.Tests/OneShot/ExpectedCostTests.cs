using NasSharp.Hardware;
using NasSharp.OneShot;
using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Tests.OneShot;

public sealed class ExpectedCostTests : IDisposable
{
    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    private static double Of(CandidateCosts table, Dictionary<string, double[]> weights) =>
        new ExpectedCost(table).Of(c => weights.TryGetValue(c.Key, out var w) ? torch.tensor(w) : null, torch.CPU).ToDouble();

    private static CandidateCosts Table(SearchSpace space, double constant, params (string Key, double[] Costs)[] rows) =>
        new("flops", space, rows.ToDictionary(r => r.Key, r => (IReadOnlyList<double>)r.Costs), constant);

    [Fact]
    public void Expected_cost_is_the_sum_of_probability_times_cost_and_its_gradient_the_softmaxs()
    {
        var space = new SearchSpace([Choice.Layer("a", ["x", "y", "z"]), Choice.Layer("b", ["x", "y"])]);
        var table = Table(space, 3, ("a", [1, 2, 5]), ("b", [4, 7]));
        double[] alpha = [0.3, -0.2, 0.5];
        double[] beta = [0.1, 0.4];
        var (a, b) = (torch.tensor(alpha, requires_grad: true), torch.tensor(beta, requires_grad: true));
        var expected = new ExpectedCost(table).Of(c => torch.softmax(c.Key == "a" ? a : b, 0), torch.CPU);
        expected.backward();
        double[] Softmax(double[] v) => [.. v.Select(x => Math.Exp(x) / v.Sum(Math.Exp))];
        var (p, q) = (Softmax(alpha), Softmax(beta));
        var mean = p[0] + 2 * p[1] + 5 * p[2];
        Assert.Equal(3 + mean + 4 * q[0] + 7 * q[1], expected.ToDouble(), 1e-12);
        // d/d alpha_i = p_i (c_i - mean)
        var gradient = a.grad!.to_array<double>();
        foreach (var (i, cost) in ((double[])[1, 2, 5]).Index())
            Assert.Equal(p[i] * (cost - mean), gradient[i], 1e-12);
    }

    [Fact]
    public void Expected_cost_is_the_mean_over_all_architectures_with_nested_choices()
    {
        var space = new SearchSpace([Choice.Layer("outer", ["deep", "skip"]), Choice.Layer("inner", ["x", "y"], [new Condition(new CandidateReference("outer", 0))])]);
        var table = Table(space, 1, ("outer", [10, 2]), ("inner", [3, 5]));
        Dictionary<string, double[]> weights = new() { ["outer"] = [0.7, 0.3], ["inner"] = [0.4, 0.6] };
        var mean = space.Enumerate().Sum(a => table.Of(a) * a.Decisions.Aggregate(1.0, (p, d) => p * weights[d.Key][d.Value.Selected[0]]));
        Assert.Equal(mean, Of(table, weights), 1e-12);
    }

    [Theory]
    [InlineData(1, null, 0.5)]
    [InlineData(2, null, 1.0)]
    [InlineData(null, null, 1.0)]
    [InlineData(null, 0.3, 0.3)]
    [InlineData(1, 0.3, 0.3)]
    public void Source_of_an_input_choice_costs_as_often_as_it_is_taken(int? chosen, double? weight, double share)
    {
        var space = new SearchSpace([Choice.Layer("a", ["x", "y"]), Choice.Input("i", ["a", ""], chosen)]);
        var table = Table(space, 1, ("a", [10, 20]));
        Dictionary<string, double[]> weights = new() { ["a"] = [0.25, 0.75] };
        if (weight is { } w)
            weights["i"] = [w, 1 - w];
        Assert.Equal(1 + 17.5 * share, Of(table, weights), 1e-12);
    }

    [Fact]
    public void Source_of_two_input_choices_is_computed_when_one_takes_it()
    {
        var space = new SearchSpace([Choice.Layer("a", ["x"]), Choice.Input("i", ["a", ""], null), Choice.Input("j", ["a", ""], null)]);
        Dictionary<string, double[]> weights = new() { ["a"] = [1], ["i"] = [0.3, 0.5], ["j"] = [0.4, 0.5] };
        Assert.Equal(10 * (1 - 0.7 * 0.6), Of(Table(space, 0, ("a", [10])), weights), 1e-12);
    }
}

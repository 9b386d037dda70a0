using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.Hardware;

public sealed class HardwareObjectiveTests
{
    private static readonly SearchSpace Space = new([Choice.Layer("a", ["x", "y"]), Choice.Layer("b", ["x", "y", "z"])]);

    private static CandidateCosts Table(double constant = 0) =>
        new("latency_ms", Space, new Dictionary<string, IReadOnlyList<double>> { ["a"] = [1, 4], ["b"] = [1, 2, 8] }, constant);

    [Fact]
    public void Limit_below_every_network_is_refused() => Assert.Contains("Limit is 1.5, but the cheapest network costs 2",
        Assert.Throws<ArgumentException>(() => (new HardwareObjective(Table()) { Limit = 1.5 }).DemandFits(Space)).Message);

    [Fact]
    public void Limit_that_is_no_number_is_refused() =>
        Assert.Throws<ArgumentException>(() => (new HardwareObjective(Table()) { Limit = double.NaN }).DemandFits(Space));

    [Fact]
    public void Table_of_another_space_is_refused() =>
        Assert.Throws<ArgumentException>(() => new HardwareObjective(Table()).DemandFits(new SearchSpace([Choice.Layer("a", ["x", "y"])])));

    [Fact]
    public void Logarithm_that_is_not_positive_is_refused()
    {
        var cheap = new CandidateCosts("latency_ms", Space, new Dictionary<string, IReadOnlyList<double>> { ["a"] = [0.1, 4], ["b"] = [0.1, 2, 8] });
        Assert.Contains("logarithm", Assert.Throws<ArgumentException>(() => (new HardwareObjective(cheap) { Penalty = HardwarePenalty.MultiplyLog(1, 1) }).DemandFits(Space)).Message);
    }

    [Fact]
    public void Draws_beyond_the_limit_are_discarded_and_made_cheaper_when_nothing_else_is_left()
    {
        var hardware = new HardwareObjective(Table()) { Limit = 5 };
        var random = new RandomStream(1);
        var many = HardwareLimit.Distinct(() => Space.Sample(random), 6, 200, hardware, random);
        Assert.All(many, a => Assert.True(hardware.Allows(a)));
        // 1+1, 1+2, 4+1; the others cost 6 and more.
        Assert.Equal(3, many.Count);
        var dearest = new Architecture(Space, [KeyValuePair.Create("a", Decision.One(1)), KeyValuePair.Create("b", Decision.One(2))]);
        Assert.All(HardwareLimit.Distinct(() => dearest, 4, 10, hardware, random), a => Assert.True(hardware.Allows(a)));
        Assert.NotEmpty(HardwareLimit.Distinct(() => dearest, 4, 10, hardware, random));
    }

    [Fact]
    public void Repaired_network_keeps_the_limit()
    {
        for (var limit = 2.0; limit <= 12; limit++)
        {
            var hardware = new HardwareObjective(Table()) { Limit = limit };
            foreach (var architecture in Space.Enumerate())
            {
                var repaired = HardwareLimit.Repair(architecture, hardware, new RandomStream(1));
                Assert.True(hardware.Allows(repaired), $"{architecture} within {limit}");
                if (hardware.Allows(architecture))
                    Assert.Equal(architecture, repaired);
            }
        }
    }
}

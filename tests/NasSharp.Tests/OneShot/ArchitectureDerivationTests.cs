using NasSharp.OneShot;
using NasSharp.Spaces;

namespace NasSharp.Tests.OneShot;

public sealed class ArchitectureDerivationTests
{
    private static readonly string[] Operations = ["a", "b"];
    private static readonly string[] Edges = ["p0", "p1", "p2"];

    private static SearchSpace Cell(int? chosen, params string[] extraSources) => new(
    [
        Choice.Layer("p0", Operations), Choice.Layer("p1", Operations), Choice.Layer("p2", Operations),
        Choice.Input("switch", ["p0", "p1", "p2", .. extraSources], chosen),
    ]);

    private static Architecture Derive(SearchSpace space, params (string Key, double A, double B)[] weights) =>
        ArchitectureDerivation.Derive(space, key => weights.Where(w => w.Key == key).Select(w => new[] { w.A, w.B }).Single());

    [Fact]
    public void Derive_keeps_the_two_strongest_edges_and_their_best_operations()
    {
        var architecture = Derive(Cell(2), ("p0", 0.3, 0.1), ("p1", 0.1, 0.2), ("p2", 0.2, 0.4));
        Assert.Equal(Decision.Many(0, 2), architecture["switch"]);
        Assert.Equal([Decision.One(0), Decision.None, Decision.One(1)], [architecture["p0"], architecture["p1"], architecture["p2"]]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Derive_honours_any_number_of_chosen_sources(int chosen)
    {
        var architecture = Derive(Cell(chosen), ("p0", 0.3, 0.1), ("p1", 0.1, 0.2), ("p2", 0.2, 0.4));
        Assert.Equal(chosen, architecture["switch"].Selected.Count);
        Assert.Equal(chosen, Edges.Count(k => architecture[k] != Decision.None));
    }

    [Fact]
    public void Derive_without_a_number_keeps_all_sources()
    {
        var architecture = Derive(Cell(null), ("p0", 0.3, 0.1), ("p1", 0.1, 0.2), ("p2", 0.2, 0.4));
        Assert.Equal(Decision.Many(0, 1, 2), architecture["switch"]);
    }

    [Fact]
    public void Derive_of_equals_takes_the_first()
    {
        var architecture = Derive(Cell(2), ("p0", 0.25, 0.25), ("p1", 0.25, 0.25), ("p2", 0.25, 0.25));
        Assert.Equal(Decision.Many(0, 1), architecture["switch"]);
        Assert.Equal(Decision.One(0), architecture["p0"]);
    }

    [Fact]
    public void Derive_keeps_an_edge_that_another_switch_takes()
    {
        var space = new SearchSpace(
        [
            Choice.Layer("p0", Operations), Choice.Layer("p1", Operations), Choice.Layer("p2", Operations),
            Choice.Input("s1", ["p0", "p1"], 1), Choice.Input("s2", ["p1", "p2"], 1),
        ]);
        var architecture = Derive(space, ("p0", 0.4, 0.1), ("p1", 0.3, 0.1), ("p2", 0.2, 0.1));
        Assert.Equal([Decision.One(0), Decision.One(0), Decision.None], [architecture["p0"], architecture["p1"], architecture["p2"]]);
    }

    [Fact]
    public void Derive_counts_a_source_without_key_as_nothing_and_a_scope_as_its_strongest_choice()
    {
        var space = new SearchSpace(
            [Choice.Layer("p0", Operations), Choice.Layer("inside", Operations), Choice.Input("switch", ["", "p0", "node"], 1)], [new Scope("node", 1, 1)]);
        Assert.Equal(Decision.One(2), Derive(space, ("p0", 0.3, 0.1), ("inside", 0.1, 0.4))["switch"]);
        Assert.Equal(Decision.One(1), Derive(space, ("p0", 0.3, 0.1), ("inside", 0.1, 0.2))["switch"]);
    }
}

using NasSharp.OneShot.PDarts;
using NasSharp.Spaces;

namespace NasSharp.Tests.OneShot.PDarts;

public sealed class SkipLimitTests
{
    private static readonly SearchSpace Cell = new([
        Choice.Layer("normal_a", ["conv", "skip"]),
        Choice.Layer("normal_b", ["conv", "skip"]),
        Choice.Layer("normal_c", ["conv", "skip"]),
        Choice.Input("normal_switch", ["normal_a", "normal_b", "normal_c"], chosenCount: 2),
        Choice.Layer("reduce_a", ["conv", "skip"]),
    ]);

    private static Architecture Derive(int most, double[] a, double[] b, double[] c)
    {
        Dictionary<string, double[]> weights = new() { ["normal_a"] = a, ["normal_b"] = b, ["normal_c"] = c, ["reduce_a"] = [0.1, 0.9] };
        var copies = weights.ToDictionary(w => w.Key, w => (double[])w.Value.Clone());
        var derived = SkipLimit.Derive(Cell, key => weights[key], _ => null, key => key.StartsWith("normal", StringComparison.Ordinal) ? [false, true] : null, most);
        Assert.All(weights, w => Assert.Equal(copies[w.Key], w.Value));
        return derived;
    }

    [Fact]
    public void Derive_without_too_many_skips_changes_nothing() =>
        Assert.Equal("normal_a=1; normal_b=1; normal_c=[]; normal_switch=[0, 1]; reduce_a=1", Derive(2, [0.2, 0.6], [0.1, 0.5], [0.3, 0.2]).ToString());

    [Fact]
    public void Derive_exchanges_the_weakest_skip_for_the_edge_that_is_then_strongest()
    {
        // Without its skip, b falls behind c.
        Assert.Equal("normal_a=1; normal_b=[]; normal_c=0; normal_switch=[0, 2]; reduce_a=1", Derive(1, [0.2, 0.6], [0.1, 0.5], [0.3, 0.2]).ToString());
        // Or stays with its convolution.
        Assert.Equal("normal_a=1; normal_b=0; normal_c=[]; normal_switch=[0, 1]; reduce_a=1", Derive(1, [0.2, 0.6], [0.4, 0.5], [0.3, 0.2]).ToString());
    }

    [Fact]
    public void Derive_counts_a_skip_that_comes_in_anew()
    {
        // c comes in for b with a skip of its own, which goes next.
        Assert.Equal("normal_a=1; normal_b=[]; normal_c=0; normal_switch=[0, 2]; reduce_a=1", Derive(1, [0.2, 0.6], [0.1, 0.5], [0.25, 0.4]).ToString());
    }

    [Fact]
    public void Derive_with_none_allowed_keeps_a_skip_only_where_nothing_else_is_left() =>
        Assert.Equal("normal_a=1; normal_b=0; normal_c=[]; normal_switch=[0, 1]; reduce_a=1", Derive(0, [0, 0.6], [0.4, 0.5], [0.3, 0.2]).ToString());
}

using NasSharp.Morphing;
using NasSharp.Tests.Training.Fixtures;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Morphing;

[Collection(nameof(ProcessWide))]
public sealed class NetworkPlanTests
{
    private static readonly NetworkPlan Plan = new(1, 3, [new PlannedLayer(4, 2), new PlannedLayer(1, 5, 5, 2, false)], [new PlannedSkip(4, 1)]);

    [Fact]
    public void Plan_survives_JSON()
    {
        var again = NetworkPlan.Parse(Plan.ToJson());
        Assert.Equal(Plan, again);
        Assert.Equal(Plan.Layers, again.Layers);
        Assert.Equal(Plan.Skips, again.Skips);
    }

    [Fact]
    public void Plans_with_other_numbers_for_the_same_layers_are_equal()
    {
        var same = new NetworkPlan(1, 3, [new PlannedLayer(0, 2), new PlannedLayer(9, 5, 5, 2, false)], [new PlannedSkip(0, 9)]);
        Assert.Equal(Plan, same);
        Assert.Equal("1 > 2k3s1 > 5k5s2-linear > 3, skips 0-1", same.ToString());
        Assert.NotEqual(Plan, new NetworkPlan(1, 3, Plan.Layers));
    }

    [Theory]
    [InlineData("{", "is no network plan")]
    [InlineData("""{"input_channels": 1, "classes": 2, "layers": [], "skips": [], "more": 1}""", "more")]
    [InlineData("""{"input_channels": 1, "classes": 2, "layers": []}""", "skips")]
    [InlineData("""{"input_channels": 1, "classes": 2, "layers": [{"id": 0, "channels": 3, "kernel": 2, "stride": 1, "activated": true}], "skips": []}""", "the kernel of layer 0 is 2")]
    [InlineData("""{"input_channels": 1, "classes": 2, "layers": [{"id": 0, "channels": 3, "kernel": 3, "stride": 3, "activated": true}], "skips": []}""", "the stride of layer 0 is 3")]
    [InlineData("""{"input_channels": 1, "classes": 2, "layers": [], "skips": [{"from": 0, "to": 1}]}""", "from 0 to 1")]
    public void Text_that_is_no_plan_is_refused_with_the_reason(string json, string reason)
    {
        var wrong = Assert.Throws<NetworkPlanException>(() => NetworkPlan.Parse(json, "plan.json"));
        Assert.StartsWith("plan.json is no network plan", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(reason, wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(7, 7)]
    [InlineData(8, 5)]
    public void Network_of_any_image_size_gives_logits_and_starts_without_its_skips(int rows, int columns)
    {
        using var scope = NewDisposeScope();
        using var network = new PlannedNetwork(NetworkPlan.Row(2, 3, 4, 4, 6).With(skips: [new PlannedSkip(0, 2)]));
        using var without = new PlannedNetwork(NetworkPlan.Row(2, 3, 4, 4, 6));
        Assert.True(without.Inherit(network) > 0);
        var images = randn([2, 2, rows, columns]);
        var logits = network.call(images);
        Assert.Equal([2, 3], logits.shape);
        Assert.Equal(network.parameters().Sum(p => p.numel()), network.Plan.Parameters);
        Assert.True(logits.allclose(without.call(images)));
    }

    [Fact]
    public void Network_without_layers_classifies_the_means_of_the_channels()
    {
        using var scope = NewDisposeScope();
        using var network = new PlannedNetwork(new NetworkPlan(3, 2, []));
        var images = randn([4, 3, 5, 5]);
        Assert.True(network.call(images).allclose(network.Head.call(images.mean([2, 3]))));
    }

    [Fact]
    public void Inherit_copies_what_has_the_same_name_and_shape()
    {
        using var parent = new PlannedNetwork(NetworkPlan.Row(1, 2, 3, 4));
        using var child = new PlannedNetwork(new NetworkPlan(1, 2, [new PlannedLayer(0, 3), new PlannedLayer(1, 4, 5), new PlannedLayer(2, 4)]));
        // All of layer 0, the norm of layer 1 (whose filter has another size), nothing of layer 2, the head.
        Assert.Equal(6 + 5 + 2, child.Inherit(parent));
        Assert.Equal(parent.Layer(0).Conv.weight.to_array<float>(), child.Layer(0).Conv.weight.to_array<float>());
        Assert.Equal(parent.Head.weight.to_array<float>(), child.Head.weight.to_array<float>());
    }
}

using NasSharp.Profiling;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Profiling;

public class ModuleProfileTests
{
    [Fact]
    public void Layers_carry_their_paths_shapes_and_costs()
    {
        using var net = new SmallNet();

        var profile = Profiler.Profile(net, 1, 3, 8, 8);

        Assert.Equal(["body.conv", "body.bn", "body.relu", "fc"], profile.Layers.Select(l => l.Path));
        Assert.Equal([3 * 4 * 9 * 64, 0, 0, 4 * 10], profile.Layers.Select(l => l.Flops));
        Assert.Equal([3 * 4 * 9, 8, 0, 4 * 10 + 10], profile.Layers.Select(l => l.Parameters));
        Assert.Equal([1, 4, 8, 8], profile.Layers.First().OutputShape);
        Assert.Equal([1, 4, 8, 8], profile.Root.Children[0].OutputShape);
        Assert.Equal([1, 10], profile.Root.OutputShape);
        Assert.Equal(profile.Root.Children.Sum(c => c.Flops), profile.Flops);
        Assert.True(profile.OnMeta);
    }

    [Fact]
    public void Frozen_parameters_are_counted_apart()
    {
        using var net = new SmallNet();
        foreach (var parameter in net.body.parameters())
            parameter.requires_grad = false;

        var profile = Profiler.Profile(net, 1, 3, 8, 8);

        Assert.Equal(50, profile.TrainableParameters);
        Assert.Equal(108 + 8 + 50, profile.Parameters);
    }

    [Fact]
    public void Running_statistics_are_not_touched()
    {
        using var net = new SmallNet();
        var before = net.named_buffers().ToDictionary(b => b.name, b => b.buffer._version);

        Profiler.Profile(net, 1, 3, 8, 8);

        Assert.All(net.named_buffers(), b => Assert.Equal(before[b.name], b.buffer._version));
        Assert.All(net.named_buffers(), b => Assert.False(b.buffer.is_meta));
    }

    [Fact]
    public void Table_and_tree_show_the_same_totals()
    {
        using var net = new SmallNet();
        var profile = Profiler.Profile(net, 1, 3, 8, 8);

        var table = profile.ToTable().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var tree = profile.ToTree().Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(6, table.Length);
        Assert.Equal(7, tree.Length);
        Assert.Contains("6,952", table[^1], StringComparison.Ordinal);
        Assert.Contains("6,952", tree[1], StringComparison.Ordinal);
        Assert.StartsWith("|  `- relu", tree[5], StringComparison.Ordinal);
        Assert.Equal(3, profile.ToTree(depth: 1).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length - 1);
    }

    private sealed class SmallNet : nn.Module<Tensor, Tensor>
    {
        internal readonly nn.Module<Tensor, Tensor> body = nn.Sequential(
            ("conv", nn.Conv2d(3, 4, 3, padding: 1, bias: false)), ("bn", nn.BatchNorm2d(4)), ("relu", nn.ReLU()));
        private readonly nn.Module<Tensor, Tensor> fc = nn.Linear(4, 10);

        public SmallNet() => RegisterComponents();

        public override Tensor forward(Tensor input) => fc.forward(body.forward(input).mean([2L, 3L]));
    }
}

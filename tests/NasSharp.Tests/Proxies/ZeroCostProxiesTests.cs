using NasSharp.Proxies;
using NasSharp.Spaces;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Proxies;

[Collection(nameof(ProcessWide))]
public sealed class ZeroCostProxiesTests : IDisposable
{
    private readonly DisposeScope _scope = NewDisposeScope();

    public static TheoryData<string> WithFixture => [.. ZeroCostProxies.Names.Except(["zen"])];

    public void Dispose() => _scope.Dispose();

    [Theory]
    [MemberData(nameof(WithFixture))]
    public void Proxy_equals_plain_PyTorch(string name)
    {
        using var net = new ProxyNet();
        var score = Of(net, name, new ProxyBatch(ProxyNet.Images, ProxyNet.Labels));
        Assert.Equal(ProxyNet.Expected(name), score!.Value, 1e-9 * Math.Abs(ProxyNet.Expected(name)));
    }

    [Fact]
    public void Zen_for_given_weights_equals_plain_PyTorch()
    {
        using var net = new ProxyNet();
        Assert.Equal(ProxyNet.Expected("zen"), Zen.Score(net, ProxyNet.Images, ProxyNet.Moved), 1e-9);
    }

    [Fact]
    public void Zen_draws_weights_of_its_own_by_the_seed()
    {
        using var net = new ProxyNet();
        var batch = new ProxyBatch(ProxyNet.Images, ProxyNet.Labels);
        var score = Of(net, "zen", batch);
        using (no_grad())
            net.parameters().First().mul_(2);
        Assert.Equal(score, Of(net, "zen", batch));
        Assert.NotEqual(score, Of(net, "zen", batch with { Seed = 1 }));
    }

    [Fact]
    public void Zen_of_a_linear_map_is_the_logarithm_of_its_mean_change()
    {
        using var net = nn.Sequential(nn.Conv2d(1, 1, 1, bias: false, dtype: ScalarType.Float64), nn.AdaptiveAvgPool2d(1));
        using (no_grad())
            net.parameters().Single().fill_(3);
        var images = zeros([2, 1, 2, 2], ScalarType.Float64);
        Assert.Equal(Math.Log(3 * 4 * 0.5), Zen.Score(net, images, images + 0.5), 1e-12);
    }

    [Fact]
    public void Zen_of_a_scaled_layer_before_a_batch_norm_knows_the_scale()
    {
        // Without the norm's deviation, scaling the weights before it would change nothing.
        using var net = nn.Sequential(nn.Conv2d(1, 2, 1, bias: false, dtype: ScalarType.Float64), nn.BatchNorm2d(2, eps: 0, dtype: ScalarType.Float64));
        var images = randn([4, 1, 3, 3], ScalarType.Float64, generator: new Generator(1));
        net.train();
        var moved = images + 0.01 * images.square();
        var score = Zen.Score(net, images, moved);
        using (no_grad())
            net.parameters().First().mul_(5);
        Assert.Equal(score + Math.Log(5), Zen.Score(net, images, moved), 1e-9);
    }

    [Fact]
    public void Zen_leaves_out_a_batch_norm_that_gets_a_constant()
    {
        using var net = nn.Sequential(nn.Conv2d(1, 2, 1, bias: false, dtype: ScalarType.Float64), nn.BatchNorm2d(2, dtype: ScalarType.Float64));
        using (no_grad())
            net.parameters().First().zero_();
        using var deviations = new NormDeviations(net);
        net.call(randn([4, 1, 3, 3], ScalarType.Float64));
        Assert.Equal(0, deviations.LogSum);
    }

    [Fact]
    public void Naswot_of_two_images_is_the_logarithm_of_the_closed_form()
    {
        // Units on: image 0 (1, 1, 0), image 1 (1, 0, 0): they agree on 2 of 3, det [[3, 2], [2, 3]] = 5.
        using var net = new OneActivation();
        var images = tensor([1.0, 1, -1, 1, -1, -1], [2L, 3]);
        Assert.Equal(Math.Log(5), Of(net, "naswot", new ProxyBatch(images, tensor([0L, 0], [2L])))!.Value, 1e-12);
    }

    [Fact]
    public void Score_of_images_that_the_network_cannot_tell_apart_is_missing_and_not_ranked()
    {
        using var net = new OneActivation();
        var images = tensor([1.0, 1, -1, 1, 1, -1], [2L, 3]);
        Assert.Null(Of(net, "naswot", new ProxyBatch(images, tensor([0L, 0], [2L]))));
    }

    [Fact]
    public void Score_is_missing_for_a_network_through_which_nothing_flows()
    {
        using var net = new ProxyNet();
        using (no_grad())
            net.parameters().First().zero_();
        var scores = ZeroCostProxies.Score(net, new ProxyBatch(ProxyNet.Images, ProxyNet.Labels));
        Assert.Equal(ZeroCostProxies.Names, scores.Keys);
        Assert.Null(scores["jacob_cov"]);
        Assert.NotNull(scores["parameters"]);
    }

    [Fact]
    public void Score_leaves_weights_statistics_gradients_modes_and_random_numbers_as_they_were()
    {
        using var net = new ProxyNet();
        net.eval();
        net.named_modules().Single(m => m.name == "conv2").module.train();
        net.call(ProxyNet.Images).sum().backward();
        var output = net.call(ProxyNet.Images).to_array<double>();
        var (before, gradients, random) = (Bits.Of(net), Gradients(net), RandomState());
        var storages = net.parameters().Select(p => p.storage()).ToList();

        ZeroCostProxies.Score(net, new ProxyBatch(ProxyNet.Images, ProxyNet.Labels));

        Assert.Equal(before, Bits.Of(net));
        Assert.Equal(gradients, Gradients(net));
        Assert.Equal(storages, net.parameters().Select(p => p.storage()));
        Assert.Equal(random, RandomState());
        Assert.Equal(["conv2"], net.named_modules().Where(m => m.module.training).Select(m => m.name));
        Assert.Equal(output, net.call(ProxyNet.Images).to_array<double>());
    }

    [Fact]
    public void Score_leaves_no_tensors_behind()
    {
        using var net = new ProxyNet();
        var batch = new ProxyBatch(ProxyNet.Images, ProxyNet.Labels);
        ZeroCostProxies.Score(net, batch);
        using var scope = NewDisposeScope();
        ZeroCostProxies.Score(net, batch);
        Assert.Equal(0, scope.Count);
    }

    [Fact]
    public void Score_of_a_network_in_float32_is_close_to_that_in_float64()
    {
        using var net = new ProxyNet();
        net.to(ScalarType.Float32);
        var scores = ZeroCostProxies.Score(net, new ProxyBatch(ProxyNet.Images.to(ScalarType.Float32), ProxyNet.Labels));
        foreach (var name in WithFixture.Select(row => row.Data))
            Assert.Equal(ProxyNet.Expected(name), scores[name]!.Value, 1e-3 * Math.Abs(ProxyNet.Expected(name)));
    }

    [Fact]
    public void Score_of_a_network_with_open_choices_names_the_choice()
    {
        using var net = new LayerChoice([nn.Identity(), nn.ReLU()], key: "undecided");
        var wrong = Assert.Throws<ArgumentException>(() => ZeroCostProxies.Score(net, new ProxyBatch(ProxyNet.Images, ProxyNet.Labels)));
        Assert.Contains("undecided", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Score_of_a_network_without_weights_misses_what_needs_weights()
    {
        using var net = nn.Sequential(nn.AdaptiveAvgPool2d(1), nn.Flatten());
        var scores = ZeroCostProxies.Score(net, new ProxyBatch(randn([3, 4, 5, 5]), tensor([0L, 1, 2], [3L])));
        Assert.Equal((0.0, 0.0), (scores["parameters"], scores["grad_norm"]));
        Assert.Null(scores["grasp"]);
        Assert.Null(scores["synflow"]);
        Assert.Null(scores["naswot"]);
    }

    [Fact]
    public void Batch_without_repeats_is_refused_by_name()
    {
        using var net = new ProxyNet();
        var wrong = Assert.Throws<ArgumentException>(() => ZeroCostProxies.Score(net, new ProxyBatch(ProxyNet.Images, ProxyNet.Labels) { Repeats = 0 }));
        Assert.Contains("Repeats is 0", wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_of_one_image_is_refused() => Assert.Throws<ArgumentException>(() => new ProxyBatch(zeros([1, 3, 8, 8]), zeros([1], ScalarType.Int64)));

    private static double? Of(nn.Module<Tensor, Tensor> net, string name, ProxyBatch batch) =>
        ZeroCostProxies.Score(net, batch, ZeroCostProxies.All.Where(p => p.Name == name))[name];

    private static byte[] RandomState() => torch.random.get_rng_state().to_array<byte>();

    private static List<double[]?> Gradients(nn.Module net) => [.. net.parameters().Select(p => p.grad?.to_array<double>())];

    private sealed class OneActivation : nn.Module<Tensor, Tensor>
    {
        public OneActivation() => RegisterComponents();

        public override Tensor forward(Tensor input) => nn.functional.relu(input);
    }
}

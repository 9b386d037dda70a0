using NasSharp.Hardware;
using NasSharp.OneShot.SinglePathNas;
using NasSharp.Spaces;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;
using NasSharp.Torch.Modules;
using NasSharp.Training;
using NasSharp.Zoo.SinglePathMobile;

namespace NasSharp.Tests.OneShot.SinglePathNas;

public sealed class SuperKernelTests : IDisposable
{
    internal static readonly SinglePathMobileOptions Small = new() { Classes = 3, StemChannels = 4, StemStride = 1, Stages = [new(4, 2, 1), new(6, 1, 2)], HeadChannels = 8, Expansion = 4 };

    private readonly DisposeScope _scope = torch.NewDisposeScope();

    public void Dispose() => _scope.Dispose();

    [Theory]
    [InlineData(4, 1, false)]
    [InlineData(4, 1, true)]
    [InlineData(6, 2, true)]
    public void Thresholds_at_minus_infinity_are_the_plain_5x5_network_bit_for_bit(int outChannels, int stride, bool channelsLast)
    {
        torch.manual_seed(1);
        using var block = new SuperKernelBlock(4, outChannels, stride, key: "b");
        using var plain = new InvertedResidual(4, outChannels, 24, 5, stride);
        plain.load_state_dict(block.state_dict());
        using var mutator = new SinglePathNasMutator(block, new RandomStream(1));
        using (torch.no_grad())
            mutator.Thresholds["b"].fill_(float.NegativeInfinity);
        mutator.Reset();
        var format = channelsLast ? torch.memory_format.channels_last : torch.memory_format.contiguous_format;
        var (input, same) = (torch.randn([3, 4, 9, 9]).contiguous(format).requires_grad_(), torch.empty(0));
        same = input.detach().clone().requires_grad_();
        var (output, expected) = (block.call(input), plain.call(same));
        Assert.True(output.equal(expected));
        output.square().sum().backward();
        expected.square().sum().backward();
        Assert.True(input.grad!.equal(same.grad!));
        Assert.Equal(3, mutator.Export()["b"].Selected[0]);
        Assert.All(mutator.Thresholds["b"].grad!.to_array<float>(), g => Assert.Equal(0, g));
    }

    [Fact]
    public void Derived_network_is_plain_and_equals_the_path_for_every_candidate()
    {
        torch.manual_seed(1);
        using var net = new SinglePathMobileNetwork(Small);
        // Statistics and shifts that are not the first ones, or a closed channel's shift would not show.
        foreach (var norm in net.modules().OfType<BatchNorm2d>())
        {
            using var recording = torch.no_grad();
            norm.running_mean!.normal_();
            norm.running_var!.uniform_(0.5, 2);
            norm.weight!.normal_();
            norm.bias!.normal_();
        }
        net.eval();
        var input = torch.randn([2, 3, 8, 8]);
        var state = net.state_dict();
        string[][] names = [["k3_e2", "k3_e4", "k5_e2", "k5_e4"], ["k3_e2", "k3_e4", "k5_e2", "k5_e4", "skip"]];
        for (var candidate = 0; candidate < 5; candidate++)
        {
            using var before = new SinglePathMobileNetwork(Small);
            using var after = new SinglePathMobileNetwork(Small);
            before.load_state_dict(state);
            torch.Tensor path;
            Architecture architecture;
            using (var mutator = new RandomMutator(net, new RandomStream(1)))
            {
                Assert.Equal(names[1], mutator.Space["block_0"].Candidates);
                Assert.Equal(names[0], mutator.Space["block_2"].Candidates);
                architecture = new Architecture(mutator.Space, mutator.Space.Choices.Select((c, i) => KeyValuePair.Create(c.Key, Decision.One((candidate + i) % c.Candidates.Count))));
                mutator.Fix(architecture);
                path = net.call(input);
            }
            FixedArchitecture.Apply(before, architecture);
            // The weights of the whole may come after the cut as well, and so may those of the part.
            var fixedLater = FixedArchitecture.Apply(after, architecture);
            fixedLater.LoadStateDict(state);
            fixedLater.LoadStateDict(before.state_dict());
            foreach (var derived in new[] { before, after })
            {
                derived.eval();
                Assert.Empty(derived.modules().OfType<SuperKernelBlock>());
                Assert.InRange((path - derived.call(input)).abs().max().ToDouble(), 0, 1e-5);
            }
        }
    }

    // The stages of the authors' code: r1_e1_o16, then r4 of 24, 40, 80, 96 and 192, then r1_e6_o320.
    [Fact]
    public void Default_network_has_20_superkernels_between_two_plain_blocks()
    {
        using var net = new SinglePathMobileNetwork();
        var space = SearchSpace.Of(net);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"block_{i}"), space.Keys);
        Assert.Equal(Enumerable.Range(0, 20).Select(i => i % 4 == 0 ? 4 : 5), space.Choices.Select(c => c.Candidates.Count));
        var plain = net.modules().OfType<InvertedResidual>().ToList();
        // Depthwise 3x3 and projection, and with expansion 6 the convolution in front; norms have two numbers a channel.
        Assert.Equal(
            [32 * 9 + 2 * 32 + 32 * 16 + 2 * 16, 192 * 1152 + 2 * 1152 + 1152 * 9 + 2 * 1152 + 1152 * 320 + 2 * 320],
            plain.Select(b => b.parameters().Sum(p => p.numel())));
        Assert.Contains("one has superkernels", Assert.Throws<ArgumentOutOfRangeException>(() => new SinglePathMobileNetwork(new SinglePathMobileOptions { Stages = [new(8, 1, 1, 3)] })).Message);
    }

    [Fact]
    public void Gates_have_the_derivative_of_finite_differences()
    {
        torch.manual_seed(1);
        using var block = new SuperKernelBlock(3, 3, key: "b");
        block.to(torch.ScalarType.Float64);
        block.eval();
        var input = torch.randn([2, 3, 6, 6], torch.ScalarType.Float64);
        torch.Tensor Loss(torch.Tensor gates)
        {
            using var mutator = new Gates(block, i => gates.select(0, i));
            mutator.Reset();
            return block.call(input).square().sum();
        }
        var at = torch.tensor([0.7, 0.4, 0.9]).requires_grad_();
        Loss(at).backward();
        for (var i = 0; i < 3; i++)
        {
            var step = torch.zeros([3], torch.ScalarType.Float64);
            step.select(0, i).fill_(1e-5);
            var difference = (Loss(at.detach() + step).ToDouble() - Loss(at.detach() - step).ToDouble()) / 2e-5;
            Assert.Equal(difference, at.grad!.select(0, i).ToDouble(), 1e-4 * Math.Max(1, Math.Abs(difference)));
        }
    }

    [Theory]
    [InlineData(1.5, 1.0, 1)]
    [InlineData(1.0, 1.0, 1)]
    [InlineData(0.5, 1.0, 0)]
    public void Indicator_is_hard_forward_and_a_sigmoid_backward(double norm, double threshold, double expected)
    {
        var n = torch.tensor(norm, requires_grad: true);
        var t = torch.tensor(threshold, requires_grad: true);
        var gate = StraightThroughIndicator.Of(n, t);
        Assert.Equal(expected, gate.ToDouble());
        gate.backward();
        var s = 1 / (1 + Math.Exp(threshold - norm));
        Assert.Equal(s * (1 - s), n.grad!.ToDouble(), 1e-6);
        Assert.Equal(-s * (1 - s), t.grad!.ToDouble(), 1e-6);
    }

    [Fact]
    public void Runtime_is_the_tables_at_the_corners_and_has_the_derivative_of_its_formula()
    {
        using var block = new SuperKernelBlock(3, 3, key: "b");
        var costs = new CandidateCosts("ms", SearchSpace.Of(block), new Dictionary<string, IReadOnlyList<double>> { ["b"] = [3, 6, 5, 10, 0] }, 2);
        var model = new RuntimeModel(costs);
        torch.Tensor Runtime(torch.Tensor g) => model.Of((_, part) => g.select(0, (int)part));
        double At(double shell, double second, double whole) => Runtime(torch.tensor([shell, second, whole])).ToDouble();
        Assert.Equal([2 + 3, 2 + 6, 2 + 5, 2 + 10, 2], new[] { At(0, 0, 1), At(0, 1, 1), At(1, 0, 1), At(1, 1, 1), At(1, 1, 0) }.Select(v => Math.Round(v, 6)));
        var g = torch.tensor([0.3, 0.6, 0.8]).requires_grad_();
        Runtime(g).backward();
        // R = d50 (5 + 5 d100) (0.6 + 0.4 d5): 0.8 * 8 * 0.4, 0.8 * 5 * 0.72, 8 * 0.72
        Assert.Equal([2.56, 2.88, 5.76], g.grad!.to_array<double>().Select(v => Math.Round(v, 6)));
    }

    [Fact]
    public void Norms_of_the_halves_are_taken_behind_the_gate_of_the_shell()
    {
        torch.manual_seed(1);
        using var block = new SuperKernelBlock(2, 2, key: "b");
        var norms = new List<double>();
        block.Gated((part, norm) =>
        {
            norms.Add(norm.ToDouble());
            return torch.tensor(part == KernelPart.Shell ? 0f : 1f);
        });
        var weight = block.named_parameters().Single(p => p.name == "depthwise.weight").parameter.detach();
        var middle = weight.narrow(2, 1, 3).narrow(3, 1, 3);
        var shell = Math.Sqrt(weight.square().sum().ToDouble() - middle.square().sum().ToDouble());
        Assert.Equal([shell, middle.narrow(0, 6, 6).norm().ToDouble(), middle.narrow(0, 0, 6).norm().ToDouble()], norms, (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Model_with_other_choices_is_refused_by_key()
    {
        using var choice = new LayerChoice([torch.nn.Identity(), torch.nn.ReLU()], key: "act");
        using var net = torch.nn.Sequential(new SuperKernelBlock(2, 2, key: "b"), choice);
        Assert.Contains("'act' is no superkernel", Assert.Throws<SearchSpaceException>(() => new SinglePathNasMutator(net, new RandomStream(1))).Message);
    }

    private sealed class Gates(torch.nn.Module model, Func<int, torch.Tensor> values) : Mutator(model)
    {
        public override Architecture Export() => Space.First();

        protected override IReadOnlyList<Execution?> Decide() => [new Given(values)];

        private sealed class Given(Func<int, torch.Tensor> values) : KernelGating(5)
        {
            public override torch.Tensor Gate(KernelPart part, torch.Tensor norm) => values((int)part);
        }
    }
}

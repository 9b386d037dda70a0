using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Autograd;

/// <summary>Gradients of a representative set of operators against finite differences in float64.</summary>
public sealed class OperatorGradientTests : IDisposable
{
    private static readonly (string name, int inputs, Func<Tensor[], Tensor> function)[] Smooth =
    [
        ("polynomial", 2, t => ((t[0] * t[1]) - (t[0] / (t[1] + 3)) + (2 / (t[0] + 4)))),
        ("pow", 2, t => (t[0].square() + 0.5).pow(t[1])),
        ("exp, log", 1, t => t[0].exp().add(1).log()),
        ("trigonometry", 2, t => (t[0].sin() * t[1].cos()) + t[0].tanh().atan2(t[1] + 3)),
        ("softmax", 1, t => t[0].softmax(1)),
        ("log_softmax", 1, t => t[0].log_softmax(0)),
        ("logsumexp", 1, t => t[0].logsumexp(1)),
        ("sigmoid, silu", 1, t => t[0].sigmoid() + t[0].silu()),
        ("gelu", 1, t => t[0].gelu()),
        ("variance", 1, t => t[0].var(1) + t[0].std()),
        ("norm", 1, t => (t[0] + 2).norm(1)),
        ("matmul", 2, t => t[0].matmul(t[1].mT)),
        ("einsum", 2, t => einsum("ij,kj->ik", t[0], t[1])),
        ("broadcast", 2, t => t[0] * t[1].sum(0)),
        ("cumulative", 1, t => t[0].cumsum(1) + t[0].add(2).cumprod(0)),
        ("inverse", 1, t => linalg.inv(t[0].matmul(t[0].mT) + eye(3, float64))),
        ("logdet", 1, t => (t[0].matmul(t[0].mT) + eye(3, float64)).logdet()),
        ("solve", 2, t => linalg.solve(t[0].matmul(t[0].mT) + eye(3, float64), t[1])),
        ("cholesky", 1, t => (t[0].matmul(t[0].mT) + eye(3, float64)).cholesky()),
        ("lerp", 2, t => t[0].lerp(t[1], 0.3)),
        ("addcdiv", 2, t => t[0].addcdiv(t[1], t[0] + 3, 0.5)),
    ];

    private static readonly (string name, int inputs, Func<Tensor[], Tensor> function)[] WithKinks =
    [
        ("relu", 1, t => t[0].relu()),
        ("clamp", 1, t => t[0].clamp(-0.5, 0.5)),
        ("maximum", 2, t => t[0].maximum(t[1])),
        ("amax", 1, t => t[0].amax([1])),
        ("max", 1, t => t[0].max(0).values),
        ("sort", 1, t => t[0].sort(1).Values),
        ("topk", 1, t => t[0].topk(2).values),
        ("abs", 1, t => t[0].abs()),
        ("where", 2, t => where(t[0] > 0, t[0], t[1])),
        ("gather", 1, t => t[0].gather(1, tensor(new long[,] { { 0, 0 }, { 1, 3 }, { 2, 1 } }))),
        ("scatter_add", 2, t => t[0].scatter_add(1, tensor(new long[,] { { 0, 0, 1, 1 }, { 1, 3, 2, 2 }, { 0, 1, 2, 3 } }), t[1])),
        ("index_select", 1, t => t[0].index_select(0, tensor([2L, 0, 2]))),
        ("roll, flip", 1, t => t[0].roll(1, 1) * t[0].flip(0)),
        ("cat, stack", 2, t => cat([t[0], t[1]], 1) + stack([t[0], t[1]]).reshape(3, 8)),
        ("tril", 1, t => t[0].tril()),
        ("repeat", 1, t => t[0].repeat(2, 2)),
    ];

    private readonly DisposeScope scope = NewDisposeScope();
    private readonly Generator generator = new(17);

    public static IEnumerable<TheoryDataRow<string>> SmoothNames() => Smooth.Select(c => new TheoryDataRow<string>(c.name));

    public static IEnumerable<TheoryDataRow<string>> KinkNames() => WithKinks.Select(c => new TheoryDataRow<string>(c.name));

    public void Dispose()
    {
        generator.Dispose();
        scope.Dispose();
    }

    [Theory]
    [MemberData(nameof(SmoothNames))]
    public void First_and_second_derivatives_agree_with_differences(string name)
    {
        var (_, inputs, function) = Smooth.First(c => c.name == name);
        GradientCheck.VerifySecondOrder(function, Inputs(inputs), tolerance: 1e-5);
    }

    [Theory]
    [MemberData(nameof(KinkNames))]
    public void First_derivatives_agree_with_differences(string name)
    {
        var (_, inputs, function) = WithKinks.First(c => c.name == name);
        GradientCheck.Verify(function, Inputs(inputs));
    }

    [Fact]
    public void Check_of_a_wrong_gradient_fails() =>
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => GradientCheck.Verify(t => t[0] * t[0].detach(), Inputs(1)));

    [Fact]
    public void Check_of_a_wrong_second_derivative_fails()
    {
        var wrong = (Tensor[] t) => (t[0] * t[0]) + ((t[0] - t[0].detach()) * t[0].detach().sin());
        Assert.ThrowsAny<Xunit.Sdk.XunitException>(() => GradientCheck.VerifySecondOrder(wrong, Inputs(1)));
    }

    private Tensor[] Inputs(int count) => [.. Enumerable.Range(0, count).Select(_ => randn([3, 4], float64, generator: generator))];
}

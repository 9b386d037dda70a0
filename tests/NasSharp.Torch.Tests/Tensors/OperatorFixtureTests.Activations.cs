using static NasSharp.Torch.torch;

namespace NasSharp.Torch.Tests.Tensors;

public sealed partial class OperatorFixtureTests
{
    private void AddActivations()
    {
        Case("a.relu()", () => a.relu());
        Case("F.relu6(a)", () => a.relu6());
        Case("a.sigmoid()", () => a.sigmoid());
        Case("F.silu(a)", () => a.silu());
        Case("F.selu(a)", () => a.selu());
        Case("F.mish(a)", () => a.mish());
        Case("F.hardswish(a)", () => a.hardswish());
        Case("F.hardsigmoid(a)", () => a.hardsigmoid());
        Case("F.gelu(a)", () => a.gelu());
        Case("F.gelu(a, approximate='tanh')", () => a.gelu(approximate: "tanh"));
        Case("F.elu(a)", () => a.elu());
        Case("F.celu(a, 2.0)", () => a.celu(2.0));
        Case("F.leaky_relu(a)", () => a.leaky_relu());
        Case("F.hardtanh(a)", () => a.hardtanh());
        Case("F.softplus(a)", () => a.softplus());
        Case("a.softmax(1)", () => a.softmax(1));
        Case("a.log_softmax(0)", () => a.log_softmax(0));
        Case("a.softmax(1, torch.float32)", () => a.softmax(1, float32));
        Case("a.scatter_reduce(1, x, b, 'sum')", () => a.scatter_reduce(1, x, b, "sum"));
        Case("a.scatter_reduce(1, x, b, 'amax', include_self=False)", () => a.scatter_reduce(1, x, b, "amax", include_self: false));
        Case("a.select_scatter(v, 0, 1)", () => a.select_scatter(v, 0, 1));
        Case("a.slice_scatter(b[:, :1], 1, 1, 2, 1)", () => a.slice_scatter(b[.., ..1], 1, 1, 2, 1));
        Case("m.clone().fill_diagonal_(2.5)", () => m.clone().fill_diagonal_(2.5));
        Case("m.matrix_exp()", () => m.matrix_exp());
        Case("m.clone().t_()", () => m.clone().t_());
        Case("a.clone().clip_(-1, 1)", () => a.clone().clip_(-1, 1));
        Case("a.less(b)", () => a.less(b));
        Case("a.greater_equal(0.5)", () => a.greater_equal(0.5));
        Case("a.not_equal(b)", () => a.not_equal(b));
        Case("a.divide(b)", () => a.divide(b));
        Case("a.multiply(2)", () => a.multiply(2));
        Case("a.subtract(b)", () => a.subtract(b));
        Case("u.arccos()", () => u.arccos());
        Case("a.arctan2(b)", () => a.arctan2(b));
        Case("a.fix()", () => a.fix());
        Case("torch.zeros(2, 3)", () => zeros(2, 3));
        Case("torch.ones(2)", () => ones(2));
        Case("torch.full([2], 3.5)", () => full([2], 3.5));
        Case("torch.eye(2, 3)", () => eye(2, 3));
        Case("torch.linspace(0, 1, 5)", () => linspace(0, 1, 5));
        Case("torch.logspace(0, 2, 3)", () => logspace(0, 2, 3));
        Case("torch.arange(1, 7, 2)", () => arange(1, 7, 2));
        Case("a.new_zeros(2)", () => a.new_zeros([2]));
        Case("i.new_full([2], 7)", () => i.new_full([2], 7));
        Case("torch.tensor([[1.5, 2.5], [3.5, 4.5]])", () => tensor(new float[,] { { 1.5f, 2.5f }, { 3.5f, 4.5f } }));
    }
}

using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.autograd;

namespace NasSharp.Torch.Tests.Autograd;

public sealed class FunctionalTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Hvp_of_a_quadratic_form_is_the_symmetric_matrix_times_the_vector()
    {
        var matrix = rand([4, 4], float64);
        var v = rand([4], float64);
        var (output, products) = functional.hvp(x => x[0].matmul(matrix).matmul(x[0]), [rand([4], float64)], [v]);
        Assert.Equal(0, output.ndim);
        Assert.True(products[0].allclose((matrix + matrix.mT).matmul(v)));
        Assert.False(products[0].requires_grad);
    }

    [Fact]
    public void Hvp_agrees_with_the_whole_Hessian()
    {
        var x = rand([5], float64);
        var v = rand([5], float64);
        Tensor F(Tensor t) => (t.sin() * t.cumsum(0).exp()).sum();
        var hessian = functional.hessian(F, x);
        Assert.Equal([5L, 5], hessian.shape);
        Assert.True(functional.hvp(t => F(t[0]), [x], [v]).hvp[0].allclose(hessian.matmul(v)));
    }

    [Fact]
    public void Hvp_of_parameters_in_a_loss_mixes_them_and_keeps_the_graph()
    {
        var a = tensor(new double[] { 1, 2 }, requires_grad: true);
        var b = tensor(new double[] { 3, 4 }, requires_grad: true);
        var unused = tensor(new double[] { 5 }, requires_grad: true);
        var loss = (a * a * b).sum();
        // d2/da2 = 2b, d2/dadb = 2a, d2/db2 = 0; v = (1, 1, ...)
        var products = functional.hvp(loss, [a, b, unused], [ones_like(a), ones_like(b), ones_like(unused)]);
        Assert.Equal([8.0, 12], products[0].to_array<double>());
        Assert.Equal([2.0, 4], products[1].to_array<double>());
        Assert.Equal([0.0], products[2].to_array<double>());
        loss.backward();
        Assert.Equal([6.0, 16], a.grad!.to_array<double>());
    }

    [Fact]
    public void Hvp_of_a_linear_function_is_zero()
    {
        var x = ones([2], float64, requires_grad: true);
        Assert.Equal([0.0, 0], functional.hvp((3 * x).sum(), [x], [ones_like(x)])[0].to_array<double>());
    }

    [Fact]
    public void Hvp_with_a_vector_of_another_shape_is_an_error_that_names_both()
    {
        var x = ones([2], float64, requires_grad: true);
        var error = Assert.Throws<ArgumentException>(() => functional.hvp((x * x).sum(), [x], [ones([3], float64)]));
        Assert.StartsWith("vector 0 is float64[3], its input float64[2]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Jacobian_has_the_shape_of_the_output_and_the_input()
    {
        var m = rand([3, 2], float64);
        var jacobian = functional.jacobian(x => m.matmul(x), rand([2, 4], float64));
        Assert.Equal([3L, 4, 2, 4], jacobian.shape);
        Assert.True(jacobian[1, 2, .., 2].allclose(m[1]));
        Assert.Equal(0, jacobian[1, 2, .., 3].abs().sum().ToDouble());
    }

    [Fact]
    public void Vjp_multiplies_from_the_left()
    {
        var m = rand([3, 2], float64);
        var v = rand([3], float64);
        var (output, products) = functional.vjp(x => m.matmul(x[0]), [ones([2], float64)], v);
        Assert.True(output.allclose(m.sum(1)));
        Assert.True(products[0].allclose(m.mT.matmul(v)));
    }
}

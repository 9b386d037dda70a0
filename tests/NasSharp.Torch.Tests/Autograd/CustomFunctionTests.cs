using NasSharp.Torch.Tests.Numerics;
using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.autograd;

namespace NasSharp.Torch.Tests.Autograd;

public sealed class CustomFunctionTests : IDisposable
{
    private readonly DisposeScope scope = NewDisposeScope();

    public void Dispose() => scope.Dispose();

    [Fact]
    public void Apply_computes_forward_and_backward_as_they_are_written()
    {
        var x = tensor(new double[] { -1.4, 0.6, 2.5 }, requires_grad: true);
        var y = StraightThroughRound.apply(x, 3L);
        Assert.Equal([-1.0, 1, 2], y.to_array<double>());
        (y * tensor(new double[] { 1, 2, 3 })).sum().backward();
        Assert.Equal([3.0, 6, 9], x.grad!.to_array<double>());
    }

    [Fact]
    public void Gradients_of_first_and_second_order_are_right_where_backward_is_differentiable()
    {
        var x = rand([2, 3], float64);
        var y = rand([3], float64);
        GradientCheck.VerifySecondOrder(t => ScaledExponential.apply(t[0].sin(), t[1]), [x, y], tolerance: 1e-5);
    }

    [Fact]
    public void Several_results_hand_their_gradients_to_one_backward()
    {
        GradientCheck.Verify(
            t =>
            {
                var results = SumAndProduct.apply(t[0], t[1]);
                return (results[0].exp() * results[1]).sum() + results[1].sin().sum();
            },
            [rand([4], float64), rand([4], float64)]);
    }

    [Fact]
    public void A_result_that_nobody_uses_counts_as_zero()
    {
        var x = tensor(new double[] { 2, 3 }, requires_grad: true);
        var y = tensor(new double[] { 5, 7 }, requires_grad: true);
        SumAndProduct.apply(x, y)[1].sum().backward();
        Assert.Equal([5.0, 7], x.grad!.to_array<double>());
        SumAndProduct.apply(x, y)[0].sum().backward();
        Assert.Equal([6.0, 8], x.grad!.to_array<double>());
    }

    [Fact]
    public void Backward_twice_over_one_graph_accumulates_twice()
    {
        var x = tensor(new double[] { 2, 3 }, requires_grad: true);
        var y = ScaledExponential.apply(x, ones([2], float64)).sum();
        y.backward(retain_graph: true);
        var once = x.grad!.to_array<double>();
        y.backward();
        Assert.Equal(once.Select(v => 2 * v), x.grad!.to_array<double>());
    }

    [Fact]
    public void Saved_tensors_outlive_the_scope_in_which_forward_ran()
    {
        var x = tensor(new double[] { 0, 1 }, requires_grad: true);
        Tensor y;
        using (NewDisposeScope())
            y = ScaledExponential.apply(x + 0, full([2], 2.0, float64)).MoveToOuterDisposeScope();
        y.sum().backward();
        Assert.Equal(2.0, x.grad!.to_array<double>()[0], 1e-12);
        Assert.Equal(2 * Math.E, x.grad!.to_array<double>()[1], 1e-12);
    }

    [Fact]
    public void Not_a_number_in_an_argument_does_not_spread()
    {
        var x = tensor(new[] { double.NaN, 1.2 }, requires_grad: true);
        Assert.Equal(1.0, StraightThroughRound.apply(x, 1L).to_array<double>()[1]);
    }

    [Fact]
    public void Without_recording_the_plain_result_is_returned()
    {
        var x = ones([2], float64, requires_grad: true);
        using (no_grad())
            Assert.False(StraightThroughRound.apply(x, 1L).requires_grad);
        Assert.False(StraightThroughRound.apply(x.detach(), 1L).requires_grad);
    }

    [Fact]
    public void Gradient_of_another_shape_is_an_error_that_names_the_function_and_argument()
    {
        var x = ones([2], float64, requires_grad: true);
        var error = Assert.Throws<TorchException>(() => WrongShape.apply(x).sum().backward());
        Assert.Contains("backward of WrongShape returned float64[3] as the gradient of argument 0, whose shape is [2]", error.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_scalar_argument_of_another_type_is_differentiated_too()
    {
        var x = ones([2], float32, requires_grad: true);
        var factor = tensor(3.0, float64, requires_grad: true);
        var y = ScaledExponential.apply(x, factor);
        y.sum().backward();
        Assert.Equal(float64, factor.grad!.dtype);
        Assert.Equal(2 * Math.E, factor.grad!.ToDouble(), 1e-6);
    }

    private sealed class StraightThroughRound : SingleTensorFunction<StraightThroughRound>
    {
        public override string Name => nameof(StraightThroughRound);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            ctx.save_data("factor", vars[1]);
            return ((Tensor)vars[0]).round();
        }

        public override List<Tensor?> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * (long)ctx.get_data("factor"), null];
    }

    private sealed class ScaledExponential : SingleTensorFunction<ScaledExponential>
    {
        public override string Name => nameof(ScaledExponential);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            var (x, factor) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, factor]);
            return x.exp() * factor;
        }

        public override List<Tensor?> backward(AutogradContext ctx, Tensor grad_output)
        {
            var saved = ctx.get_saved_variables();
            var (x, factor) = (saved[0], saved[1]);
            var product = (grad_output * x.exp()).to(factor.dtype);
            while (product.ndim > factor.ndim)
                product = product.sum(0);
            return [grad_output * x.exp() * factor, product];
        }
    }

    private sealed class SumAndProduct : MultiTensorFunction<SumAndProduct>
    {
        public override string Name => nameof(SumAndProduct);

        public override List<Tensor> forward(AutogradContext ctx, params object[] vars)
        {
            var (x, y) = ((Tensor)vars[0], (Tensor)vars[1]);
            ctx.save_for_backward([x, y]);
            return [x + y, x * y];
        }

        public override List<Tensor?> backward(AutogradContext ctx, List<Tensor> grad_outputs)
        {
            var saved = ctx.get_saved_variables();
            return [grad_outputs[0] + (grad_outputs[1] * saved[1]), grad_outputs[0] + (grad_outputs[1] * saved[0])];
        }
    }

    private sealed class WrongShape : SingleTensorFunction<WrongShape>
    {
        public override string Name => nameof(WrongShape);

        public override Tensor forward(AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor?> backward(AutogradContext ctx, Tensor grad_output) => [ones([3], float64)];
    }
}

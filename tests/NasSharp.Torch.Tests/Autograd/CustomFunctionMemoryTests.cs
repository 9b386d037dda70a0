using static NasSharp.Torch.torch;
using static NasSharp.Torch.torch.autograd;

namespace NasSharp.Torch.Tests.Autograd;

/// <summary>Counts live tensors, which other tests change: runs apart from all others.</summary>
[CollectionDefinition(nameof(LiveTensorCounting), DisableParallelization = true)]
public sealed class LiveTensorCounting;

[Collection(nameof(LiveTensorCounting))]
public sealed class CustomFunctionMemoryTests
{
    public CustomFunctionMemoryTests()
    {
        // What earlier tests left to the finalizer must not be freed while this one counts.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void Steps_with_a_custom_function_keep_the_number_of_live_tensors()
    {
        using var outer = NewDisposeScope();
        var x = ones([3], float64, requires_grad: true);
        Step(x);
        var before = Tensor.LiveCount;
        for (var i = 0; i < 5; i++)
            Step(x);
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void A_graph_that_is_never_run_frees_what_was_saved()
    {
        using var outer = NewDisposeScope();
        var x = ones([3], float64, requires_grad: true);
        var before = Tensor.LiveCount;
        using (NewDisposeScope())
            Square.apply(x + 1);
        Assert.Equal(before, Tensor.LiveCount);
    }

    [Fact]
    public void Hessian_products_leave_nothing_behind_but_their_results()
    {
        using var outer = NewDisposeScope();
        var x = ones([3], float64, requires_grad: true);
        var before = Tensor.LiveCount;
        using (NewDisposeScope())
            functional.hvp((x * x * x).sum(), [x], [ones([3], float64)]);
        Assert.Equal(before, Tensor.LiveCount);
    }

    private static void Step(Tensor x)
    {
        using var scope = NewDisposeScope();
        var loss = Square.apply(Square.apply(x * 2)).sum();
        loss.backward(create_graph: false);
        x.grad = null;
    }

    private sealed class Square : SingleTensorFunction<Square>
    {
        public override string Name => nameof(Square);

        public override Tensor forward(AutogradContext ctx, params object[] vars)
        {
            ctx.save_for_backward([(Tensor)vars[0]]);
            return ((Tensor)vars[0]).square();
        }

        public override List<Tensor?> backward(AutogradContext ctx, Tensor grad_output) => [grad_output * ctx.get_saved_variables()[0] * 2];
    }
}

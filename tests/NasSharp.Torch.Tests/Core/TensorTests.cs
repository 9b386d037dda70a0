using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Core;

public sealed class TensorTests
{
    [Fact]
    public void Tensor_from_values_has_their_shape_type_and_order()
    {
        using var scope = torch.NewDisposeScope();
        var t = torch.tensor(new float[,] { { 1, 2, 3 }, { 4, 5, 6 } });
        Assert.Equal([2L, 3L], t.shape);
        Assert.Equal(torch.float32, t.dtype);
        Assert.Equal([3L, 1L], t.stride());
        Assert.Equal([1f, 2, 3, 4, 5, 6], t.to_array<float>());
        Assert.Equal([1f, 4, 2, 5, 3, 6], t.t().to_array<float>());
    }

    [Fact]
    public void Tensor_with_too_few_values_is_refused()
    {
        var error = Assert.Throws<ArgumentException>(() => torch.tensor(new float[5], [2, 3]));
        Assert.Contains("5 values do not fill a tensor of shape [2, 3]", error.Message);
    }

    [Fact]
    public void Operators_broadcast_and_mix_with_numbers()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.tensor(new float[] { 1, 2, 3 });
        var b = torch.tensor(2f);
        Assert.Equal([0f, 1f, 2f], ((2 * a + b) / 2 - 2).to_array<float>());
        Assert.Equal([1f, 0f, -1f], (2 - a).to_array<float>());
        Assert.Equal([6f, 3f, 2f], (6 / a).to_array<float>());
    }

    [Fact]
    public void In_place_operator_returns_the_same_object()
    {
        using var scope = torch.NewDisposeScope();
        var a = torch.zeros([3]);
        Assert.Same(a, a.add_(1).mul_(3));
        Assert.Equal(9, a.sum().ToDouble());
    }

    [Fact]
    public void Refused_call_names_the_operator_and_the_arguments()
    {
        using var scope = torch.NewDisposeScope();
        var error = Assert.Throws<TorchException>(() => torch.zeros([2, 3]).matmul(torch.zeros([2, 3])));
        Assert.Contains("aten::matmul(float32[2, 3], float32[2, 3])", error.Message);
        Assert.Contains("mat1 and mat2 shapes cannot be multiplied", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Fact]
    public void Unknown_operator_is_named()
    {
        var op = new Operator("aten::no_such_operator");
        Assert.False(op.Exists);
        Assert.Contains("aten::no_such_operator", Assert.Throws<TorchException>(() => op.Call(1)).Message);
    }

    [Fact]
    public void Data_of_the_wrong_element_type_is_refused()
    {
        using var t = torch.zeros([2]);
        Assert.Contains("to(torch.float64)", Assert.Throws<ArgumentException>(() => t.data<double>()).Message);
    }

    [Fact]
    public void Backward_accumulates_into_leaves()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(new double[] { 1, 2, 3 }, requires_grad: true);
        (x * x).sum().backward();
        (x * x).sum().backward();
        Assert.Equal([4d, 8d, 12d], x.grad!.to_array<double>());
        x.grad = null;
        Assert.Null(x.grad);
    }

    [Fact]
    public void Grad_of_grad_gives_the_second_derivative()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.tensor(3.0, torch.float64, requires_grad: true);
        var first = torch.autograd.grad([x * x * x], [x], create_graph: true)[0];
        var second = torch.autograd.grad([first], [x])[0];
        Assert.Equal(27, first.ToDouble(), 1e-12);
        Assert.Equal(18, second.ToDouble(), 1e-12);
    }

    [Fact]
    public void Grad_of_an_unused_input_is_null_when_allowed_and_an_error_otherwise()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([1], requires_grad: true);
        var y = torch.ones([1], requires_grad: true);
        Assert.Null(torch.autograd.grad([(x * 2).sum()], [y], allow_unused: true)[0]);
        Assert.Throws<TorchException>(() => torch.autograd.grad([(x * 2).sum()], [y]));
    }

    [Fact]
    public void No_grad_records_nothing_and_ends_with_its_scope()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([1], requires_grad: true);
        using (torch.no_grad())
            Assert.False((x * 2).requires_grad);
        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Hook_replaces_the_gradient_until_it_is_removed()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([2], requires_grad: true);
        using (x.register_hook(grad => grad * 10))
            (x * 3).sum().backward();
        Assert.Equal([30f, 30f], x.grad!.to_array<float>());
        x.grad = null;
        (x * 3).sum().backward();
        Assert.Equal([3f, 3f], x.grad!.to_array<float>());
    }

    [Fact]
    public void Exception_in_a_hook_reaches_the_caller_of_backward()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([2], requires_grad: true);
        using var hook = x.register_hook(_ => throw new InvalidOperationException("the hook's own words"));
        Assert.Contains("the hook's own words", Assert.Throws<TorchException>(() => (x * 3).sum().backward()).Message);
    }

    [Fact]
    public void Generator_state_restored_repeats_the_sequence()
    {
        using var scope = torch.NewDisposeScope();
        using var generator = new torch.Generator(7);
        var state = generator.get_state();
        var first = torch.randn([8], generator: generator).to_array<float>();
        generator.set_state(state);
        Assert.Equal(first, torch.randn([8], generator: generator).to_array<float>());
        Assert.NotEqual(first, torch.randn([8], generator: generator).to_array<float>());
    }

    [Fact]
    public void Training_steps_leave_no_extra_live_tensor()
    {
        using var w = torch.randn([4, 4], requires_grad: true);
        long before = 0;
        for (var step = 0; step < 200; step++)
        {
            using (var scope = torch.NewDisposeScope())
            {
                var y = w.matmul(torch.randn([4, 2])).sum();
                y.backward();
                using (torch.no_grad())
                    w.sub_(w.grad! * 0.01);
                w.grad = null;
                Assert.True(scope.Count > 0);
            }
            if (step == 0)
                before = ScopedLiveCount();
        }
        Assert.Equal(before, ScopedLiveCount());

        // Other test classes run at the same time: only what this thread's scopes own is compared.
        static long ScopedLiveCount() => torch.CurrentDisposeScope?.Count ?? 0;
    }
}

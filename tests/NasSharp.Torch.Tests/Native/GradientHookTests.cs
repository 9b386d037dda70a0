using System.Runtime.CompilerServices;

namespace NasSharp.Torch.Tests.Native;

public sealed class GradientHookTests
{
    [Fact]
    public void Hook_that_returns_null_sees_the_gradient_and_keeps_it()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([2], requires_grad: true);
        float[]? seen = null;
        using var hook = x.register_hook(grad =>
        {
            seen = grad.to_array<float>();
            return null;
        });
        (x * 3).sum().backward();
        Assert.Equal([3f, 3f], seen!);
        Assert.Equal([3f, 3f], x.grad!.to_array<float>());
    }

    [Fact]
    public void Hook_of_an_inner_tensor_changes_what_flows_on()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([2], requires_grad: true);
        var inner = x * 2;
        using var hook = inner.register_hook(grad => grad.clamp(max: 1));
        (inner * 5).sum().backward();
        Assert.Equal([2f, 2f], x.grad!.to_array<float>());
    }

    [Fact]
    public void Hooks_run_in_the_order_of_their_registration()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([1], requires_grad: true);
        using var first = x.register_hook(grad => grad + 1);
        using var second = x.register_hook(grad => grad * 10);
        x.sum().backward();
        Assert.Equal([20f], x.grad!.to_array<float>());
    }

    [Fact]
    public void Removing_a_hook_twice_does_nothing_more()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([1], requires_grad: true);
        var first = x.register_hook(grad => grad * 2);
        using var second = x.register_hook(grad => grad * 10);
        first.Dispose();
        first.Dispose();
        x.sum().backward();
        Assert.Equal([10f], x.grad!.to_array<float>());
    }

    [Fact]
    public void Backward_inside_a_hook_is_allowed()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([1], requires_grad: true);
        var other = torch.ones([1], requires_grad: true);
        using var hook = x.register_hook(grad =>
        {
            using (torch.enable_grad())
                (other * 4).sum().backward();
            return null;
        });
        x.sum().backward();
        Assert.Equal([4f], other.grad!.to_array<float>());
    }

    [Fact]
    public void Hook_on_a_tensor_without_gradient_is_refused()
    {
        using var x = torch.ones([1]);
        Assert.Throws<TorchException>(() => x.register_hook(grad => grad));
    }

    [Fact]
    public void Hook_is_let_go_with_its_tensor()
    {
        var captured = RegisterAndForget();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        Assert.False(captured.IsAlive);
    }

    // Not inlined: no local of this test may keep the object alive.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference RegisterAndForget()
    {
        using var scope = torch.NewDisposeScope();
        var captured = new object();
        var x = torch.ones([1], requires_grad: true);
        x.register_hook(grad => captured is null ? grad : null);
        return new WeakReference(captured);
    }
}

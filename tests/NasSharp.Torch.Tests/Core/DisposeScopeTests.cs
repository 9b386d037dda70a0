using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Core;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Scope_closed_disposes_its_tensors()
    {
        torch.Tensor tensor;
        using (torch.NewDisposeScope())
            tensor = torch.zeros([2]);
        Assert.True(tensor.IsInvalid);
        Assert.Throws<ObjectDisposedException>(() => tensor.shape);
    }

    [Fact]
    public void MoveToOuterDisposeScope_keeps_the_tensor_until_the_outer_scope_closes()
    {
        torch.Tensor moved;
        using (torch.NewDisposeScope())
        {
            using (torch.NewDisposeScope())
                moved = torch.ones([3]).MoveToOuterDisposeScope();
            Assert.Equal([3L], moved.shape);
        }
        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void DetachFromDisposeScope_lets_the_tensor_outlive_the_scope()
    {
        torch.Tensor detached;
        using (torch.NewDisposeScope())
            detached = torch.ones([3]).DetachFromDisposeScope();
        Assert.Equal(3, detached.sum().ToDouble());
        detached.Dispose();
    }

    [Fact]
    public void Dispose_out_of_order_is_refused()
    {
        var outer = torch.NewDisposeScope();
        using (torch.NewDisposeScope())
            Assert.Throws<InvalidOperationException>(outer.Dispose);
        outer.Dispose();
    }

    [Fact]
    public void Dispose_of_a_tensor_removes_it_from_the_middle_of_its_scope()
    {
        using var scope = torch.NewDisposeScope();
        var tensors = Enumerable.Range(0, 5).Select(_ => torch.zeros([1])).ToArray();
        tensors[2].Dispose();
        tensors[4].Dispose();
        tensors[0].Dispose();
        Assert.Equal(2, scope.Count);
        Assert.False(tensors[1].IsInvalid);
    }

    [Fact]
    public void DisposeEverything_empties_the_scope_and_leaves_it_open()
    {
        using var scope = torch.NewDisposeScope();
        _ = torch.zeros([1]) + torch.ones([1]);
        scope.DisposeEverything();
        Assert.Equal(0, scope.Count);
        _ = torch.zeros([1]);
        Assert.Equal(1, scope.Count);
    }

    [Fact]
    public void Native_memory_returns_to_its_level_after_a_scope()
    {
        var before = torch.memory_stats().allocated;
        using (torch.NewDisposeScope())
        {
            _ = torch.zeros([1 << 20]);
            Assert.True(torch.memory_stats().allocated >= before + (4 << 20));
        }
        // Other tests allocate at the same time, but nothing near this size.
        Assert.True(torch.memory_stats().allocated < before + (4 << 20));
    }
}

namespace NasSharp.Torch.Tests.Native;

[Collection(Numerics.RandomNumbers.Name)]
public sealed class MemoryTests
{
    public MemoryTests()
    {
        // Tensors that earlier tests forgot are freed before anything is counted.
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }

    [Fact]
    public void Counters_follow_tensors_to_the_byte()
    {
        var before = torch.memory_stats();
        torch.reset_peak_memory();
        using (var scope = torch.NewDisposeScope())
        {
            var x = torch.zeros([1000, 10]);
            Assert.Equal(before.allocated + 40_000, torch.memory_stats().allocated);
            var view = x.t();
            Assert.Equal(before.allocated + 40_000, torch.memory_stats().allocated);
            Assert.Equal(before.allocations + 1, torch.memory_stats().allocations);
            var wide = view.to(torch.float64);
            Assert.Equal(before.allocated + 120_000, torch.memory_stats().allocated);
        }
        var after = torch.memory_stats();
        Assert.Equal(before.allocated, after.allocated);
        Assert.Equal(before.allocated + 120_000, after.peak);
        torch.reset_peak_memory();
        Assert.Equal(before.allocated, torch.memory_stats().peak);
    }

    [Fact]
    public void Meta_tensors_take_no_memory()
    {
        using var scope = torch.NewDisposeScope();
        var before = torch.memory_stats().allocated;
        var x = torch.empty([1 << 20, 1 << 20], device: torch.META);
        Assert.Equal([1L << 20, 1L << 20], (x + x).shape);
        Assert.Equal(before, torch.memory_stats().allocated);
    }

    [Fact]
    public void Refused_calls_leave_nothing_behind()
    {
        using var scope = torch.NewDisposeScope();
        var x = torch.ones([100, 3]);
        var (memory, tensors) = (torch.memory_stats().allocated, torch.Tensor.LiveCount);
        for (var i = 0; i < 50; i++)
            Assert.Throws<TorchException>(() => x.matmul(x));
        Assert.Equal(memory, torch.memory_stats().allocated);
        Assert.Equal(tensors, torch.Tensor.LiveCount);
    }

    [Fact]
    public void Two_hundred_training_steps_leave_nothing_behind()
    {
        using var outer = torch.NewDisposeScope();
        using var generator = new torch.Generator(1);
        var weight = torch.randn([8, 3, 3, 3], generator: generator).requires_grad_();
        var bias = torch.zeros([8]).requires_grad_();
        Step();
        var (memory, tensors) = (torch.memory_stats().allocated, torch.Tensor.LiveCount);
        for (var step = 0; step < 200; step++)
            Step();
        Assert.Equal(memory, torch.memory_stats().allocated);
        Assert.Equal(tensors, torch.Tensor.LiveCount);

        void Step()
        {
            using var scope = torch.NewDisposeScope();
            var x = torch.randn([2, 3, 8, 8], generator: generator);
            var y = torch.nn.functional.conv2d(x, weight, bias, padding: [1, 1]).relu();
            using var hook = y.register_hook(grad => grad * 0.5);
            var loss = (y * y).mean();
            var second = torch.autograd.grad([loss], [weight], create_graph: true)[0]!;
            (loss + (second * second).sum()).backward();
            using (torch.no_grad())
            {
                weight.sub_(weight.grad! * 0.01);
                bias.sub_(bias.grad! * 0.01);
            }
            weight.grad = null;
            bias.grad = null;
        }
    }
}

using NasSharp.Spaces;
using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Tests.Spaces;

/// <summary>The count of live tensors belongs to the process, so nothing may run beside these tests.</summary>
[CollectionDefinition(nameof(LiveTensorTests), DisableParallelization = true)]
public sealed class LiveTensorCollection;

[Collection(nameof(LiveTensorTests))]
public class LiveTensorTests
{
    [Fact]
    public void Steps_of_a_mutator_leave_no_tensor_behind()
    {
        var model = new Model(x => x, ("a", new LayerChoice([new Scale(1), new Scale(2)])), ("b", new LayerChoice([new Scale(3), new Scale(4)])));
        using var mutator = new GivenMutator(model, space => [.. space.Choices.Select(_ => Execution.Mix(ones([2]) / 2))]);
        long Step()
        {
            using (NewDisposeScope())
            {
                mutator.Reset();
                mutator.Mutables.Cast<LayerChoice>().Aggregate(ones([4, 4]), (x, choice) => choice.call(x)).sum().backward();
            }
            return Tensor.LiveCount;
        }
        Step();
        // What other tests left to the finalizer is counted until it ran.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Step();
        Assert.Equal(before, Step());
    }
}

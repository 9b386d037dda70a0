using NasSharp.Torch;
using static NasSharp.Torch.Tests.Kernels.MixedCandidate;

namespace NasSharp.Torch.Tests.Kernels;

[Collection(nameof(KernelTests))]
public sealed class MixedEdgesTests
{
    private static readonly MixedCandidate[] Normal = [MaxPooling, AvgPooling, Identity, Separable3, Separable5, Dilated3, Dilated5];
    private static readonly MixedCandidate[] Reduction = [MaxPooling, AvgPooling, FactorizedReduce, Separable3, Separable5, Dilated3, Dilated5];

    public static TheoryData<long[], long, string> Shapes() => new()
    {
        { [4, 16, 8, 8], 1, "normal" },
        { [4, 16, 8, 8], 2, "reduction" },
        { [3, 6, 5, 7], 1, "normal" },
        { [2, 12, 6, 10], 2, "reduction" },
        { [2, 32, 4, 4], 1, "normal" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Mixed_edges_equal_their_candidates_one_by_one(long[] shape, long stride, string cell)
    {
        using var scope = torch.NewDisposeScope();
        var candidates = cell == "normal" ? Normal : Reduction;
        var edges = new MixedEdgesFixture(shape, stride, shape[1], [candidates, candidates, [.. candidates.Reverse()]], weighted: true);
        KernelCheck.ForEachInstructionSet(() => edges.AssertEqualToReference());
    }

    [Fact]
    public void One_convolution_block_without_weights_changes_the_channels()
    {
        using var scope = torch.NewDisposeScope();
        var pointwise = new MixedEdgesFixture([3, 12, 6, 6], 1, 20, [[Pointwise]], weighted: false);
        var reduce = new MixedEdgesFixture([3, 12, 6, 6], 2, 20, [[FactorizedReduce]], weighted: false);
        pointwise.AssertEqualToReference();
        reduce.AssertEqualToReference();
    }

    [Fact]
    public void Candidate_with_weight_zero_gives_nothing_but_the_gradient_of_its_weight()
    {
        using var scope = torch.NewDisposeScope();
        var edges = new MixedEdgesFixture([2, 8, 6, 6], 1, 8, [[Separable3, Dilated3]], weighted: true);
        var small = new MixedEdgesFixture([2, 8, 6, 6], 1, 8, [[Separable3, Dilated3]], weighted: true);
        using (torch.no_grad())
        {
            edges.Weights[0].select(0, 0).zero_();
            small.Weights[0].select(0, 0).fill_(1e-7);
        }
        var grads = torch.autograd.grad([MixedEdgesFixture.Loss(edges.Run())], [edges.X, edges.Weights[0], .. edges.Parameters], allow_unused: true);
        var near = torch.autograd.grad([MixedEdgesFixture.Loss(small.Run())], [small.X, small.Weights[0], .. small.Parameters]);
        KernelCheck.Close(grads[0], near[0], 1e-5, "gradient of x");
        KernelCheck.Close(grads[1], near[1], 1e-5, "gradient of the weights");
        Assert.All(grads[2..6], Assert.Null);
        KernelCheck.Close(grads[6], near[6], 1e-5, "gradient of the other candidate");
        Assert.Equal(1, edges.Running[2].ToInt64());
    }

    [Fact]
    public void Not_a_number_in_a_candidate_with_weight_zero_stays_there()
    {
        using var scope = torch.NewDisposeScope();
        var edges = new MixedEdgesFixture([2, 8, 6, 6], 1, 8, [[Separable3, Dilated3]], weighted: true);
        using (torch.no_grad())
        {
            edges.Weights[0].select(0, 0).zero_();
            edges.Parameters[0].fill_(double.NaN);
        }
        var outputs = edges.Run();
        var grad = torch.autograd.grad([MixedEdgesFixture.Loss(outputs)], [edges.X])[0];
        Assert.All(outputs[0].to_array<float>().Concat(grad.to_array<float>()), value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void Evaluation_uses_the_running_statistics_of_each_batch_norm()
    {
        using var scope = torch.NewDisposeScope();
        var edges = new MixedEdgesFixture([2, 8, 6, 6], 1, 8, [[MaxPooling], [MaxPooling]], weighted: false);
        edges.Running[0].fill_(1);
        edges.Running[3].fill_(2);
        using (torch.no_grad())
        {
            var outputs = edges.Run(training: false);
            // Equal but for the mean that was subtracted; both variances are one.
            KernelCheck.Close(outputs[0] - outputs[1], torch.full([2, 8, 6, 6], 1 / Math.Sqrt(1 + 1e-5)), 1e-6, "difference");
        }
        Assert.Equal(0, edges.Running[2].ToInt64());
    }

    [Fact]
    public void Gradients_of_the_weights_alone_are_those_of_a_full_backward()
    {
        using var scope = torch.NewDisposeScope();
        var edges = new MixedEdgesFixture([4, 8, 6, 6], 1, 8, [Normal, Normal], weighted: true);
        var loss = MixedEdgesFixture.Loss(edges.Run());
        var alone = torch.autograd.grad([loss], edges.Weights, retain_graph: true);
        var together = torch.autograd.grad([loss], [edges.X, .. edges.Weights, .. edges.Parameters]);
        for (var e = 0; e < alone.Length; e++)
            Assert.Equal(together[1 + e].to_array<float>(), alone[e].to_array<float>());
    }

    [Fact]
    public void Second_gradient_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        var edges = new MixedEdgesFixture([2, 4, 4, 4], 1, 4, [[Dilated3]], weighted: true);
        var error = Assert.Throws<TorchException>(() => torch.autograd.grad([MixedEdgesFixture.Loss(edges.Run())], [edges.X], create_graph: true));
        Assert.Contains("cannot be differentiated twice", error.Message);
    }

    [Fact]
    public void Layout_that_does_not_fit_the_parameters_is_refused()
    {
        using var scope = torch.NewDisposeScope();
        var edges = new MixedEdgesFixture([2, 4, 4, 4], 1, 4, [[Dilated3]], weighted: true);
        edges.Parameters[1] = torch.ones([4, 5, 1, 1]);
        var error = Assert.Throws<TorchException>(() => edges.Run());
        Assert.Contains("parameter 1 of edge 0, candidate 0 must be float32 [4, 4, 1, 1], found Float [4, 5, 1, 1]", error.Message);
    }
}

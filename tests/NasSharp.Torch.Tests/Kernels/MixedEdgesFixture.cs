using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Kernels;

/// <summary>Edges with random parameters, run by the operator or candidate by candidate in float64.</summary>
internal sealed class MixedEdgesFixture
{
    private readonly long stride;
    private readonly MixedCandidate[][] edges;
    private readonly long[] layout;

    internal MixedEdgesFixture(long[] shape, long stride, long outputs, MixedCandidate[][] edges, bool weighted)
    {
        this.stride = stride;
        this.edges = edges;
        layout = [stride, outputs, edges.Length, .. edges.SelectMany(edge => edge.SelectMany(c => c.Numbers).Prepend(edge.Length))];
        var seed = 1;
        X = KernelCheck.Random(shape, seed++).ChannelsLast().requires_grad_();
        Weights = weighted ? [.. edges.Select(edge => KernelCheck.Random([edge.Length], seed++).requires_grad_())] : [];
        Parameters = [.. edges.SelectMany(edge => edge.SelectMany(c => c.ParameterShapes(shape[1], outputs))).Select(s => KernelCheck.Random(s, seed++).requires_grad_())];
        Running = [.. Enumerable.Range(0, edges.Sum(edge => edge.Sum(c => c.NormCount))).SelectMany(_ => new[]
            { torch.zeros([outputs]), torch.ones([outputs]), torch.zeros([], torch.int64) })];
    }

    internal torch.Tensor X { get; }
    internal torch.Tensor[] Weights { get; }
    internal torch.Tensor[] Parameters { get; }
    internal torch.Tensor[] Running { get; }

    internal torch.Tensor[] Run(bool training = true) =>
        KernelCheck.MixedEdges.CallMany(X, Weights, Parameters, Running, layout, training, 0.1, 1e-5);

    /// <summary>A scalar whose gradients differ from output to output and pixel to pixel.</summary>
    internal static torch.Tensor Loss(torch.Tensor[] outputs) =>
        outputs.Select((o, i) => (o * KernelCheck.Random(o.shape, 100 + i).to(o.dtype)).sum()).Aggregate((a, b) => a + b);

    internal void AssertEqualToReference()
    {
        var exactX = X.AsDoubleLeaf();
        var exactWeights = Weights.Select(w => w.AsDoubleLeaf()).ToArray();
        var exactParameters = Parameters.Select(p => p.AsDoubleLeaf()).ToArray();
        var exactRunning = Running.Select(t => t.dtype == torch.float32 ? t.to(torch.float64) : t.clone()).ToArray();
        var parameters = new Queue<torch.Tensor>(exactParameters);
        var running = new Queue<torch.Tensor>(exactRunning);
        var expected = edges.Select((edge, e) => edge
            .Select((c, k) => c.Compute(exactX, stride, parameters, running) * (Weights.Length == 0 ? torch.ones([], torch.float64) : exactWeights[e].select(0, k)))
            .Aggregate((a, b) => a + b)).ToArray();
        var actual = Run();

        // Sums over a few hundred pixels in float32; weights' gradients are sums over all of them.
        for (var e = 0; e < edges.Length; e++)
            KernelCheck.Close(actual[e], expected[e], 1e-5, $"output of edge {e}");
        for (var i = 0; i < Running.Length; i++)
            KernelCheck.Close(Running[i], exactRunning[i], 1e-5, $"running statistics {i}");
        var grads = torch.autograd.grad([Loss(actual)], [X, .. Weights, .. Parameters]);
        var expectedGrads = torch.autograd.grad([Loss(expected)], [exactX, .. exactWeights, .. exactParameters]);
        for (var i = 0; i < grads.Length; i++)
            KernelCheck.Close(grads[i], expectedGrads[i], 1e-4, $"gradient {i} of x, {Weights.Length} weights, {Parameters.Length} parameters");
    }
}

using NasSharp.Torch;

namespace NasSharp.Torch.Tests.Kernels;

/// <summary>A candidate of a mixed edge as the operator describes it, and the same candidate computed operator by operator.</summary>
internal sealed record MixedCandidate(long Kind, long Kernel, long Padding, long Dilation, long Stages)
{
    private static readonly Operator Conv2d = new("aten::conv2d"), BatchNorm = new("aten::batch_norm"), Relu = new("aten::relu"),
        MaxPool = new("aten::max_pool2d"), AvgPool = new("aten::avg_pool2d"), Cat = new("aten::cat"), Slice = new("aten::slice", "Tensor");

    internal static readonly MixedCandidate MaxPooling = new(0, 3, 1, 1, 1), AvgPooling = new(1, 3, 1, 1, 1), Identity = new(2, 0, 0, 0, 0),
        FactorizedReduce = new(3, 1, 0, 1, 1), Pointwise = new(4, 1, 0, 1, 1),
        Separable3 = new(5, 3, 1, 1, 2), Separable5 = new(5, 5, 2, 1, 2), Dilated3 = new(5, 3, 2, 2, 1), Dilated5 = new(5, 5, 4, 2, 1);

    internal long[] Numbers => [Kind, Kernel, Padding, Dilation, Stages];

    internal int NormCount => Kind == 2 ? 0 : (int)Stages;

    internal IEnumerable<long[]> ParameterShapes(long inputs, long outputs) => Kind switch
    {
        3 => [[outputs / 2, inputs, 1, 1], [outputs - outputs / 2, inputs, 1, 1]],
        4 => [[outputs, inputs, 1, 1]],
        5 => Enumerable.Range(0, (int)Stages).SelectMany(s => new long[][]
            { [s == 0 ? inputs : outputs, 1, Kernel, Kernel], [outputs, s == 0 ? inputs : outputs, 1, 1] }),
        _ => [],
    };

    internal torch.Tensor Compute(torch.Tensor x, long stride, Queue<torch.Tensor> parameters, Queue<torch.Tensor> running)
    {
        long[] step = [stride, stride], one = [1, 1], none = [0, 0];
        switch (Kind)
        {
            case 0:
                return Normalize(MaxPool.Call(x, new long[] { 3, 3 }, step, one), running);
            case 1:
                return Normalize(AvgPool.Call(x, new long[] { 3, 3 }, step, one, false, false), running);
            case 2:
                return x;
            case 3:
                var rectified = Relu.Call(x);
                var shifted = Slice.Call(Slice.Call(rectified, 2, 1), 3, 1);
                var halves = new[] { rectified, shifted }.Select(t => Conv2d.Call(t, parameters.Dequeue(), Arg.None, step, none, one, 1)).ToArray();
                return Normalize(Cat.Call(halves, 1), running);
            case 4:
                return Normalize(Conv2d.Call(Relu.Call(x), parameters.Dequeue(), Arg.None, step, none, one, 1), running);
            default:
                for (var stage = 0; stage < Stages; stage++)
                {
                    long[] size = [Padding, Padding], holes = [Dilation, Dilation];
                    var filtered = Conv2d.Call(Relu.Call(x), parameters.Dequeue(), Arg.None, stage == 0 ? step : one, size, holes, x.shape[1]);
                    x = Normalize(Conv2d.Call(filtered, parameters.Dequeue(), Arg.None, one, none, one, 1), running);
                }
                return x;
        }
    }

    private static torch.Tensor Normalize(torch.Tensor x, Queue<torch.Tensor> running)
    {
        var (mean, variance, count) = (running.Dequeue(), running.Dequeue(), running.Dequeue());
        count.add_(1);
        return BatchNorm.Call(x, Arg.None, Arg.None, mean, variance, true, 0.1, 1e-5, false);
    }
}

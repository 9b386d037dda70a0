using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench101;

/// <summary>
/// Convolution, batch norm, ReLU, of which as many channels are used as a graph needs: the first ones. As an operation it gives out as many channels as it is given: [N, c, H, W] to the same shape.
/// </summary>
internal sealed class SlicedConvolution : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d norm;

    public SlicedConvolution(int inChannels, int outChannels, int kernel, double momentum)
        : base(nameof(SlicedConvolution))
    {
        conv = nn.Conv2d(inChannels, outChannels, kernel, padding: kernel / 2, bias: false);
        norm = nn.BatchNorm2d(outChannels, momentum: momentum);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => Run(input, input.size(1));

    /// <summary>To [N, <paramref name="outChannels"/>, H, W].</summary>
    public Tensor Run(Tensor input, long outChannels)
    {
        using var scope = NewDisposeScope();
        if (conv.weight.size(0) == outChannels && conv.weight.size(1) == input.size(1))
            return nn.functional.relu(norm.call(conv.call(input))).MoveToOuterDisposeScope();
        var x = nn.functional.conv2d(input, Of(conv.weight, outChannels, input.size(1)), padding: [conv.weight.size(2) / 2, conv.weight.size(3) / 2]);
        // Views, so that the running statistics of these channels follow.
        x = nn.functional.batch_norm(x, norm.running_mean!.narrow(0, 0, outChannels), norm.running_var!.narrow(0, 0, outChannels),
            norm.weight!.narrow(0, 0, outChannels), norm.bias!.narrow(0, 0, outChannels), training, Momentum(), norm.eps);
        return nn.functional.relu(x).MoveToOuterDisposeScope();
    }

    /// <summary>Keeps the first channels and forgets the others.</summary>
    public void Keep(long inChannels, long outChannels)
    {
        using var recording = no_grad();
        conv.weight = new Parameter(Of(conv.weight, outChannels, inChannels).clone(), conv.weight.requires_grad);
        norm.weight = new Parameter(norm.weight!.narrow(0, 0, outChannels).clone(), norm.weight.requires_grad);
        norm.bias = new Parameter(norm.bias!.narrow(0, 0, outChannels).clone(), norm.bias.requires_grad);
        norm.running_mean = norm.running_mean!.narrow(0, 0, outChannels).clone();
        norm.running_var = norm.running_var!.narrow(0, 0, outChannels).clone();
    }

    // As in the batch norm itself: without momentum, the running statistics are the mean over all batches.
    private double Momentum()
    {
        if (training)
            norm.num_batches_tracked!.add_(1);
        return norm.momentum ?? (training ? 1.0 / norm.num_batches_tracked!.item<long>() : 0);
    }

    private static Tensor Of(Tensor weight, long outChannels, long inChannels) => weight.narrow(0, 0, outChannels).narrow(1, 0, inChannels);
}

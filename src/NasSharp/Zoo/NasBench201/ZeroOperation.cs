using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasBench201;

/// <summary>Nothing, in the shape that the other operations give: [N, in, H, W] to zeros [N, out, ceil(H / stride), ceil(W / stride)].</summary>
internal sealed class ZeroOperation(int inChannels, int outChannels, int stride) : nn.Module<Tensor, Tensor>(nameof(ZeroOperation))
{
    public override Tensor forward(Tensor input)
    {
        using var reached = stride == 1 ? input.alias() : input.slice(2, 0, input.size(2), stride).slice(3, 0, input.size(3), stride);
        // A product, so that gradients find a way, if only to zeros.
        if (inChannels == outChannels)
            return reached * 0;
        return zeros([reached.size(0), outChannels, reached.size(2), reached.size(3)], reached.dtype, reached.device);
    }
}

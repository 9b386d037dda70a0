using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.FBNet;

/// <summary>
/// FBNet's block: 1x1 convolution, depthwise convolution, 1x1 convolution, each with a batch norm, the first two with ReLU; grouped 1x1 convolutions are
/// followed by a channel shuffle after the first. Where stride and channels allow, the input is added. [N, in, H, W] to [N, out, H', W'].
/// </summary>
internal sealed class FBNetBlock : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d? expand;
    private readonly BatchNorm2d? expandNorm;
    private readonly Conv2d depthwise;
    private readonly BatchNorm2d depthwiseNorm;
    private readonly Conv2d project;
    private readonly BatchNorm2d projectNorm;
    private readonly int _groups;
    private readonly bool _adds;

    public FBNetBlock(int inChannels, int outChannels, int kernel, int expansion, int groups, int stride, bool expandsByOne)
        : base(nameof(FBNetBlock))
    {
        var middle = inChannels * expansion;
        if (expansion > 1 || expandsByOne)
        {
            expand = nn.Conv2d(inChannels, middle, 1, groups: groups, bias: false);
            expandNorm = nn.BatchNorm2d(middle);
        }
        depthwise = nn.Conv2d(middle, middle, kernel, stride, kernel / 2, groups: middle, bias: false);
        depthwiseNorm = nn.BatchNorm2d(middle);
        project = nn.Conv2d(middle, outChannels, 1, groups: groups, bias: false);
        projectNorm = nn.BatchNorm2d(outChannels);
        (_groups, _adds) = (groups, stride == 1 && inChannels == outChannels);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = input;
        if (expand is not null)
            x = nn.functional.relu(expandNorm!.call(expand.call(x)));
        if (_groups > 1)
            x = nn.functional.channel_shuffle(x, _groups);
        x = nn.functional.relu(depthwiseNorm.call(depthwise.call(x)));
        x = projectNorm.call(project.call(x));
        return (_adds ? x + input : x).MoveToOuterDisposeScope();
    }
}

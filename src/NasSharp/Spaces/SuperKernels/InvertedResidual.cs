using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Spaces.SuperKernels;

/// <summary>
/// MobileNetV2's block: 1x1 convolution, depthwise convolution, 1x1 convolution, each with a batch norm, the first two with ReLU6; where stride and channels allow, the input is
/// added. Where nothing is expanded, the first convolution is left out. [N, in, H, W] to [N, out, H', W'].
/// </summary>
internal sealed class InvertedResidual : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d? expand;
    private readonly BatchNorm2d? expandNorm;
    private readonly Conv2d depthwise;
    private readonly BatchNorm2d depthwiseNorm;
    private readonly Conv2d project;
    private readonly BatchNorm2d projectNorm;
    private readonly bool _adds;

    public InvertedResidual(long inChannels, long outChannels, long middle, long kernel, long stride, bool expands = true)
        : base(nameof(InvertedResidual))
    {
        if (expands)
        {
            expand = nn.Conv2d(inChannels, middle, 1, bias: false);
            expandNorm = nn.BatchNorm2d(middle);
        }
        depthwise = nn.Conv2d(middle, middle, kernel, stride, kernel / 2, groups: middle, bias: false);
        depthwiseNorm = nn.BatchNorm2d(middle);
        project = nn.Conv2d(middle, outChannels, 1, bias: false);
        projectNorm = nn.BatchNorm2d(outChannels);
        _adds = stride == 1 && inChannels == outChannels;
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var x = expand is null ? input : nn.functional.relu6(expandNorm!.call(expand.call(input)));
        x = nn.functional.relu6(depthwiseNorm.call(depthwise.call(x)));
        x = projectNorm.call(project.call(x));
        return (_adds ? x + input : x).MoveToOuterDisposeScope();
    }
}

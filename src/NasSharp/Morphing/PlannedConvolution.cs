using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Morphing;

/// <summary>A convolution with its batch norm, without the activation that follows when skip connections have been added.</summary>
internal sealed class PlannedConvolution : nn.Module<Tensor, Tensor>
{
    private readonly Conv2d conv;
    private readonly BatchNorm2d? norm;

    public PlannedConvolution(int inChannels, PlannedLayer planned)
        : base(nameof(PlannedConvolution))
    {
        Planned = planned;
        conv = nn.Conv2d(inChannels, planned.Channels, planned.Kernel, stride: planned.Stride, padding: planned.Kernel / 2, bias: !planned.Activated);
        register_module("conv", conv);
        if (!planned.Activated)
            return;
        norm = nn.BatchNorm2d(planned.Channels);
        register_module("norm", norm);
    }

    public PlannedLayer Planned { get; }

    public Conv2d Conv => conv;

    public BatchNorm2d? Norm => norm;

    /// <summary>The tensors with one entry for each output channel in the first dimension.</summary>
    public IEnumerable<Tensor> ByOutput => new[] { conv.weight, conv.bias, norm?.weight, norm?.bias, norm?.running_mean, norm?.running_var }.OfType<Tensor>();

    public Tensor Sum(Tensor input) => call(input);

    public override Tensor forward(Tensor input)
    {
        if (norm is null)
            return conv.call(input);
        using var convolved = conv.call(input);
        return norm.call(convolved);
    }
}

using NasSharp.Zoo.SinglePathMobile;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Spaces;

/// <summary>The superkernels of Single-Path NAS.</summary>
internal sealed class SinglePathMobileSpace : ZooSpace
{
    /// <summary>The name that <c>--space</c> takes.</summary>
    public const string SpaceName = "single-path-mobile";

    private const int LargeImage = 64;

    public override string Name => SpaceName;

    public override string Description => "20 superkernels that choose kernel 3 or 5 and half or whole expansion, or are skipped (Stamoulis et al. 2019)";

    public override (int? Channels, int? Cells, int? Nodes) Sizes => (new SinglePathMobileOptions().StemChannels, null, null);

    public override nn.Module<Tensor, Tensor> Build(SpaceOptions size, IReadOnlyList<long> inputShape, int classes, NetworkUse use)
    {
        var standard = new SinglePathMobileOptions();
        // All layers are as wide as the first one is.
        int Wide(int channels) => Math.Max(1, channels * size.Channels!.Value / standard.StemChannels);
        return new SinglePathMobileNetwork(standard with
        {
            InputChannels = (int)inputShape[0],
            Classes = classes,
            StemChannels = size.Channels!.Value,
            StemStride = Math.Min(inputShape[1], inputShape[2]) >= LargeImage ? 2 : 1,
            Stages = [.. standard.Stages.Select(s => s with { Channels = Wide(s.Channels) })],
            HeadChannels = Wide(standard.HeadChannels),
        });
    }
}

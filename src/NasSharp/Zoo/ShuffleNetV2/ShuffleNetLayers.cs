using NasSharp.Torch;
using NasSharp.Torch.Modules;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>The convolutions that ShuffleNetV2's branches are made of, each followed by a batch norm.</summary>
internal static class ShuffleNetLayers
{
    /// <summary>A 1x1 convolution, batch norm, ReLU.</summary>
    public static IEnumerable<nn.Module<Tensor, Tensor>> Pointwise(int inChannels, int outChannels, bool affine) =>
        [nn.Conv2d(inChannels, outChannels, 1, bias: false), nn.BatchNorm2d(outChannels, affine: affine), nn.ReLU()];

    /// <summary>A depthwise convolution and batch norm, without ReLU.</summary>
    public static IEnumerable<nn.Module<Tensor, Tensor>> Depthwise(int channels, int kernel, int stride, bool affine) =>
        [nn.Conv2d(channels, channels, kernel, stride, kernel / 2, groups: channels, bias: false), nn.BatchNorm2d(channels, affine: affine)];
}

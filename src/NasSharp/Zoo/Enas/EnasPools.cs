using NasSharp.Torch;
using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.Enas;

/// <summary>The two 3x3 poolings of ENAS, which keep height and width; padding does not count in a mean.</summary>
internal static class EnasPools
{
    public static nn.Module<Tensor, Tensor> Average() => nn.AvgPool2d(3, stride: 1, padding: 1, count_include_pad: false);

    public static nn.Module<Tensor, Tensor> Max() => nn.MaxPool2d(3, stride: 1, padding: 1);
}

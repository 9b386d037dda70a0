using static NasSharp.Torch.torch;

namespace NasSharp.Zoo.NasNet;

/// <summary>Pooling that keeps height and width, or halves them; padding does not count in a mean: [N, C, H, W] to [N, C, H', W'].</summary>
internal sealed class StridedPooling(int kernel, bool max) : nn.Module<Tensor, Tensor>(nameof(StridedPooling)), IStrided
{
    public int Stride { get; set; } = 1;

    public override Tensor forward(Tensor input) => max
        ? nn.functional.max_pool2d(input, kernel, Stride, kernel / 2)
        : nn.functional.avg_pool2d(input, kernel, Stride, kernel / 2, count_include_pad: false);
}

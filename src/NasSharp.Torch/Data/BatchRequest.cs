namespace NasSharp.Torch.Data;

/// <summary>What a loader wants of a data set, besides the samples' numbers.</summary>
/// <param name="Seed">The loader's seed; random draws come from <see cref="Draws"/> only.</param>
/// <param name="Epoch">The epoch, from 0.</param>
/// <param name="Augmentation">Random changes of images; data sets of other kinds ignore it.</param>
/// <param name="ChannelsLast">Whether images are laid out channels-last in memory; the shape is [N, C, H, W] all the same.</param>
public sealed record BatchRequest(long Seed, int Epoch, ImageAugmentation Augmentation, bool ChannelsLast)
{
    /// <summary>Is cancelled when nobody wants the batch any more; a slow data set looks at it between samples.</summary>
    public CancellationToken Cancellation { get; init; }

    /// <summary>The random numbers for one sample.</summary>
    public SampleDraws Draws(int sample) => new(Seed, Epoch, sample);
}

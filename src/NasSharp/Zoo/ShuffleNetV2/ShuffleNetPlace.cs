namespace NasSharp.Zoo.ShuffleNetV2;

/// <summary>Where a block stands: what every candidate of it has in common.</summary>
internal sealed record ShuffleNetPlace(string Key, int InChannels, int OutChannels, int Stride)
{
    /// <summary>The blocks of a network in order.</summary>
    public static IEnumerable<ShuffleNetPlace> All(ShuffleNetSpaceOptions options)
    {
        var (channels, index) = (options.StemChannels, 0);
        foreach (var stage in options.Stages)
            for (var i = 0; i < stage.Blocks; i++)
            {
                yield return new ShuffleNetPlace($"block_{index++}", channels, stage.Channels, i == 0 ? stage.Stride : 1);
                channels = stage.Channels;
            }
    }
}

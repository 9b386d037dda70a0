namespace NasSharp.Benchmarks.Nds;

/// <summary>A file of NDS: which space its networks come from, how they were drawn, and what they were trained on.</summary>
internal sealed record NdsSweep(string Proposer, string Generator, string Dataset)
{
    /// <summary>What the name of a file says, such as <c>DARTS_fix-w-d.json</c> or <c>ResNet_lr-wd_in.json</c>.</summary>
    public static NdsSweep Of(string path)
    {
        var parts = Path.GetFileNameWithoutExtension(path).Split('_');
        return new NdsSweep(
            parts[0].ToLowerInvariant(),
            parts.Contains("fix-w-d") ? "fix_w_d" : parts.Contains("lr-wd") ? "tune_lr_wd" : "random",
            parts.Contains("in") ? "imagenet" : "cifar10");
    }
}

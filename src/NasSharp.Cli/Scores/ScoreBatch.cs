using System.Runtime.InteropServices;
using System.Security.Cryptography;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Workloads;
using NasSharp.Proxies;
using NasSharp.Torch;
using NasSharp.Torch.Data;

namespace NasSharp.Cli.Scores;

/// <summary>The images that all networks of a <c>score</c> see.</summary>
internal static class ScoreBatch
{
    /// <summary>Draws training images by the seed; the tensors live as long as the dispose scope of the caller.</summary>
    public static ProxyBatch Draw(CommandContext context, Workload workload, torch.Device device)
    {
        var (size, seed) = (context.Options.GetValue<int>("--batch-size"), context.Options.GetValue<int>("--seed"));
        if (size > workload.Train.Count)
            throw new UsageException($"--batch-size {size} is more than the {workload.Train.Count} training images of {workload.Data.Name}");
        using var loader = workload.Train.CreateLoader(new LoaderOptions { BatchSize = size, Seed = seed, Workers = 0, ChannelsLast = true, Device = device });
        var batch = loader.Next();
        return new ProxyBatch(batch.Input, batch.Target) { Seed = seed, Repeats = context.Options.GetValue<int>("--repeats") };
    }

    /// <summary>What tells images and labels from others.</summary>
    public static string Digest(ProxyBatch batch)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(MemoryMarshal.AsBytes(batch.Images.to_array<float>().AsSpan()));
        hash.AppendData(MemoryMarshal.AsBytes(batch.Labels.to_array<long>().AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

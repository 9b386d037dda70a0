using NasSharp.Profiling;
using static NasSharp.Torch.torch;

namespace NasSharp.Cli.Reports;

/// <summary>What a network costs for one input.</summary>
internal sealed record NetworkCost(long Parameters, long Flops, long ActivationBytes)
{
    /// <summary>Profiles a network for a batch of one.</summary>
    public static NetworkCost Of(nn.Module<Tensor, Tensor> network, IReadOnlyList<long> inputShape)
    {
        var profile = Profiler.Profile(network, [1, .. inputShape]);
        return new NetworkCost(profile.Parameters, profile.Flops, profile.ActivationBytes);
    }
}

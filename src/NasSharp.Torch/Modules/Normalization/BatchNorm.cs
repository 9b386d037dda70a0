namespace NasSharp.Torch.Modules;

/// <summary>
/// Batch normalisation of each channel (dimension 1). While training, the batch's statistics are used and the running ones follow them; in
/// evaluation the running statistics are used, when they are tracked.
/// </summary>
public abstract class BatchNorm : ChannelNorm
{
    private protected BatchNorm(string name, int minDimensions, int maxDimensions, long features, double eps, double? momentum, bool affine,
        bool track_running_stats, torch.Device? device, torch.ScalarType? dtype)
        : base(name, minDimensions, maxDimensions, features, eps, momentum, affine, track_running_stats, device, dtype)
    {
    }

    private protected override torch.Tensor Compute(torch.Tensor input)
    {
        CheckDimensions(input);
        var factor = momentum ?? 0;
        if (training && track_running_stats)
        {
            num_batches_tracked!.add_(1);
            if (momentum is null)
                factor = 1.0 / num_batches_tracked.item<long>();
        }
        return torch.nn.functional.batch_norm(input, running_mean, running_var, weight, bias, training || running_mean is null, factor, eps);
    }
}

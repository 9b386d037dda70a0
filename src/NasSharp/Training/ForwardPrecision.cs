using NasSharp.Torch;

namespace NasSharp.Training;

/// <summary>Runs forwards in the run's precision.</summary>
internal sealed class ForwardPrecision(MixedPrecision precision, torch.Device device)
{
    /// <summary>Runs an objective; its loss is of the wide type.</summary>
    public BatchResult Run(Func<BatchResult> objective)
    {
        if (precision == MixedPrecision.Off || device.type != DeviceType.CUDA)
            return objective();
        using var narrow = torch.amp.autocast(device.type);
        return objective();
    }
}

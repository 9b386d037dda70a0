using NasSharp.Spaces;

namespace NasSharp.Hardware.Measuring;

/// <summary>A whole network, measured to see how good a table is.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Predicted">What the table says, in milliseconds.</param>
/// <param name="Measured">What the derived network takes.</param>
public sealed record MeasuredNetwork(Architecture Architecture, double Predicted, MeasuredLatency Measured)
{
    /// <summary>By what part of the measured latency the prediction is too high; negative when too low.</summary>
    public double Error => (Predicted - Measured.Median) / Measured.Median;
}

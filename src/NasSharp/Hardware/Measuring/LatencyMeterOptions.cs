using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Hardware.Measuring;

/// <summary>How latencies are measured.</summary>
public sealed record LatencyMeterOptions
{
    /// <summary>Measurements of each candidate and each network, interleaved: each is measured once before any is measured again; at least 3, default 30.</summary>
    public int Repeats { get; init; } = 30;

    /// <summary>Rounds before that, which do not count; 0 or more, default 3.</summary>
    public int WarmupRounds { get; init; } = 3;

    /// <summary>Random networks whose predicted latency is compared with the measured one; 0 or more, default 10.</summary>
    public int Networks { get; init; } = 10;

    /// <summary>Seed of the networks and of the intervals' resampling; default 0.</summary>
    public long Seed { get; init; }

    /// <summary>Where to measure; null, the default: the CPU.</summary>
    public torch.Device? Device { get; init; }

    /// <summary>The device's name in the table; default empty.</summary>
    public string DeviceName { get; init; } = "";

    /// <summary>The clock; the system's by default.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    internal void Validate()
    {
        Demand.That(Repeats >= 3, nameof(Repeats), Repeats, "3 or more, since an interval needs some");
        Demand.That(WarmupRounds >= 0, nameof(WarmupRounds), WarmupRounds, "0 or more");
        Demand.That(Networks >= 0, nameof(Networks), Networks, "0 or more");
    }
}

namespace NasSharp.Hardware;

/// <summary>The unit of the numbers in a file of latencies.</summary>
public enum LatencyUnit
{
    /// <summary>Thousandths of a second.</summary>
    Milliseconds,

    /// <summary>Millionths of a second.</summary>
    Microseconds,
}

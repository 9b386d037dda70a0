using NasSharp.Spaces;

namespace NasSharp.Benchmarks.FBNetLatency;

/// <summary>One result of a query.</summary>
/// <param name="Architecture">The network.</param>
/// <param name="Device">The device, with the batch size where there are several, such as <c>1080ti_32</c>.</param>
/// <param name="Milliseconds">The measured latency.</param>
public sealed record FBNetLatencyResult(Architecture Architecture, string Device, double Milliseconds);

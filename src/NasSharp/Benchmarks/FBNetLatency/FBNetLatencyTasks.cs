using NasSharp.Benchmarks.Search;

namespace NasSharp.Benchmarks.FBNetLatency;

/// <summary>Searches on the latencies of FBNet's space.</summary>
public static class FBNetLatencyTasks
{
    /// <summary>
    /// The fastest network of all 9^22: scores are latencies in milliseconds with a minus, the sum over layers that HW-NAS-Bench's numbers are. A test of tuners on a large space
    /// of known optimum rather than a search for a good network, since accuracies are not known.
    /// </summary>
    /// <exception cref="BenchmarkException">The device has no latencies by layer; the message names those that have.</exception>
    public static BenchmarkTask Fastest(FBNetLatencyTable table, string device)
    {
        ArgumentNullException.ThrowIfNull(table);
        var layers = table.Layers(device);
        return new BenchmarkTask
        {
            Name = $"{FBNetLatencyTable.Name} {device}",
            Space = FBNetLatencySpace.Space,
            Score = (a, _) => -layers.Of(a),
            Final = a => -layers.Of(a),
            BestScore = -layers.Least,
            Epochs = 1,
            LeastEpochs = 1,
        };
    }
}

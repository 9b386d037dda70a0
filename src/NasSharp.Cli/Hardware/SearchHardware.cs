using NasSharp.Hardware;

namespace NasSharp.Cli.Hardware;

/// <summary>What the candidates of a search cost, and what is made of it.</summary>
/// <param name="Costs">What each candidate costs.</param>
/// <param name="Latencies">The same as a latency table, when it is one.</param>
/// <param name="Objective">Penalty and limit; null when neither is given and the algorithm's own term counts.</param>
internal sealed record SearchHardware(CandidateCosts Costs, LatencyTable? Latencies, HardwareObjective? Objective)
{
    /// <summary>Whether the algorithm's own term in the loss is wanted: no other one was given.</summary>
    public bool OwnTerm => Objective?.Penalty is null;
}

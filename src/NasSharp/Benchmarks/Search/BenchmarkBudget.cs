using NasSharp.Training;

namespace NasSharp.Benchmarks.Search;

/// <summary>How long a search on a table lasts.</summary>
public sealed record BenchmarkBudget
{
    /// <summary>Whole trainings that may be looked up; at least 1, default 200. A training of fewer epochs counts as that part of one.</summary>
    public int Queries { get; init; } = 200;

    /// <summary>Seconds of training that the trials may have taken together, as the protocol of the NAS-Bench-201 paper counts; null, the default: any. The trial that goes beyond is not counted.</summary>
    public double? Seconds { get; init; }

    /// <summary>Whether an architecture that is known is answered without a query; default yes. The protocols of papers count it.</summary>
    public bool AnswerDuplicates { get; init; } = true;

    /// <summary>So many known architectures in a row, and a random new one is looked up instead; at least 1, default 20. Tuners that converge are not waited for.</summary>
    public int RepetitionLimit { get; init; } = 20;

    internal void Validate()
    {
        Demand.That(Queries >= 1, nameof(Queries), Queries, "1 or more");
        Demand.That(RepetitionLimit >= 1, nameof(RepetitionLimit), RepetitionLimit, "1 or more");
        Demand.That(Seconds is null or > 0, nameof(Seconds), Seconds ?? 1, "more than 0");
    }
}

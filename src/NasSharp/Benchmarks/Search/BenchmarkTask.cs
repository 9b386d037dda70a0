using NasSharp.Spaces;

namespace NasSharp.Benchmarks.Search;

/// <summary>A search whose trials are looked up in a table.</summary>
public sealed record BenchmarkTask
{
    /// <summary>What it is called, such as <c>nasbench201 Cifar100 SingleRun</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The space that is searched.</summary>
    public required SearchSpace Space { get; init; }

    /// <summary>Which architectures of the space the table has; others are refused and cost no query. Null: all of them.</summary>
    public Func<Architecture, bool>? Allowed { get; init; }

    /// <summary>What a tuner sees of an architecture trained for so many epochs; greater is better.</summary>
    public required Func<Architecture, int, double> Score { get; init; }

    /// <summary>The accuracy that is reported of an architecture, such as that on test images.</summary>
    public required Func<Architecture, double> Final { get; init; }

    /// <summary>The greatest score in the space at <see cref="Epochs"/>; regret is the distance to it.</summary>
    public required double BestScore { get; init; }

    /// <summary>Epochs of a whole training; a trial of fewer epochs costs that part of a query.</summary>
    public required int Epochs { get; init; }

    /// <summary>The fewest epochs that the table knows; the same as <see cref="Epochs"/> when it knows one number only.</summary>
    public required int LeastEpochs { get; init; }

    /// <summary>Seconds that a trial of so many epochs would have taken; null when the table does not say.</summary>
    public Func<Architecture, int, double>? Seconds { get; init; }

    /// <summary>Costs beside the score that are minimized with it by tuners for several objectives; null: none.</summary>
    public Func<Architecture, double>? Cost { get; init; }
}

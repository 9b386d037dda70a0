namespace NasSharp.Benchmarks;

/// <summary>An accuracy of an architecture over the runs with different seeds.</summary>
/// <param name="Mean">Mean over the runs, in percent.</param>
/// <param name="Runs">The accuracy of each run, in percent; empty when the table only has the mean.</param>
public sealed record Accuracy(double Mean, IReadOnlyList<double> Runs)
{
    /// <summary>Standard deviation over the runs, in percent (divided by the number of runs less 1); null with fewer than 2 known runs.</summary>
    public double? Deviation => Runs.Count < 2 ? null : Math.Sqrt(Runs.Sum(r => (r - Runs.Average()) * (r - Runs.Average())) / (Runs.Count - 1));
}

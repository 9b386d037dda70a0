using System.Numerics;
using System.Text.Json.Nodes;
using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot;

/// <summary>The end of a search that compares candidates: draws them, ranks them, and keeps the ranking in the run's files.</summary>
internal static class CandidateRanking
{
    private const int TriesPerCandidate = 20;

    /// <summary>
    /// Draws until there are so many different architectures, or all of the space, or hardly anything new comes any more. What is beyond a limit is not taken; when too few are left, it is
    /// made cheaper until it keeps the limit.
    /// </summary>
    public static List<Architecture> Distinct(SearchSpace space, int count, Func<Architecture> draw, HardwareObjective? hardware = null, Random? repairs = null)
    {
        var most = (int)BigInteger.Min(count, space.Count());
        return HardwareLimit.Distinct(draw, most, TriesPerCandidate * most, hardware, repairs ?? new RandomStream(0));
    }

    /// <summary>Measures each architecture; the best first, of equals the one that came first. A penalty makes scores worse by what the architecture costs.</summary>
    public static List<ScoredArchitecture> Rank(
        IReadOnlyList<Architecture> architectures, Func<Architecture, IReadOnlyDictionary<string, double>> measure,
        Func<IReadOnlyDictionary<string, double>, double> score, bool higherIsBetter, Action<int, int> progress, HardwareObjective? hardware = null)
    {
        var scored = new List<ScoredArchitecture>();
        foreach (var architecture in architectures)
        {
            var metrics = measure(architecture);
            scored.Add(new ScoredArchitecture(architecture, Priced(score(metrics), architecture, higherIsBetter, hardware), metrics));
            progress(scored.Count, architectures.Count);
        }
        return Ranked(scored, higherIsBetter);
    }

    /// <summary>The best first; a score that is not a number is worse than any.</summary>
    public static List<ScoredArchitecture> Ranked(IEnumerable<ScoredArchitecture> scored, bool higherIsBetter) =>
        [.. scored.OrderBy(s => double.IsNaN(s.Score)).ThenBy(s => higherIsBetter ? -s.Score : s.Score)];

    /// <summary>A score with the penalty, if there is one. A score of which less is better is a negative reward.</summary>
    public static double Priced(double value, Architecture architecture, bool higherIsBetter, HardwareObjective? hardware) =>
        hardware is null ? value : higherIsBetter ? hardware.OnReward(value, architecture) : -hardware.OnReward(-value, architecture);

    /// <summary>The metric that decides.</summary>
    /// <exception cref="TrainingException">It is not measured; the message names the option and what is measured.</exception>
    public static double Score(IReadOnlyDictionary<string, double> metrics, string option, string name) => metrics.TryGetValue(name, out var score)
        ? score
        : throw new TrainingException($"{option} is '{name}', which the objective does not measure; it measures {string.Join(", ", metrics.Keys)}.");

    /// <summary>A result as it stands in <c>result.json</c>.</summary>
    public static JsonObject Print(RankedSearchResult result) => new()
    {
        ["candidates"] = new JsonArray([.. result.Candidates.Select(c => new JsonObject
        {
            ["score"] = c.Score,
            ["validation"] = ResultFile.Numbers(c.Validation),
            ["architecture"] = JsonNode.Parse(c.Architecture.ToJson()),
        })]),
        ["epochs"] = result.Epochs,
        ["steps"] = result.Steps,
        ["seconds"] = result.Elapsed.TotalSeconds,
    };

    /// <summary>The result that <see cref="Print"/> wrote.</summary>
    public static RankedSearchResult Parse(SearchSpace space, JsonObject result, string path)
    {
        var file = new ResultFile(result, path);
        return new RankedSearchResult
        {
            Candidates = [.. file.List("candidates").Select(c =>
                new ScoredArchitecture(Architecture.Parse(space, c.Json("architecture"), path), c.Get<double>("score"), c.Numbers("validation")))],
            Epochs = file.Get<int>("epochs"),
            Steps = file.Get<long>("steps"),
            Elapsed = TimeSpan.FromSeconds(file.Get<double>("seconds")),
        };
    }
}

using System.Numerics;
using System.Text.Json.Nodes;
using NasSharp.Spaces;
using NasSharp.Training;
using NasSharp.Training.Runs;

namespace NasSharp.OneShot;

/// <summary>The end of a search that compares candidates: draws them, ranks them, and keeps the ranking in the run's files.</summary>
internal static class CandidateRanking
{
    private const int TriesPerCandidate = 20;

    /// <summary>Draws until there are so many different architectures, or all of the space, or hardly anything new comes any more.</summary>
    public static List<Architecture> Distinct(SearchSpace space, int count, Func<Architecture> draw)
    {
        var found = new OrderedDictionary<string, Architecture>(StringComparer.Ordinal);
        var most = (int)BigInteger.Min(count, space.Count());
        for (var tries = 0; found.Count < most && tries < TriesPerCandidate * most; tries++)
        {
            var drawn = draw();
            found.TryAdd(drawn.Hash, drawn);
        }
        return [.. found.Values];
    }

    /// <summary>Measures each architecture; the best first, of equals the one that came first.</summary>
    public static List<ScoredArchitecture> Rank(
        IReadOnlyList<Architecture> architectures, Func<Architecture, IReadOnlyDictionary<string, double>> measure,
        Func<IReadOnlyDictionary<string, double>, double> score, bool higherIsBetter, Action<int, int> progress)
    {
        var scored = new List<ScoredArchitecture>();
        foreach (var architecture in architectures)
        {
            var metrics = measure(architecture);
            scored.Add(new ScoredArchitecture(architecture, score(metrics), metrics));
            progress(scored.Count, architectures.Count);
        }
        return [.. scored.OrderBy(s => higherIsBetter ? -s.Score : s.Score)];
    }

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

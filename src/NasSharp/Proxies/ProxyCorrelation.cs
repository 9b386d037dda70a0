using NasSharp.OneShot.Ranking;
using NasSharp.Training;

namespace NasSharp.Proxies;

/// <summary>How well a proxy orders trained networks. Networks for which the proxy is missing are left out, and counted.</summary>
/// <param name="Proxy">The name of the proxy.</param>
/// <param name="Ranked">Networks that were ranked.</param>
/// <param name="Missing">Networks for which the proxy is missing.</param>
/// <param name="Spearman">Spearman's rho with the interval of a percentile bootstrap over networks.</param>
/// <param name="KendallTau">Kendall's tau-b with such an interval.</param>
public sealed record ProxyCorrelation(string Proxy, int Ranked, int Missing, Interval Spearman, Interval KendallTau)
{
    private const int Least = 3;

    /// <summary>Compares each proxy with what the networks reached after training.</summary>
    /// <param name="scores">The proxies of the networks; every network has the same ones.</param>
    /// <param name="truth">What they reached, in the same order; higher is better.</param>
    /// <param name="confidence">Of the intervals, between 0 and 1; default 0.95.</param>
    /// <param name="resamples">Of the bootstrap, at least 10; default 1000.</param>
    /// <param name="seed">Of the bootstrap; default 0.</param>
    /// <returns>One entry for each proxy in the order of the first network; NaN where fewer than 3 networks are ranked or all are equal.</returns>
    /// <exception cref="ArgumentException">There are not as many truths as networks, or one is no finite number, or an option is out of its range.</exception>
    public static IReadOnlyList<ProxyCorrelation> Of(
        IReadOnlyList<ProxyScores> scores, IReadOnlyList<double> truth, double confidence = 0.95, int resamples = 1000, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(scores);
        ArgumentNullException.ThrowIfNull(truth);
        Demand.That(confidence is > 0 and < 1, nameof(confidence), confidence, "a number between 0 and 1");
        Demand.That(resamples >= 10, nameof(resamples), resamples, "10 or more");
        if (scores.Count != truth.Count || scores.Count == 0 || !truth.All(double.IsFinite))
            throw new ArgumentException($"There are {scores.Count} networks and {truth.Count(double.IsFinite)} finite results; expected as many.", nameof(truth));
        return [.. scores[0].Scores.Keys.Select(proxy => One(proxy, [.. scores.Select(s => s.Scores[proxy])], truth, confidence, resamples, seed))];
    }

    private static ProxyCorrelation One(string proxy, double?[] scores, IReadOnlyList<double> truth, double confidence, int resamples, long seed)
    {
        var known = Enumerable.Range(0, scores.Length).Where(i => scores[i] is not null).ToArray();
        var nothing = new Interval(double.NaN, double.NaN, double.NaN);
        if (known.Length < Least)
            return new ProxyCorrelation(proxy, known.Length, scores.Length - known.Length, nothing, nothing);
        var bootstrap = new Bootstrap(known.Length, resamples, confidence, new RandomStream(seed, "bootstrap of a proxy"));
        Interval Statistic(Func<IReadOnlyList<double>, IReadOnlyList<double>, double> of) =>
            bootstrap.Of(drawn => of([.. drawn.Select(i => scores[known[i]]!.Value)], [.. drawn.Select(i => truth[known[i]])]));
        return new ProxyCorrelation(proxy, known.Length, scores.Length - known.Length, Statistic(RankCorrelation.Spearman), Statistic(RankCorrelation.KendallTau));
    }
}

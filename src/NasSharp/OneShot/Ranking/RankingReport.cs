using System.Text.Json.Nodes;
using NasSharp.Training;

namespace NasSharp.OneShot.Ranking;

/// <summary>Whether a supernet's scores rank architectures, beside what counting parameters and multiply-adds would do.</summary>
public sealed record RankingReport
{
    /// <summary>The predictor that is the supernet.</summary>
    public const string Supernet = "supernet";

    /// <summary>The predictor that counts parameters.</summary>
    public const string Parameters = "parameters";

    /// <summary>The predictor that counts multiply-adds.</summary>
    public const string Flops = "flops";

    private RankingReport(IReadOnlyList<RankedNetwork> networks, RankingOptions options, IReadOnlyList<PredictorQuality> predictors, Interval gain)
        => (Networks, Options, Predictors, Gain) = (networks, options, predictors, gain);

    /// <summary>The networks, in the order in which they were drawn.</summary>
    public IReadOnlyList<RankedNetwork> Networks { get; }

    /// <summary>How the report was made.</summary>
    public RankingOptions Options { get; }

    /// <summary>The supernet, the number of parameters and the multiply-adds as predictors, in this order.</summary>
    public IReadOnlyList<PredictorQuality> Predictors { get; }

    /// <summary>Kendall's tau of the supernet minus that of the number of parameters, on the same resamples.</summary>
    public Interval Gain { get; }

    /// <summary>One line in words: whether the supernet ranks better than counting parameters.</summary>
    public string Verdict => RankingReportText.Verdict(this);

    /// <summary>Computes the statistics.</summary>
    /// <param name="networks">At least 3 networks with their scores.</param>
    /// <param name="options">Which statistics; null: the defaults.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <exception cref="ArgumentException">There are fewer than 3 networks, a score is no finite number, or an option is out of its range.</exception>
    public static RankingReport Of(IReadOnlyList<RankedNetwork> networks, RankingOptions? options = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(networks);
        options ??= new RankingOptions();
        options.Validate();
        if (networks.Count < 3)
            throw new ArgumentException($"A ranking of {networks.Count} networks says nothing; give at least 3.", nameof(networks));
        if (networks.FirstOrDefault(n => !double.IsFinite(n.Supernet) || !double.IsFinite(n.StandAlone)) is { } wrong)
            throw new ArgumentException($"The scores of {wrong.Architecture} are {wrong.Supernet} and {wrong.StandAlone}; expected finite numbers.", nameof(networks));
        var sign = options.HigherIsBetter ? 1 : -1;
        var truth = networks.Select(n => sign * n.StandAlone).ToArray();
        var bootstrap = new Bootstrap(networks.Count, options.Resamples, options.Confidence, new RandomStream(seed, "ranking bootstrap"));
        var supernet = networks.Select(n => sign * n.Supernet).ToArray();
        var parameters = networks.Select(n => (double)n.Parameters).ToArray();
        var flops = networks.Select(n => (double)n.Flops).ToArray();
        double Tau(double[] scores, int[] which) => RankCorrelation.KendallTau(Take(scores, which), Take(truth, which));
        PredictorQuality Quality(string name, double[] scores) => new(name, bootstrap.Of(which => Tau(scores, which)),
            bootstrap.Of(which => RankCorrelation.Spearman(Take(scores, which), Take(truth, which))),
            new OrderedDictionary<int, Interval>(options.TopK.Where(k => k <= networks.Count).Distinct().Order()
                .Select(k => KeyValuePair.Create(k, bootstrap.Of(which => RankCorrelation.Regret(Take(scores, which), Take(truth, which), k))))));
        return new RankingReport([.. networks], options,
            [Quality(Supernet, supernet), Quality(Parameters, parameters), Quality(Flops, flops)],
            bootstrap.Of(which => Tau(supernet, which) - Tau(parameters, which)));
    }

    /// <summary>The quality of one predictor.</summary>
    /// <exception cref="ArgumentException">There is no such predictor.</exception>
    public PredictorQuality this[string predictor] => Predictors.FirstOrDefault(p => p.Predictor == predictor)
        ?? throw new ArgumentException($"There is no predictor '{predictor}'; there are {string.Join(", ", Predictors.Select(p => p.Predictor))}.", nameof(predictor));

    /// <summary>The report as JSON: networks, predictors, gain and verdict; what is not defined is null.</summary>
    public JsonObject ToJson() => RankingReportText.Json(this);

    /// <summary>The report as Markdown: the verdict, a table of predictors and a table of networks, the best stand-alone score first.</summary>
    public string ToMarkdown() => RankingReportText.Markdown(this);

    private static double[] Take(double[] numbers, int[] which) => Array.ConvertAll(which, i => numbers[i]);
}

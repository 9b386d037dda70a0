namespace NasSharp.OneShot.Ranking;

/// <summary>How well one predictor ranks the networks, with bootstrap intervals.</summary>
/// <param name="Predictor">What ranks them: <c>supernet</c>, <c>parameters</c> or <c>flops</c>; of the latter two, more is taken for better.</param>
/// <param name="KendallTau">Kendall's tau-b with the stand-alone scores.</param>
/// <param name="Spearman">Spearman's rho with the stand-alone scores.</param>
/// <param name="Regret">For each k, what is lost by training only the k that it ranks highest, in units of the score.</param>
public sealed record PredictorQuality(string Predictor, Interval KendallTau, Interval Spearman, IReadOnlyDictionary<int, Interval> Regret);

namespace NasSharp.OneShot.Enas;

/// <summary>
/// How good an architecture is: from the means that the objective measured on validation data (<c>loss</c> and its metrics) to one finite number, higher
/// is better. For accuracies from 0 to 1 take them as they are; for a perplexity, the paper's is 80 divided by it.
/// </summary>
public delegate double EnasReward(IReadOnlyDictionary<string, double> validation);

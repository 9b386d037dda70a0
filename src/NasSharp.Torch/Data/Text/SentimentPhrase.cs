namespace NasSharp.Torch.Data.Text;

/// <summary>A part of a sentence with its sentiment.</summary>
/// <param name="Label">0 very negative, 1 negative, 2 neutral, 3 positive, 4 very positive.</param>
/// <param name="Start">Its first word in the sentence.</param>
/// <param name="Length">Its number of words, at least 1.</param>
public readonly record struct SentimentPhrase(int Label, int Start, int Length);

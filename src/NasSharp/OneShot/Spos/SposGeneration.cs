namespace NasSharp.OneShot.Spos;

/// <summary>What happened in one generation of an evolution.</summary>
/// <param name="Measured">Architectures that were measured.</param>
/// <param name="Best">The best score of all generations so far.</param>
/// <param name="Mean">The mean score of the architectures of this generation.</param>
/// <param name="Duplicates">Draws that were rejected because the architecture had been measured or chosen already.</param>
/// <param name="BeyondLimits">Draws that were rejected because they break a limit.</param>
public sealed record SposGeneration(int Measured, double Best, double Mean, int Duplicates, int BeyondLimits);

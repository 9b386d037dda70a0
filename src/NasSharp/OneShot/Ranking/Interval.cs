namespace NasSharp.OneShot.Ranking;

/// <summary>An estimate and the bootstrap interval around it. NaN where it is not defined.</summary>
/// <param name="Value">The estimate from all networks.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
public sealed record Interval(double Value, double Low, double High);

using NasSharp.Spaces;

namespace NasSharp.OneShot;

/// <summary>An architecture and what the supernet's weights reach with it.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Score">The metric that decides.</param>
/// <param name="Validation">All means over the validation data.</param>
public sealed record ScoredArchitecture(Architecture Architecture, double Score, IReadOnlyDictionary<string, double> Validation);

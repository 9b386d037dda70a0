using NasSharp.Spaces;

namespace NasSharp.Proxies;

/// <summary>The proxies of one architecture.</summary>
/// <param name="Architecture">The architecture.</param>
/// <param name="Scores">The numbers by proxy; null where one is missing.</param>
public sealed record ProxyScores(Architecture Architecture, IReadOnlyDictionary<string, double?> Scores);

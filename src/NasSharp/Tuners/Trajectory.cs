using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>An architecture as a policy decided it.</summary>
/// <param name="Architecture">What came out.</param>
/// <param name="Actions">The action of each step.</param>
/// <param name="Allowed">The actions that could be taken at each step.</param>
/// <param name="LogProbabilities">The logarithm of the probability of each action when it was taken.</param>
/// <param name="Values">What the policy expected at each step; zeros for a policy that expects nothing.</param>
internal sealed record Trajectory(
    Architecture Architecture, IReadOnlyList<int> Actions, IReadOnlyList<IReadOnlyList<int>> Allowed, IReadOnlyList<double> LogProbabilities, IReadOnlyList<double> Values);

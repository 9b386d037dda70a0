using NasSharp.Training;

namespace NasSharp.Tuners;

/// <summary>What a policy remembers with a suggestion.</summary>
/// <param name="Taken">The trajectory that led to it; null when the suggestion was drawn otherwise.</param>
/// <param name="Refused">One that the constraint refused on the way, from which the policy learns to keep it; null: none was.</param>
internal sealed record PolicyDraw(Trajectory? Taken, Trajectory? Refused)
{
    private const int Attempts = 50;

    /// <summary>Draws from the policy until an architecture is allowed; after many refusals, one that the policy did not draw.</summary>
    public static Suggestion Make(RecurrentPolicy policy, AllowedArchitectures allowed, RandomStream random)
    {
        Trajectory? refused = null;
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var drawn = policy.Sample(random);
            if (allowed.Permits(drawn.Architecture))
                return new Suggestion(drawn.Architecture) { Tag = new PolicyDraw(drawn, refused) };
            refused ??= drawn;
        }
        return new Suggestion(allowed.Draw()) { Tag = new PolicyDraw(null, refused) };
    }

    /// <summary>What the policy can learn from a result: nothing from a suggestion of somebody else's.</summary>
    public static IEnumerable<(Trajectory Trajectory, TrialOutcome Outcome)> Lessons(Suggestion suggestion, TrialOutcome outcome)
    {
        if (suggestion.Tag is not PolicyDraw draw)
            yield break;
        if (draw.Refused is { Actions.Count: > 0 } refused)
            yield return (refused, TrialOutcome.Rejected);
        if (draw.Taken is { Actions.Count: > 0 } taken)
            yield return (taken, outcome);
    }
}

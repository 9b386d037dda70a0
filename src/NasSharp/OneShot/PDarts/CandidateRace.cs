namespace NasSharp.OneShot.PDarts;

/// <summary>Who goes on to the next stage.</summary>
internal static class CandidateRace
{
    /// <summary>
    /// Takes the weakest entries out: those with the smallest shares, of equals the later ones. The last candidate stays, whatever "none" has.
    /// </summary>
    /// <param name="shares">The softmax of a choice's vector, [N] or [N + 1] with "none" last.</param>
    /// <param name="open">Who is in the race; in the same order.</param>
    /// <param name="candidates">N.</param>
    /// <param name="drop">How many to take out.</param>
    public static bool[] Next(double[] shares, IReadOnlyList<bool> open, int candidates, int drop)
    {
        bool[] next = [.. open];
        foreach (var weakest in Enumerable.Range(0, shares.Length).Where(i => open[i]).OrderBy(i => shares[i]).ThenByDescending(i => i))
        {
            if (drop == 0)
                break;
            if (weakest < candidates && next.Take(candidates).Count(o => o) == 1)
                continue;
            next[weakest] = false;
            drop--;
        }
        return next;
    }
}

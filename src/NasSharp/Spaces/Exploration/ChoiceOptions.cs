using System.Numerics;

namespace NasSharp.Spaces.Exploration;

/// <summary>The decisions a search may take for one choice on its own.</summary>
internal static class ChoiceOptions
{
    /// <summary>How many there are.</summary>
    public static BigInteger Count(Choice choice) => choice switch
    {
        { Kind: ChoiceKind.LayerChoice } => choice.Candidates.Count,
        { ChosenCount: { } n } => Binomial(choice.Candidates.Count, n),
        _ => BigInteger.One << choice.Candidates.Count,
    };

    /// <summary>All of them: candidates in order; sets of a fixed size in lexicographic order; sets of any size in the order of binary counting.</summary>
    public static IEnumerable<Decision> All(Choice choice) => choice switch
    {
        { Kind: ChoiceKind.LayerChoice } => Enumerable.Range(0, choice.Candidates.Count).Select(Decision.One),
        { ChosenCount: { } n } => Combinations(choice.Candidates.Count, n),
        _ => Subsets(choice.Candidates.Count),
    };

    /// <summary>The first candidate; the first sources, or all where any number is allowed.</summary>
    public static Decision First(Choice choice) => choice.Kind == ChoiceKind.LayerChoice
        ? Decision.One(0)
        : Decision.Many(Enumerable.Range(0, choice.ChosenCount ?? choice.Candidates.Count));

    /// <summary>A random one, all equally likely.</summary>
    public static Decision Sample(Choice choice, Random random)
    {
        var count = choice.Candidates.Count;
        if (choice.Kind == ChoiceKind.LayerChoice)
            return Decision.One(random.Next(count));
        if (choice.ChosenCount is not { } n)
            return Decision.FromMask(Enumerable.Range(0, count).Select(_ => random.Next(2) == 1).ToArray());
        var positions = Enumerable.Range(0, count).ToArray();
        for (var i = 0; i < n; i++)
        {
            var j = i + random.Next(count - i);
            (positions[i], positions[j]) = (positions[j], positions[i]);
        }
        return Decision.Many(positions.Take(n));
    }

    /// <summary>A random one that is not the given one, all equally likely; there must be another.</summary>
    public static Decision SampleOther(Choice choice, Decision current, Random random)
    {
        while (true)
        {
            var drawn = Sample(choice, random);
            if (!drawn.Equals(current))
                return drawn;
        }
    }

    /// <summary>True when there is a decision other than the given one.</summary>
    public static bool HasOther(Choice choice, Decision current) => HasSeveral(choice) || !First(choice).Equals(current);

    // Without counting them.
    private static bool HasSeveral(Choice choice) => choice.Kind == ChoiceKind.LayerChoice || choice.ChosenCount is null
        ? choice.Candidates.Count > (choice.Kind == ChoiceKind.LayerChoice ? 1 : 0)
        : choice.ChosenCount > 0 && choice.ChosenCount < choice.Candidates.Count;

    /// <summary>The decisions one edit away.</summary>
    public static IEnumerable<Decision> Edits(Choice choice, Decision current)
    {
        var all = Enumerable.Range(0, choice.Candidates.Count);
        if (choice.Kind == ChoiceKind.LayerChoice)
            return All(choice).Where(d => !d.Equals(current));
        if (choice.ChosenCount is null)
            return all.Select(i => Decision.Many(current.Selects(i) ? current.Selected.Where(s => s != i) : current.Selected.Append(i)));
        return current.Selected.SelectMany(_ => all.Where(i => !current.Selects(i)),
            (dropped, taken) => Decision.Many(current.Selected.Where(s => s != dropped).Append(taken)));
    }

    private static BigInteger Binomial(int n, int k)
    {
        var result = BigInteger.One;
        for (var i = 1; i <= k; i++)
            result = result * (n - k + i) / i;
        return result;
    }

    private static IEnumerable<Decision> Combinations(int n, int k)
    {
        var chosen = Enumerable.Range(0, k).ToArray();
        while (true)
        {
            yield return Decision.Many(chosen);
            var i = k - 1;
            while (i >= 0 && chosen[i] == n - k + i)
                i--;
            if (i < 0)
                yield break;
            chosen[i]++;
            for (var j = i + 1; j < k; j++)
                chosen[j] = chosen[j - 1] + 1;
        }
    }

    private static IEnumerable<Decision> Subsets(int n)
    {
        var mask = new bool[n];
        while (true)
        {
            yield return Decision.FromMask(mask);
            var i = 0;
            while (i < n && mask[i])
                mask[i++] = false;
            if (i == n)
                yield break;
            mask[i] = true;
        }
    }
}

namespace NasSharp.Torch.Data;

/// <summary>Draws samples so that each class keeps its share.</summary>
internal static class Stratified
{
    /// <summary>Divides the samples; both parts must get one at least.</summary>
    public static (int[] Kept, int[] Taken) Divide(DataSplit split, double fraction, long seed)
    {
        if (!(fraction > 0 && fraction < 1))
            throw new ArgumentOutOfRangeException(nameof(fraction), fraction, "The fraction is between 0 and 1, both excluded.");
        var count = (int)Math.Round(fraction * split.Count, MidpointRounding.AwayFromZero);
        if (count == 0 || count == split.Count)
            throw new ArgumentException($"A fraction of {fraction} of {split.Count} samples leaves one part of {split.Name} empty; choose another or give more data.");
        return Choose(split, count, seed);
    }

    /// <summary>Takes exactly <paramref name="count"/> samples, from each class its share rounded down or up.</summary>
    public static (int[] Kept, int[] Taken) Choose(DataSplit split, int count, long seed)
    {
        var labels = split.Labels;
        var samples = split.Samples.ToArray();
        var classes = Enumerable.Range(0, samples.Length).GroupBy(i => labels.Count == 0 ? 0 : labels[i], i => samples[i])
            .OrderBy(g => g.Key).Select(g => (Label: g.Key, Members: g.ToArray())).ToArray();
        var shares = Shares([.. classes.Select(c => c.Members.Length)], count);
        var (kept, taken) = (new List<int>(), new List<int>());
        foreach (var ((label, members), share) in classes.Zip(shares))
        {
            new SampleDraws(seed, 0, label).Shuffle(members.AsSpan());
            taken.AddRange(members[..share]);
            kept.AddRange(members[share..]);
        }
        kept.Sort();
        taken.Sort();
        return ([.. kept], [.. taken]);
    }

    // The largest remainders get the samples that rounding down leaves over.
    private static int[] Shares(int[] sizes, int count)
    {
        var total = sizes.Sum(s => (long)s);
        var shares = sizes.Select(s => (int)(s * (long)count / total)).ToArray();
        var rest = count - shares.Sum();
        foreach (var i in Enumerable.Range(0, sizes.Length).OrderByDescending(i => sizes[i] * (long)count % total).ThenBy(i => i).Take(rest))
            shares[i]++;
        return shares;
    }
}

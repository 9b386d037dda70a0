using NasSharp.Torch.Data;

namespace NasSharp.Torch.Tests.Data;

public sealed class SampleDrawsTests
{
    [Fact]
    public void Draws_of_the_same_sample_are_the_same_and_of_others_differ()
    {
        static ulong First(long seed, int epoch, int sample) => new SampleDraws(seed, epoch, sample).NextBits();
        Assert.Equal(First(1, 2, 3), First(1, 2, 3));
        var all = from seed in new long[] { 0, 1, -1, long.MaxValue } from epoch in Enumerable.Range(0, 20) from sample in Enumerable.Range(-1, 50) select First(seed, epoch, sample);
        Assert.Equal(4 * 20 * 50, all.Distinct().Count());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(9)]
    [InlineData(1000)]
    public void NextInt_over_many_samples_is_uniform(int bound)
    {
        const int PerValue = 200;
        var counts = new int[bound];
        for (var sample = 0; sample < PerValue * bound; sample++)
            counts[new SampleDraws(7, 0, sample).NextInt(bound)]++;
        // Chi-squared has mean k and variance 2k with k = bound - 1; six deviations fail a correct build less than once in 10,000.
        var chi = counts.Sum(c => (c - PerValue) * (double)(c - PerValue) / PerValue);
        Assert.InRange(chi, 0, bound - 1 + 6 * Math.Sqrt(2 * (bound - 1)) + 6);
    }

    [Fact]
    public void NextDouble_of_neighbouring_samples_is_uncorrelated()
    {
        const int Count = 100_000;
        var values = Enumerable.Range(0, Count).Select(i => new SampleDraws(3, 5, i).NextDouble()).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 1 - 1e-17));
        var mean = values.Average();
        var covariance = values.Zip(values.Skip(1), (a, b) => (a - 0.5) * (b - 0.5)).Average();
        Assert.InRange(mean, 0.5 - 5 * 0.2887 / Math.Sqrt(Count), 0.5 + 5 * 0.2887 / Math.Sqrt(Count)); // 5 standard errors
        Assert.InRange(covariance, -5 / 12.0 / Math.Sqrt(Count), 5 / 12.0 / Math.Sqrt(Count));
    }

    [Fact]
    public void Shuffle_reaches_every_order_alike()
    {
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < 24_000; i++)
        {
            int[] values = [0, 1, 2, 3];
            new SampleDraws(11, i, 0).Shuffle(values.AsSpan());
            var key = string.Concat(values);
            counts[key] = counts.GetValueOrDefault(key) + 1;
        }
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, c => Assert.InRange(c, 1000 - 6 * 31, 1000 + 6 * 31)); // six deviations of a count of mean 1000
    }
}

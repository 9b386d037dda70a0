using NasSharp.Training;

namespace NasSharp.Tests.Training;

public sealed class RandomStreamTests
{
    // 4.1 standard deviations: a right build fails such a test less than once in 20,000.
    private const double Sigmas = 4.1;

    [Fact]
    public void NextUInt64_from_a_known_state_gives_the_published_sequence()
    {
        // First outputs of the reference implementation of xoshiro256** for the state 1, 2, 3, 4.
        var stream = new RandomStream(0) { State = [1, 2, 3, 4] };
        Assert.Equal([11520UL, 0UL, 1509978240UL, 1215971899390074240UL], Enumerable.Range(0, 4).Select(_ => stream.NextUInt64()));
    }

    [Fact]
    public void Stream_of_the_same_seed_and_name_gives_the_same_numbers()
    {
        var (a, b) = (new RandomStream(7, "paths"), new RandomStream(7, "paths"));
        Assert.Equal(Enumerable.Range(0, 100).Select(_ => a.NextUInt64()), Enumerable.Range(0, 100).Select(_ => b.NextUInt64()));
    }

    [Theory]
    [InlineData(7, "paths", 8, "paths")]
    [InlineData(7, "paths", 7, "path")]
    [InlineData(0, "", 0, "a")]
    [InlineData(-1, "a", 1, "a")]
    public void Stream_of_another_seed_or_name_gives_unrelated_numbers(long seed, string name, long otherSeed, string otherName)
    {
        var (a, b) = (new RandomStream(seed, name), new RandomStream(otherSeed, otherName));
        var equalBits = Enumerable.Range(0, 1000).Sum(_ => 64 - System.Numerics.BitOperations.PopCount(a.NextUInt64() ^ b.NextUInt64()));
        Assert.InRange(equalBits, 32_000 - Sigmas * Math.Sqrt(16_000), 32_000 + Sigmas * Math.Sqrt(16_000));
    }

    [Fact]
    public void State_that_is_restored_continues_every_kind_of_draw()
    {
        var stream = new RandomStream(3, "x");
        stream.NextGaussian();
        var state = stream.State;
        double[] Draw() => [stream.Next(10), stream.NextDouble(), stream.NextGaussian(), stream.NextInt64(), stream.NextSingle(), stream.Choose([1, 2, 3])];
        var first = Draw();
        stream.State = state;
        Assert.Equal(first, Draw());
    }

    [Fact]
    public void State_of_zeros_is_refused() => Assert.Throws<ArgumentException>(() => new RandomStream(0) { State = [0, 0, 0, 0] });

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(1000)]
    public void Next_is_uniform(int bound)
    {
        const int draws = 100_000;
        var stream = new RandomStream(11, "uniform");
        var counts = new int[bound];
        for (var i = 0; i < draws; i++)
            counts[stream.Next(bound)]++;
        var expected = (double)draws / bound;
        var chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        // The statistic has mean bound-1 and variance 2(bound-1).
        Assert.InRange(chiSquare, 0, bound - 1 + 5 * Math.Sqrt(2.0 * (bound - 1)) + 8);
    }

    [Fact]
    public void NextDouble_has_the_mean_and_variance_of_the_uniform_distribution()
    {
        const int draws = 100_000;
        var stream = new RandomStream(12);
        var values = Enumerable.Range(0, draws).Select(_ => stream.NextDouble()).ToArray();
        Assert.All(values, v => Assert.InRange(v, 0, 1 - double.Epsilon));
        Assert.Equal(0.5, values.Average(), Sigmas * Math.Sqrt(1.0 / 12 / draws));
        Assert.Equal(1.0 / 12, values.Average(v => (v - 0.5) * (v - 0.5)), Sigmas * Math.Sqrt(1.0 / 180 / draws));
    }

    [Fact]
    public void NextGaussian_has_the_mean_variance_and_tails_of_the_normal_distribution()
    {
        const int draws = 100_000;
        var stream = new RandomStream(13);
        var values = Enumerable.Range(0, draws).Select(_ => stream.NextGaussian(2, 3)).ToArray();
        Assert.Equal(2, values.Average(), Sigmas * 3 / Math.Sqrt(draws));
        Assert.Equal(9, values.Average(v => (v - 2) * (v - 2)), Sigmas * 9 * Math.Sqrt(2.0 / draws));
        Assert.Equal(0.0455, values.Count(v => Math.Abs(v - 2) > 6) / (double)draws, Sigmas * Math.Sqrt(0.0455 / draws));
    }

    [Fact]
    public void Shuffle_reaches_every_order_equally_often()
    {
        const int draws = 24_000;
        var stream = new RandomStream(14);
        var counts = new Dictionary<string, int>();
        for (var i = 0; i < draws; i++)
        {
            var items = "abcd".ToCharArray();
            stream.Shuffle(items);
            counts[new string(items)] = counts.GetValueOrDefault(new string(items)) + 1;
        }
        Assert.Equal(24, counts.Count);
        Assert.All(counts.Values, c => Assert.InRange(c, 1000 - 4.6 * Math.Sqrt(1000), 1000 + 4.6 * Math.Sqrt(1000)));
    }

    [Fact]
    public void Range_draws_stay_in_their_range_at_its_extremes()
    {
        var stream = new RandomStream(15);
        for (var i = 0; i < 1000; i++)
        {
            Assert.InRange(stream.Next(-3, 4), -3, 3);
            Assert.InRange(stream.NextInt64(long.MinValue, long.MaxValue), long.MinValue, long.MaxValue - 1);
            Assert.InRange(stream.Next(int.MinValue, int.MaxValue), int.MinValue, int.MaxValue - 1);
        }
        Assert.Equal(5, stream.Next(5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Next(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => stream.Next(2, 1));
    }
}

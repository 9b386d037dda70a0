namespace NasSharp.Torch.Data;

/// <summary>
/// The random numbers of one sample in one epoch. The stream is a function of seed, epoch and sample alone, so that an augmentation
/// is the same whichever worker makes it, in whatever order. (SplitMix64; Steele, Lea and Flood 2014.)
/// </summary>
public struct SampleDraws
{
    private ulong _state;

    /// <summary>Starts the stream of a sample.</summary>
    /// <param name="seed">The loader's seed.</param>
    /// <param name="epoch">The epoch, from 0.</param>
    /// <param name="sample">The sample's index in its data set.</param>
    public SampleDraws(long seed, int epoch, int sample)
    {
        _state = Mix(Mix(Mix((ulong)seed + 0x9e3779b97f4a7c15) + (uint)epoch) + (uint)sample);
    }

    /// <summary>64 random bits.</summary>
    public ulong NextBits() => Mix(_state += 0x9e3779b97f4a7c15);

    /// <summary>A number in [0, 1).</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>An integer in [0, <paramref name="bound"/>), each equally likely.</summary>
    public int NextInt(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var scaled = Math.BigMul(NextBits(), (ulong)bound, out var low);
        // 2^64 is no multiple of the bound: the few values that would make some results likelier are drawn again.
        for (var rest = (0UL - (ulong)bound) % (ulong)bound; low < rest;)
            scaled = Math.BigMul(NextBits(), (ulong)bound, out low);
        return (int)scaled;
    }

    /// <summary>Puts the values into a random order, each order equally likely.</summary>
    public void Shuffle<T>(Span<T> values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var j = NextInt(i + 1);
            (values[i], values[j]) = (values[j], values[i]);
        }
    }

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }
}

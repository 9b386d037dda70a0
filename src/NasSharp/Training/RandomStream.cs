using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace NasSharp.Training;

/// <summary>
/// A stream of random numbers (xoshiro256**, Blackman and Vigna 2018) whose state can be saved and restored. It is a <see cref="Random"/>, so it can
/// be handed to whatever asks for one; the numbers are the same on every machine and runtime.
/// </summary>
public sealed class RandomStream : Random
{
    /// <summary>Numbers in a saved state.</summary>
    public const int StateLength = 4;

    private ulong _s0, _s1, _s2, _s3;

    /// <summary>Starts the stream that belongs to a seed and a name; other names or seeds give streams without relation to it.</summary>
    public RandomStream(long seed, string name = "")
    {
        ArgumentNullException.ThrowIfNull(name);
        // FNV-1a over the name, then SplitMix64 from both, as the generator's authors advise for its first state.
        var mixed = 0xcbf29ce484222325UL;
        foreach (var b in Encoding.UTF8.GetBytes(name))
            mixed = (mixed ^ b) * 0x100000001b3UL;
        var start = (ulong)seed;
        mixed ^= SplitMix(ref start);
        (_s0, _s1, _s2, _s3) = (SplitMix(ref mixed), SplitMix(ref mixed), SplitMix(ref mixed), SplitMix(ref mixed));
    }

    /// <summary>The state, 4 numbers; setting it continues the stream from there.</summary>
    /// <exception cref="ArgumentException">Not 4 numbers, or all are zero.</exception>
    public IReadOnlyList<ulong> State
    {
        get => [_s0, _s1, _s2, _s3];
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            if (value.Count != StateLength || value.All(s => s == 0))
                throw new ArgumentException($"A state is {StateLength} numbers that are not all zero.", nameof(value));
            (_s0, _s1, _s2, _s3) = (value[0], value[1], value[2], value[3]);
        }
    }

    /// <summary>64 random bits.</summary>
    public ulong NextUInt64()
    {
        var result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        var t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>A uniform whole number from 0 to <paramref name="exclusiveMax"/> - 1, without bias.</summary>
    public ulong NextUInt64(ulong exclusiveMax)
    {
        ArgumentOutOfRangeException.ThrowIfZero(exclusiveMax);
        // Lemire 2019: the upper half of a product is uniform once the few lower halves that come too often are drawn again.
        var high = Math.BigMul(NextUInt64(), exclusiveMax, out var low);
        if (low < exclusiveMax)
        {
            for (var threshold = (0 - exclusiveMax) % exclusiveMax; low < threshold;)
                high = Math.BigMul(NextUInt64(), exclusiveMax, out low);
        }
        return high;
    }

    /// <summary>A normally distributed number.</summary>
    /// <param name="mean">The mean; 0 by default.</param>
    /// <param name="deviation">The standard deviation; 1 by default.</param>
    public double NextGaussian(double mean = 0, double deviation = 1)
    {
        // Box and Muller; the second number of the pair is dropped, so that the state is the four numbers and nothing more.
        var radius = Math.Sqrt(-2 * Math.Log(1 - NextDouble()));
        return mean + deviation * radius * Math.Cos(2 * Math.PI * NextDouble());
    }

    /// <summary>One of the items, each equally likely.</summary>
    public T Choose<T>(IReadOnlyList<T> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentOutOfRangeException.ThrowIfZero(items.Count, nameof(items));
        return items[Next(items.Count)];
    }

    /// <summary>Puts the items in a random order, each equally likely (Fisher and Yates).</summary>
    public new void Shuffle<T>(Span<T> items)
    {
        for (var last = items.Length - 1; last > 0; last--)
        {
            var other = Next(last + 1);
            (items[last], items[other]) = (items[other], items[last]);
        }
    }

    /// <summary>Puts the items in a random order, each equally likely.</summary>
    public new void Shuffle<T>(T[] items) => Shuffle(items.AsSpan());

    /// <inheritdoc/>
    public override int Next() => (int)NextUInt64(int.MaxValue);

    /// <inheritdoc/>
    public override int Next(int maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(maxValue);
        return maxValue == 0 ? 0 : (int)NextUInt64((ulong)maxValue);
    }

    /// <inheritdoc/>
    public override int Next(int minValue, int maxValue) => (int)NextInt64(minValue, maxValue);

    /// <inheritdoc/>
    public override long NextInt64() => (long)NextUInt64(long.MaxValue);

    /// <inheritdoc/>
    public override long NextInt64(long maxValue) => NextInt64(0, maxValue);

    /// <inheritdoc/>
    public override long NextInt64(long minValue, long maxValue)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(minValue, maxValue);
        return minValue == maxValue ? minValue : minValue + (long)NextUInt64((ulong)maxValue - (ulong)minValue);
    }

    /// <inheritdoc/>
    public override double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <inheritdoc/>
    public override float NextSingle() => (NextUInt64() >> 40) * (1.0f / (1 << 24));

    /// <inheritdoc/>
    public override void NextBytes(byte[] buffer) => NextBytes(buffer.AsSpan());

    /// <inheritdoc/>
    public override void NextBytes(Span<byte> buffer)
    {
        Span<byte> word = stackalloc byte[sizeof(ulong)];
        while (!buffer.IsEmpty)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(word, NextUInt64());
            var count = Math.Min(word.Length, buffer.Length);
            word[..count].CopyTo(buffer);
            buffer = buffer[count..];
        }
    }

    /// <inheritdoc/>
    protected override double Sample() => NextDouble();

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9e3779b97f4a7c15UL;
        var z = state;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9UL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebUL;
        return z ^ (z >> 31);
    }
}

using System.Numerics;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tuners;

/// <summary>Finds architectures that are allowed and not known yet.</summary>
internal sealed class UnknownArchitectures(SearchSpace space, long seed, Func<Architecture, bool>? constraint)
{
    private const int Draws = 10_000;
    private static readonly BigInteger Enumerable = 1_000_000;

    private readonly RandomStream _random = new(seed, "tuner session");
    private readonly Lazy<BigInteger> _count = new(space.Count);

    /// <summary>A random one; when many draws find none, the first in a space small enough to look through; null when there is none.</summary>
    public Architecture? Draw(Func<Architecture, bool> known)
    {
        for (var draw = 0; draw < Draws; draw++)
        {
            var drawn = space.Sample(_random);
            if (Fits(drawn))
                return drawn;
        }
        return _count.Value <= Enumerable ? space.Enumerate().FirstOrDefault(Fits) : null;

        bool Fits(Architecture architecture) => !known(architecture) && (constraint is null || constraint(architecture));
    }
}

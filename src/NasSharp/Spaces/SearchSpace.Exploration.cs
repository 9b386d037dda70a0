using System.Numerics;
using NasSharp.Spaces.Exploration;

namespace NasSharp.Spaces;

public sealed partial class SearchSpace
{
    /// <summary>The number of different architectures: those that differ in an active decision. Exact, and fast for any size.</summary>
    public BigInteger Count() => new ArchitectureCounter(this).Count();

    /// <summary>Every architecture once, lazily, always in the same order: the last choice varies fastest.</summary>
    public IEnumerable<Architecture> Enumerate() => ArchitectureEnumeration.All(this);

    /// <summary>The architecture that NNI's stand-alone mode uses: first candidates, the first sources, or all of them where any number is allowed.</summary>
    public Architecture First() => ArchitectureFilling.Fill(this, _ => null, ChoiceOptions.First);

    /// <summary>
    /// A random architecture. Every active decision is drawn for itself: a layer choice uniformly, an input choice uniformly among the
    /// sets of its size, or with a fair coin for each source where any number is allowed. In a space without nesting all architectures are
    /// equally likely; with nesting, those below a candidate share that candidate's probability.
    /// </summary>
    public Architecture Sample(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        if (HasNesting)
            return ArchitectureFilling.Fill(this, _ => null, c => ChoiceOptions.Sample(c, random));
        var decisions = new Decision?[Choices.Count];
        for (var c = 0; c < decisions.Length; c++)
            decisions[c] = ChoiceOptions.Sample(Choices[c], random);
        return Architecture.Of(this, decisions);
    }

    /// <summary>
    /// The architecture with one decision drawn again: uniform over the active choices that have an alternative, then uniform over the
    /// alternatives. Choices that become active are drawn as in <see cref="Sample"/>. Never equal to the parent, unless the space has only one architecture.
    /// </summary>
    public Architecture Mutate(Architecture parent, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return ArchitectureVariation.Mutate(this, Own(parent), random);
    }

    /// <summary>
    /// A child whose every decision comes from one of both parents with equal chance; from the only one that has it where the other one does
    /// not, and drawn as in <see cref="Sample"/> where neither has.
    /// </summary>
    public Architecture Crossover(Architecture first, Architecture second, Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        return ArchitectureVariation.Crossover(this, Own(first), Own(second), random);
    }

    /// <summary>
    /// The architectures one edit away, lazily, in network order: another candidate of a layer choice, one source more or less where any number is
    /// allowed, one source exchanged where the number is fixed. Choices that become active take their first candidates.
    /// </summary>
    public IEnumerable<Architecture> Neighbours(Architecture architecture) => ArchitectureVariation.Neighbours(this, Own(architecture));

    private Architecture Own(Architecture architecture)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        return ReferenceEquals(architecture.Space, this) || architecture.Space.Fingerprint == Fingerprint
            ? architecture
            : throw new ArgumentException($"The architecture belongs to another space (fingerprint {architecture.Space.Fingerprint}, here {Fingerprint}).", nameof(architecture));
    }
}

using NasSharp.Spaces;

namespace NasSharp.Hardware;

/// <summary>A limit on what an architecture may cost: FLOPs, parameters, latency, or anything else that a function tells.</summary>
public sealed class ArchitectureLimit
{
    private readonly Func<Architecture, double> _cost;

    /// <summary>Makes a limit of any function.</summary>
    /// <param name="name">What is limited, such as <c>flops</c>; it names the number in results.</param>
    /// <param name="cost">The cost of an architecture; always the same for the same one.</param>
    /// <param name="most">The most that is allowed.</param>
    /// <param name="least">The least that is allowed; default 0.</param>
    /// <exception cref="ArgumentException">The name is empty, or the most is less than the least.</exception>
    public ArchitectureLimit(string name, Func<Architecture, double> cost, double most, double least = 0)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(cost);
        if (!(most >= least))
            throw new ArgumentException(FormattableString.Invariant($"The limit on {name} allows {least} to {most}, which is nothing."), nameof(most));
        (Name, _cost, Most, Least) = (name, cost, most, least);
    }

    /// <summary>Makes a limit of a table: <c>CandidateProfiles.Flops</c>, <c>CandidateProfiles.Parameters</c>, or a latency table.</summary>
    /// <exception cref="ArgumentException">The most is less than the least.</exception>
    public ArchitectureLimit(CandidateCosts costs, double most, double least = 0)
        : this((costs ?? throw new ArgumentNullException(nameof(costs))).Name, costs.Of, most, least)
    {
    }

    /// <summary>What is limited.</summary>
    public string Name { get; }

    /// <summary>The most that is allowed.</summary>
    public double Most { get; }

    /// <summary>The least that is allowed.</summary>
    public double Least { get; }

    /// <summary>The cost of an architecture.</summary>
    public double Cost(Architecture architecture) => _cost(architecture);

    /// <summary>Whether an architecture keeps the limit.</summary>
    public bool Allows(Architecture architecture) => _cost(architecture) is var cost && cost >= Least && cost <= Most;

    /// <summary>Text like <c>flops from 0 to 330000000</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Name} from {Least} to {Most}");
}

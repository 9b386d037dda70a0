using NasSharp.Spaces;

namespace NasSharp.Tuners;

/// <summary>The architectures that no other one beats in all objectives. Values are greater the better, as tuners see them.</summary>
public sealed class ParetoFront
{
    private readonly ParetoFront<Architecture> _front = new();

    /// <summary>The architectures with their values, in the order in which they were added.</summary>
    public IReadOnlyList<(Architecture Architecture, IReadOnlyList<double> Values)> Members => [.. _front.Members];

    /// <inheritdoc cref="ParetoFront{T}.Add"/>
    public bool Add(Architecture architecture, params IReadOnlyList<double> values) => _front.Add(architecture, values);

    /// <inheritdoc cref="ParetoFront{T}.Hypervolume"/>
    public double Hypervolume(params IReadOnlyList<double> reference) => _front.Hypervolume(reference);
}

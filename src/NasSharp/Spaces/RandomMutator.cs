using NasSharp.Torch;

namespace NasSharp.Spaces;

/// <summary>Runs a random architecture, drawn anew at every reset with the distribution of <see cref="SearchSpace.Sample"/>.</summary>
public sealed class RandomMutator : Mutator
{
    private readonly Random _random;

    /// <summary>Takes hold of a model's choices and draws from <paramref name="random"/>, which belongs to the run.</summary>
    /// <exception cref="SearchSpaceException">The model has no choices, they contradict each other, or they are held already.</exception>
    public RandomMutator(torch.nn.Module model, Random random)
        : base(model)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
    }

    /// <summary>The architecture drawn last; null before the first.</summary>
    public Architecture? Drawn { get; private set; }

    /// <summary>Another random architecture.</summary>
    public override Architecture Export() => Space.Sample(_random);

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide()
    {
        Drawn = Space.Sample(_random);
        return Executions.Of(Drawn);
    }
}

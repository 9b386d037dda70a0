using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.OneShot.UnderstandingOneShot;

/// <summary>
/// Runs all candidates and all inputs, except those that each reset drops at random, each path for itself. What a choice has to give is never dropped entirely: of a
/// layer choice, and of an input choice that takes a fixed number, one path stays, drawn uniformly. Optional inputs may all be dropped.
/// </summary>
public sealed class PathDropoutMutator : Mutator
{
    private readonly Random _random;

    /// <summary>Takes hold of a model's choices and draws from <paramref name="random"/>, which belongs to the run.</summary>
    /// <exception cref="SearchSpaceException">The model has no choices, they contradict each other, or they are held already.</exception>
    public PathDropoutMutator(torch.nn.Module model, Random random)
        : base(model)
    {
        ArgumentNullException.ThrowIfNull(random);
        _random = random;
    }

    /// <summary>The probability that one of so many paths is dropped; 0 for all at first.</summary>
    public Func<int, double> DropProbability { get; set; } = _ => 0;

    /// <summary>A random architecture: the mutator has no opinion.</summary>
    public override Architecture Export() => Space.Sample(_random);

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(c => Execution.Select(Keep(c)))];

    private bool[] Keep(Choice choice)
    {
        var paths = choice.Candidates.Count;
        var probability = DropProbability(paths);
        var kept = new bool[paths];
        for (var i = 0; i < paths; i++)
            kept[i] = _random.NextDouble() >= probability;
        var optional = choice.Kind == ChoiceKind.InputChoice && choice.ChosenCount is null or 0;
        if (!optional && !kept.Contains(true))
            kept[_random.Next(paths)] = true;
        return kept;
    }
}

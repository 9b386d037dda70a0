using NasSharp.Spaces;
using NasSharp.Spaces.Binding;
using NasSharp.Spaces.SuperKernels;
using NasSharp.Torch;

namespace NasSharp.Hardware;

/// <summary>
/// What runs while costs are counted: every candidate of every layer choice and all sources, unless more of them would make another shape, or one path. Superkernels run a plain candidate.
/// </summary>
internal sealed class CountedPaths(torch.nn.Module model) : Mutator(model)
{
    /// <summary>The candidate that superkernels run; the last of those that have fewer.</summary>
    public int Standing { get; set; }

    /// <summary>The path to run; null: everything.</summary>
    public Architecture? Path { get; set; }

    public override Architecture Export() => Space.First();

    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select((c, i) =>
    {
        var whole = MutablesOf(c.Key).OfType<IReplacesItself>().Any();
        if (Path is { } path)
            return path.At(i) is not { } decision ? null : whole ? Plain(decision.Selected[0], c) : Execution.Of(decision, c.Candidates.Count);
        if (whole)
            return Plain(Math.Min(Standing, c.Candidates.Count - 1), c);
        var count = MutablesOf(c.Key).Any(m => m.Reduction == Reduction.Concat) ? c.ChosenCount ?? c.Candidates.Count : c.Candidates.Count;
        return Execution.Select([.. Enumerable.Range(0, c.Candidates.Count).Select(s => s < count)]);
    })];

    private static PlainCandidate Plain(int candidate, Choice choice) => new(candidate, choice.Candidates.Count);
}

using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.OneShot.PDarts;

/// <summary>
/// DARTS's relaxation over the candidates that are still in the race: dropped ones have weight 0 and are not computed. The vectors have an entry for "none", which
/// is dropped like any other.
/// </summary>
public sealed class PDartsMutator : DifferentiableMutator
{
    private readonly int? _maxSkips;
    private readonly string _prefix;

    internal PDartsMutator(torch.nn.Module model, RandomStream random, PDartsOptions options)
        : base(model, random, withNone: true) => (_maxSkips, _prefix) = (options.MaxSkips, options.SkipLimitPrefix);

    /// <summary>The names of a layer choice's candidates that are still in the race, in order.</summary>
    /// <exception cref="SearchSpaceException">The space has no such key.</exception>
    /// <exception cref="ArgumentException">The key belongs to an input choice.</exception>
    public IReadOnlyList<string> Candidates(string key)
    {
        var choice = Space[key];
        if (choice.Kind != ChoiceKind.LayerChoice)
            throw new ArgumentException($"'{key}' is an input choice; only layer choices drop candidates.", nameof(key));
        return [.. choice.Candidates.Zip(Open(key)).Where(c => c.Second).Select(c => c.First)];
    }

    /// <summary>
    /// The architecture that the alphas stand for, with at most as many skip connections as the options allow; when that is beyond the limit of the hardware objective, the likeliest one
    /// within the limit, whatever its skip connections.
    /// </summary>
    public override Architecture Export()
    {
        if (_maxSkips is not { } most)
            return base.Export();
        var capped = SkipLimit.Derive(Space, Weights, key => Alphas.ContainsKey(key) ? Weights(key) : null, Skips, most);
        return Hardware?.Allows(capped) == false ? base.Export() : capped;
    }

    /// <inheritdoc/>
    protected override IReadOnlyList<Execution?> Decide() => [.. Space.Choices.Select(MeanExecution)];

    private bool[]? Skips(string key) => key.StartsWith(_prefix, StringComparison.Ordinal) ? SkipCandidates.Of(MutablesOf(key)) : null;
}

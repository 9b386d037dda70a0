using NasSharp.Hardware;
using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;

namespace NasSharp.OneShot.Smash;

/// <summary>
/// The architectures that are measured: random ones, then variations of the best of these, then a chain of variations in which each better one becomes the next
/// parent. None comes twice, and what is beyond a limit is made cheaper first.
/// </summary>
internal sealed class ArchitectureVariations(SearchSpace space, SmashOptions options, Random random)
{
    private const int TriesPerCandidate = 20;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <summary>Measures and ranks, the best first.</summary>
    /// <param name="measure">Scores an architecture.</param>
    /// <param name="progress">Told how many are done of how many.</param>
    public List<ScoredArchitecture> Rank(Func<Architecture, ScoredArchitecture> measure, Action<int, int> progress)
    {
        var all = new List<ScoredArchitecture>();
        var best = Run(options.Candidates, _ => space.Sample(random), null);
        best = Run(options.Perturbations, _ => Vary(best!.Architecture), best);
        Run(options.MarkovSteps, leader => Vary(leader!.Architecture), best);
        return [.. all.OrderByDescending(Goodness)];

        ScoredArchitecture? Run(int count, Func<ScoredArchitecture?, Architecture> propose, ScoredArchitecture? leader)
        {
            for (var i = 0; i < count && Fresh(() => propose(leader)) is { } architecture; i++)
            {
                var scored = measure(architecture);
                all.Add(scored);
                progress(all.Count, options.Candidates + options.Perturbations + options.MarkovSteps);
                if (leader is null || Goodness(scored) > Goodness(leader))
                    leader = scored;
            }
            return leader;
        }
    }

    /// <summary>The parent with each decision drawn anew with the probability of the options, and at least one other decision.</summary>
    public Architecture Vary(Architecture parent)
    {
        var child = ArchitectureFilling.Fill(
            space,
            choice => parent.At(choice) is not { } decision ? null
                : random.NextDouble() < options.PerturbProbability ? ChoiceOptions.Sample(space.Choices[choice], random) : decision,
            choice => ChoiceOptions.Sample(choice, random));
        return child.Equals(parent) ? space.Mutate(parent, random) : child;
    }

    private double Goodness(ScoredArchitecture scored) => options.HigherIsBetter ? scored.Score : -scored.Score;

    // A small space runs out of new ones.
    private Architecture? Fresh(Func<Architecture> propose)
    {
        for (var tries = 0; tries < TriesPerCandidate; tries++)
            if (Affordable(propose()) is var proposed && _seen.Add(proposed.Hash))
                return proposed;
        return null;
    }

    private Architecture Affordable(Architecture proposed) =>
        options.Hardware is { } hardware && !hardware.Allows(proposed) ? HardwareLimit.Repair(proposed, hardware, random) : proposed;
}

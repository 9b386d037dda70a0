using NasSharp.Spaces;
using NasSharp.Spaces.Exploration;
using NasSharp.Training;

namespace NasSharp.OneShot.Spos;

/// <summary>
/// The evolutionary search (Guo et al. 2020, algorithm 1). The parents are the best of all generations. A generation is filled with mutations, then crossovers, then
/// random architectures; whatever was measured before or breaks a limit is drawn again, a limited number of times. The same scores give the same search.
/// </summary>
internal sealed class SposEvolution(SearchSpace space, SposOptions options, Func<Architecture, bool> allowed, RandomStream random)
{
    private const int RandomFactor = 100;

    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
    private int _duplicates;
    private int _beyond;

    /// <summary>Draws that a random place of a generation may take.</summary>
    public static int RandomTries(SposOptions options) => RandomFactor * options.TriesPerChild;

    /// <summary>Runs the generations.</summary>
    /// <param name="measure">Measures one architecture.</param>
    /// <param name="rank">Puts the best first.</param>
    /// <param name="generation">Hears of each generation when it is done.</param>
    /// <returns>All that was measured, in order; the search ends early when no new architecture can be found.</returns>
    public List<ScoredArchitecture> Run(
        Func<Architecture, ScoredArchitecture> measure, Func<IEnumerable<ScoredArchitecture>, List<ScoredArchitecture>> rank, Action<SposGeneration> generation)
    {
        var (all, parents) = (new List<ScoredArchitecture>(), new List<ScoredArchitecture>());
        for (var number = 0; number < options.Generations; number++)
        {
            (_duplicates, _beyond) = (0, 0);
            var measured = Children(parents.ConvertAll(p => p.Architecture)).ConvertAll(a => measure(a));
            if (measured.Count == 0)
                break;
            all.AddRange(measured);
            parents = [.. rank([.. parents, .. measured]).Take(options.Parents)];
            generation(new SposGeneration(measured.Count, parents[0].Score, measured.Average(m => m.Score), _duplicates, _beyond));
        }
        return all;
    }

    private List<Architecture> Children(List<Architecture> parents)
    {
        var children = new List<Architecture>();
        if (parents.Count > 0)
        {
            Fill(children, options.Mutations, options.TriesPerChild, () => Mutated(random.Choose(parents)));
            Fill(children, children.Count + options.Crossovers, options.TriesPerChild, () => space.Crossover(random.Choose(parents), random.Choose(parents), random));
        }
        Fill(children, options.Population, RandomTries(options), () => space.Sample(random));
        return children;
    }

    private void Fill(List<Architecture> children, int count, int triesEach, Func<Architecture> draw)
    {
        for (var tries = (long)(count - children.Count) * triesEach; children.Count < count && tries > 0; tries--)
        {
            var child = draw();
            if (_seen.Contains(child.Hash))
                _duplicates++;
            else if (!allowed(child))
                _beyond++;
            else
            {
                _seen.Add(child.Hash);
                children.Add(child);
            }
        }
    }

    // Every choice is drawn again with the same chance; it may be drawn as it was.
    private Architecture Mutated(Architecture parent) =>
        ArchitectureFilling.Fill(space, choice => random.NextDouble() < options.MutationProbability ? null : parent.At(choice), choice => ChoiceOptions.Sample(choice, random));
}

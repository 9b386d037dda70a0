using NasSharp.OneShot;
using NasSharp.OneShot.Spos;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Tests.OneShot.Spos;

public sealed class SposEvolutionTests
{
    private static readonly SearchSpace Space = new(Enumerable.Range(0, 20).Select(i => Choice.Layer($"b{i}", ["0", "1", "2", "3"])));

    // As many choices as possible on candidate 2.
    private static double Score(Architecture a) => a.Decisions.Count(d => d.Value.Selects(2));

    private static (List<ScoredArchitecture> All, List<SposGeneration> Generations) Run(SposOptions options, SearchSpace? space = null, Func<Architecture, bool>? allowed = null, Func<Architecture, double>? score = null, long seed = 1)
    {
        var generations = new List<SposGeneration>();
        var all = new SposEvolution(space ?? Space, options, allowed ?? (_ => true), new RandomStream(seed)).Run(
            a => new ScoredArchitecture(a, (score ?? Score)(a), new Dictionary<string, double>()), list => [.. list.OrderByDescending(s => s.Score)], generations.Add);
        return (all, generations);
    }

    [Fact]
    public void Defaults_measure_a_thousand_different_architectures_and_beat_random_search()
    {
        var (all, generations) = Run(new SposOptions());
        Assert.Equal(1000, all.Count);
        Assert.Equal(1000, all.Select(a => a.Architecture.Hash).Distinct().Count());
        Assert.Equal(20, generations.Count);
        var random = new RandomStream(2);
        // The best of 1000 random ones has about 12 of 20.
        Assert.InRange(generations[^1].Best, Enumerable.Range(0, 1000).Max(_ => Score(Space.Sample(random))) + 3, 20);
    }

    [Fact]
    public void Best_score_never_falls_from_one_generation_to_the_next()
    {
        var best = Run(new SposOptions()).Generations.ConvertAll(g => g.Best);
        Assert.Equal(best.Order(), best);
    }

    [Fact]
    public void Parents_of_every_later_generation_include_the_best_so_far()
    {
        // The very first architecture stays the best: all children are made of it, not of the last generation.
        var count = 0;
        Architecture? elite = null;
        var (all, _) = Run(new SposOptions { Generations = 12, Population = 10, Parents = 1, Crossovers = 0, Mutations = 10, MutationProbability = 0.1 }, score: a =>
        {
            elite ??= a;
            return ReferenceEquals(a, elite) ? 1 : -++count;
        });
        int Distance(Architecture a) => a.Decisions.Zip(elite!.Decisions).Count(p => !p.First.Value.Equals(p.Second.Value));
        // A mutation changes 20 * 0.1 * 3/4 = 1.5 choices in the mean; a chain of eleven would be some ten away.
        Assert.All(all.Skip(10), a => Assert.InRange(Distance(a.Architecture), 1, 7));
    }

    [Fact]
    public void Mutation_draws_each_choice_again_with_the_stated_chance()
    {
        Architecture? elite = null;
        var (all, _) = Run(new SposOptions { Generations = 2, Population = 1000, Parents = 1, Crossovers = 0, Mutations = 1000, MutationProbability = 0.5 }, score: a =>
        {
            elite ??= a;
            return ReferenceEquals(a, elite) ? 1 : 0;
        });
        var changed = all.Skip(1000).Average(a => a.Architecture.Decisions.Zip(elite!.Decisions).Count(p => !p.First.Value.Equals(p.Second.Value)));
        // 20 * 0.5 * 3/4 = 7.5 with a deviation of 2.2 / sqrt(1000); five of them.
        Assert.InRange(changed, 7.5 - 0.35, 7.5 + 0.35);
    }

    [Fact]
    public void Limits_are_kept_and_rejections_counted()
    {
        var (all, generations) = Run(new SposOptions { Generations = 5 }, allowed: a => Score(a) <= 6);
        Assert.All(all, a => Assert.InRange(a.Score, 0, 6));
        Assert.True(generations.Sum(g => g.BeyondLimits) > 0);
        Assert.Equal(6, generations[^1].Best);
    }

    [Fact]
    public void Space_that_is_exhausted_ends_the_search_and_measures_each_once()
    {
        var small = new SearchSpace([Choice.Layer("a", ["0", "1", "2"]), Choice.Layer("b", ["0", "1"])]);
        var (all, generations) = Run(new SposOptions(), small, score: a => a["a"].Selected[0]);
        Assert.Equal(6, all.Count);
        Assert.Single(generations);
        Assert.True(generations[0].Duplicates > 0);
    }

    [Fact]
    public void Limits_that_nothing_keeps_give_up()
        => Assert.Empty(Run(new SposOptions(), allowed: _ => false).All);

    [Fact]
    public void Same_stream_gives_the_same_search_and_another_one_does_not()
    {
        string[] Hashes(long seed) => [.. Run(new SposOptions { Generations = 3 }, seed: seed).All.Select(a => a.Architecture.Hash)];
        Assert.Equal(Hashes(1), Hashes(1));
        Assert.NotEqual(Hashes(1), Hashes(2));
    }
}

using FsCheck;
using FsCheck.Fluent;
using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

public class SearchSpacePropertyTests
{
    private const int EnumerationLimit = 3000;

    [Fact]
    public void RandomSpace_count_equals_the_number_of_distinct_enumerated_architectures() => ForAll((space, _) =>
    {
        if (space.Count() > EnumerationLimit)
            return;
        var all = space.Enumerate().ToArray();
        Assert.Equal(space.Count(), all.Length);
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all.Length, all.Select(a => a.Hash).Distinct().Count());
    });

    [Fact]
    public void RandomSpace_survives_its_own_JSON() => ForAll((space, _) =>
    {
        var read = SearchSpace.Parse(space.ToJson());
        Assert.Equal(space.Keys, read.Keys);
        Assert.Equal(space.Fingerprint, read.Fingerprint);
        Assert.Equal(space.ToJson(), read.ToJson());
        Assert.Equal(space.Keys.ToHashSet(), SearchSpace.Parse(space.ToJson(KeyOrder.Sorted)).Keys.ToHashSet());
    });

    [Fact]
    public void RandomSpace_sample_survives_JSON_and_trial_parameters() => ForAll((space, seed) =>
    {
        var sample = space.Sample(new Random(seed));
        Assert.Equal(sample, Architecture.Parse(space, sample.ToJson()));
        Assert.Equal(sample, Architecture.Parse(space, sample.ToJson(new ArchitectureMeta { Seed = seed }, KeyOrder.Sorted)));
        Assert.Equal(sample, Architecture.ParseTrialParameters(space, sample.ToTrialParameters()));
        Assert.Equal(sample.Hash, Architecture.Parse(space, sample.ToJson()).Hash);
    });

    [Fact]
    public void RandomSpace_decisions_read_the_same_in_all_encodings() => ForAll((space, seed) =>
    {
        var sample = space.Sample(new Random(seed));
        foreach (var encode in Encodings.All)
            Assert.Equal(sample, Architecture.Parse(space, Encodings.Print(sample, encode)));
    });

    [Fact]
    public void RandomSpace_samples_are_members_of_the_enumeration() => ForAll((space, seed) =>
    {
        if (space.Count() > EnumerationLimit)
            return;
        var all = space.Enumerate().ToHashSet();
        var random = new Random(seed);
        var parent = space.Sample(random);
        Assert.Contains(parent, all);
        Assert.Contains(space.First(), all);
        Assert.Contains(space.Crossover(parent, space.Sample(random), random), all);
        Assert.Contains(space.Mutate(parent, random), all);
        Assert.Subset(all, space.Neighbours(parent).ToHashSet());
    });

    [Fact]
    public void RandomSpace_mutation_never_returns_the_parent_unless_the_space_has_one() => ForAll((space, seed) =>
    {
        var random = new Random(seed);
        var parent = space.Sample(random);
        for (var i = 0; i < 5; i++)
            Assert.Equal(space.Count().IsOne, space.Mutate(parent, random).Equals(parent));
    });

    [Fact]
    public void RandomSpace_neighbours_differ_from_the_centre_and_from_each_other() => ForAll((space, seed) =>
    {
        var centre = space.Sample(new Random(seed));
        var neighbours = space.Neighbours(centre).Take(500).ToArray();
        Assert.DoesNotContain(centre, neighbours);
        Assert.Equal(neighbours.Length, neighbours.Distinct().Count());
    });

    [Fact]
    public void RandomSpace_crossover_takes_every_decision_both_parents_share() => ForAll((space, seed) =>
    {
        var random = new Random(seed);
        var (a, b) = (space.Sample(random), space.Sample(random));
        var child = space.Crossover(a, b, random);
        foreach (var (key, decision) in child.Decisions)
            if (a.TryGet(key, out var fromA) && b.TryGet(key, out var fromB))
                Assert.True(decision.Equals(fromA) || decision.Equals(fromB));
    });

    [Fact]
    public void Readers_given_any_bytes_end_in_a_result_or_in_their_documented_exception()
    {
        var space = RandomSpaces.Make(new Random(3));
        var path = Path.Combine(Path.GetTempPath(), $"nas-{Guid.NewGuid():N}");
        try
        {
            Check.One(Config.QuickThrowOnFailure.WithMaxTest(200), Prop.ForAll(ArbMap.Default.ArbFor<byte[]>(), bytes =>
            {
                File.WriteAllBytes(path, bytes);
                OnlyDocumented(() => ArchitectureFile.Read(path, space));
                OnlyDocumented(() => ArchitectureFile.ReadMeta(path));
                OnlyDocumented(() => SearchSpaceFile.Read(path));
            }));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Readers_given_damaged_JSON_end_in_a_result_or_in_their_documented_exception() => ForAll((space, seed) =>
    {
        var random = new Random(seed);
        var sample = space.Sample(random);
        foreach (var text in new[] { space.ToJson(), sample.ToJson(new ArchitectureMeta { Score = 0.5 }), sample.ToTrialParameters() })
        {
            var damaged = JsonDamage.Apply(text, random);
            OnlyDocumented(() => SearchSpace.Parse(damaged));
            OnlyDocumented(() => Architecture.Parse(space, damaged));
            OnlyDocumented(() => Architecture.ParseTrialParameters(space, damaged));
        }
    });

    private static void OnlyDocumented(Action read)
    {
        try
        {
            read();
        }
        catch (NasSharpException e)
        {
            Assert.DoesNotContain('\n', e.Message);
            Assert.NotEqual("", e.Message);
        }
    }

    private static void ForAll(Action<SearchSpace, int> body)
        => Check.One(Config.QuickThrowOnFailure.WithMaxTest(150), Prop.ForAll(RandomSpaces.Arbitrary, p => body(p.Space, p.Seed)));
}

using System.Numerics;
using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

public class SearchSpaceTests
{
    private static readonly string[] Cells = ["normal", "reduce"];

    private static Condition Under(string key, int candidate) => new(new CandidateReference(key, candidate));

    [Theory]
    [InlineData(5, null, 32)]
    [InlineData(5, 2, 10)]
    [InlineData(5, 0, 1)]
    [InlineData(5, 5, 1)]
    public void Count_of_an_input_choice_is_a_power_or_a_binomial(int sources, int? chosen, int expected)
        => Assert.Equal(expected, new SearchSpace([Choice.Input("i", Enumerable.Repeat("", sources), chosen)]).Count());

    [Fact]
    public void Count_of_the_DARTS_cell_is_exact()
    {
        // Per cell: 14 edges of 7 operations, and 2 of 2, 3, 4 and 5 inputs.
        var perCell = BigInteger.Pow(7, 14) * 1 * 3 * 6 * 10;
        var choices = Cells.SelectMany(cell => Enumerable.Range(2, 4).SelectMany(node => Enumerable.Range(0, node)
            .Select(p => Choice.Layer($"{cell}_n{node}_p{p}", Enumerable.Range(0, 7).Select(i => $"op{i}")))
            .Append(Choice.Input($"{cell}_n{node}_switch", Enumerable.Range(0, node).Select(p => $"{cell}_n{node}_p{p}"), 2))));
        Assert.Equal(perCell * perCell, new SearchSpace(choices).Count());
    }

    [Fact]
    public void Count_and_enumeration_see_only_active_choices()
    {
        var space = new SearchSpace(
        [
            Choice.Layer("outer", ["plain", "deep", "wide"]),
            Choice.Layer("deep", ["a", "b", "c"], [Under("outer", 1)]),
            Choice.Input("deeper", ["x", "y"], null, [new Condition(new CandidateReference("outer", 1), new CandidateReference("deep", 2))]),
            Choice.Layer("other", ["p", "q"]),
        ]);
        Assert.Equal((1 + (1 + 1 + 4) + 1) * 2, space.Count());
        var first = space.Enumerate().Take(3).Select(a => a.ToString());
        Assert.Equal(["outer=0; other=0", "outer=0; other=1", "outer=1; deep=0; other=0"], first);
    }

    [Fact]
    public void Count_of_a_choice_shared_by_two_places_counts_it_once()
    {
        var space = new SearchSpace(
        [
            Choice.Layer("x", ["0", "1", "2"]),
            Choice.Layer("y", ["0", "1"]),
            Choice.Layer("shared", ["a", "b", "c", "d"], [Under("x", 0), Under("y", 1)]),
        ]);
        Assert.Equal(2 * 1 + 4 * 4, space.Count());
    }

    [Fact]
    public void Count_of_a_thousand_nested_choices_is_quick_and_exact()
    {
        var choices = Enumerable.Range(0, 500).SelectMany(i => new[]
        {
            Choice.Layer($"o{i}", ["plain", "deep"]),
            Choice.Layer($"i{i}", ["a", "b", "c"], [Under($"o{i}", 1)]),
        });
        Assert.Equal(BigInteger.Pow(4, 500), new SearchSpace(choices).Count());
    }

    [Fact]
    public void Space_without_choices_has_one_architecture()
    {
        var space = new SearchSpace([]);
        Assert.Equal(1, space.Count());
        Assert.Single(space.Enumerate());
        Assert.Equal(space.First(), space.Mutate(space.First(), new Random(0)));
    }

    [Fact]
    public void First_takes_first_candidates_and_all_sources_where_any_number_is_allowed()
    {
        var space = new SearchSpace([Choice.Layer("c", ["a", "b"]), Choice.Input("two", ["", "", ""], 2), Choice.Input("any", ["", ""], null)]);
        Assert.Equal("c=0; two=[0, 1]; any=[0, 1]", space.First().ToString());
    }

    [Fact]
    public void Fingerprint_changes_with_everything_that_matters_and_with_nothing_else()
    {
        Choice[] reference = [Choice.Layer("a", ["x", "y"]), Choice.Input("b", ["", ""], 1), Choice.Layer("n", ["u", "v"], [Under("a", 0)])];
        SearchSpace[] others =
        [
            new([reference[1], reference[0], reference[2]]),
            new([Choice.Layer("a", ["y", "x"]), reference[1], reference[2]]),
            new([Choice.Layer("a", ["x", "y", "z"]), reference[1], reference[2]]),
            new([reference[0], Choice.Input("b", ["", ""], null), reference[2]]),
            new([reference[0], reference[1], Choice.Layer("n", ["u", "v"], [Under("a", 1)])]),
            new([reference[0], reference[1], Choice.Layer("n", ["u", "v"])]),
        ];
        var space = new SearchSpace(reference, [new Scope("s", 0, 2)]);
        Assert.Equal(32, space.Fingerprint.Length);
        // SHA-256 of the text that Python's json.dumps prints for the space.
        Assert.Equal("1d03d4f2c33c786f3f793f4c81416915", space.Fingerprint);
        Assert.Equal(7, others.Append(space).Select(s => s.Fingerprint).Distinct().Count());
        Assert.Equal(space.Fingerprint, new SearchSpace(reference).Fingerprint);
    }

    [Fact]
    public void Sample_is_uniform_over_each_decision()
    {
        // 6000 draws; each count is binomial, and 5 standard deviations fail less than once in a million.
        const int draws = 6000;
        var space = new SearchSpace([Choice.Layer("c", ["a", "b", "c"]), Choice.Input("two", ["", "", "", ""], 2), Choice.Input("any", ["", ""], null)]);
        var random = new Random(7);
        var samples = Enumerable.Range(0, draws).Select(_ => space.Sample(random)).ToArray();
        foreach (var (key, options) in new[] { ("c", 3), ("two", 6), ("any", 4) })
        {
            var counts = samples.GroupBy(s => s[key]).Select(g => g.Count()).ToArray();
            var p = 1.0 / options;
            Assert.Equal(options, counts.Length);
            Assert.All(counts, n => Assert.InRange(Math.Abs(n - draws * p), 0, 5 * Math.Sqrt(draws * p * (1 - p))));
        }
    }

    [Fact]
    public void Sample_with_the_same_seed_is_the_same()
    {
        var space = new SearchSpace(Enumerable.Range(0, 20).Select(i => Choice.Layer($"k{i}", ["a", "b", "c"])));
        Assert.Equal(space.Sample(new Random(5)), space.Sample(new Random(5)));
        Assert.NotEqual(space.Sample(new Random(5)), space.Sample(new Random(6)));
    }

    [Fact]
    public void Sample_of_a_fixed_number_of_inputs_never_repeats_one()
    {
        var space = new SearchSpace([Choice.Input("i", ["", "", ""], 2)]);
        var random = new Random(1);
        for (var i = 0; i < 200; i++)
            Assert.Equal(2, space.Sample(random)["i"].Selected.Distinct().Count());
    }

    [Fact]
    public void Mutation_changes_one_decision_and_reaches_every_alternative()
    {
        var space = new SearchSpace([Choice.Layer("a", ["0", "1", "2"]), Choice.Layer("b", ["only"]), Choice.Input("c", ["", "", ""], 1)]);
        var random = new Random(3);
        var parent = space.First();
        var mutants = Enumerable.Range(0, 200).Select(_ => space.Mutate(parent, random)).Distinct().ToArray();
        Assert.All(mutants, m => Assert.Equal(1, space.Keys.Count(k => !m[k].Equals(parent[k]))));
        Assert.Equal(4, mutants.Length);
    }

    [Fact]
    public void Mutation_that_opens_a_nested_choice_decides_it()
    {
        var space = new SearchSpace([Choice.Layer("a", ["0", "1"]), Choice.Layer("n", ["x", "y"], [Under("a", 1)])]);
        var child = space.Mutate(space.First(), new Random(0));
        Assert.True(child.IsActive("n"));
        Assert.False(space.Mutate(child.With("n", Decision.One(1)), new Random(4)).Equals(child));
    }

    [Fact]
    public void Neighbours_are_one_edit_away()
    {
        var space = new SearchSpace([Choice.Layer("a", ["0", "1", "2"]), Choice.Input("two", ["", "", "", ""], 2), Choice.Input("any", ["", "", ""], null)]);
        Assert.Equal(2 + 2 * 2 + 3, space.Neighbours(space.First()).Distinct().Count());
    }

    [Fact]
    public void Crossover_of_other_spaces_is_refused()
    {
        var (a, b) = (new SearchSpace([Choice.Layer("a", ["0", "1"])]), new SearchSpace([Choice.Layer("b", ["0", "1"])]));
        Assert.Contains("another space", Assert.Throws<ArgumentException>(() => a.Crossover(a.First(), b.First(), new Random(0))).Message);
    }

    [Fact]
    public void Unknown_key_names_the_nearest()
        => Assert.Contains("did you mean 'conv1'?", Assert.Throws<SearchSpaceException>(
            () => new SearchSpace([Choice.Layer("conv1", ["a"]), Choice.Layer("pool", ["a"])])["conv2"]).Message);

    public static TheoryData<Func<object>, string> Contradictions => new()
    {
        { () => new SearchSpace([Choice.Layer("a", ["x"]), Choice.Input("a", ["x"], 1)]), "Two choices of the space have the key 'a'" },
        { () => new SearchSpace([Choice.Layer("a", ["x"], [Under("b", 0)])]), "nested in 'b', which is no layer choice" },
        { () => new SearchSpace([Choice.Layer("a", ["x"]), Choice.Layer("b", ["x"], [Under("a", 1)])]), "nested in candidate 1 of 'a'" },
        { () => new SearchSpace([Choice.Layer("a", ["x"], [Under("b", 0)]), Choice.Layer("b", ["x"], [Under("a", 0)])]), "'a', 'b' enclose each other" },
        { () => Choice.Layer("a", ["x", "y", "x"]), "names a candidate twice" },
        { () => Choice.Layer("a", []), "has no candidates" },
        { () => Choice.Layer("", ["x"]), "empty key" },
        { () => Choice.Layer("$meta", ["x"]), "reserved" },
        { () => Choice.Input("a", ["x", "y"], 3), "must choose 3 of 2" },
        { () => Choice.Input("a", ["x", "y"], -1), "must choose -1 of 2" },
    };

    [Theory]
    [MemberData(nameof(Contradictions), DisableDiscoveryEnumeration = true)]
    public void Contradiction_in_a_space_is_an_error_naming_the_choice(Func<object> make, string expected)
        => Assert.Contains(expected, Assert.Throws<SearchSpaceException>(make).Message);

    [Theory]
    [InlineData("""{"a": {"_value": ["x"]}}""", "s.json: key 'a' has no '_type'.")]
    [InlineData("""{"a": {"_type": "choice", "_value": ["x"]}}""", "s.json: key 'a': '_type' is 'choice'; allowed are 'layer_choice' and 'input_choice'.")]
    [InlineData("""{"a": {"_type": "layer_choice", "_value": []}}""", "s.json: Choice 'a' has no candidates; it needs at least one.")]
    [InlineData("""{"a": {"_type": "layer_choice", "_value": [1]}}""", "s.json: key 'a': '_value' must be a string; found the number 1.")]
    [InlineData("""{"a": {"_type": "input_choice", "_value": {"candidates": [""], "n_chosen": [0, 1]}}}""", "s.json: key 'a': 'n_chosen' must be a whole number; found a list.")]
    [InlineData("""{"a": {"_type": "input_choice", "_value": {"candidates": [""]}}}""", "s.json: key 'a': '_value' has no 'n_chosen'.")]
    [InlineData("""{"a": {"_type": "layer_choice", "_value": ["x"], "_size": 1}}""", "s.json: key 'a' has an unknown member '_size'; allowed are '_type', '_value', '_when'.")]
    [InlineData("""{"a": {"_type": "layer_choice", "_value": ["x"], "_when": [{"b": 0}]}}""", "s.json: Choice 'a' is nested in 'b', which is no layer choice of the space.")]
    [InlineData("""{"a": 3}""", "s.json: key 'a' must be an object; found the number 3.")]
    public void Space_file_that_is_wrong_names_file_and_place(string json, string expected)
        => Assert.Equal(expected, Assert.Throws<SearchSpaceException>(() => SearchSpace.Parse(json, "s.json")).Message);
}

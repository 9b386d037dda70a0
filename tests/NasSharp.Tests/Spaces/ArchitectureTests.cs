using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

public class ArchitectureTests
{
    private static readonly SearchSpace Space = new([Choice.Layer("c", ["a", "b", "c"]), Choice.Input("i", ["", ""], null)]);

    [Fact]
    public void Equal_decisions_are_equal_architectures_with_equal_hashes()
    {
        var one = new Architecture(Space, [new("c", Decision.One(1)), new("i", Decision.Many(1, 0))]);
        var two = new Architecture(SearchSpace.Parse(Space.ToJson()), [new("i", Decision.FromMask(true, true)), new("c", Decision.Weighted(0, 1, 0))]);
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.Equal(one.Hash, two.Hash);
        Assert.NotEqual(one, one.With("c", Decision.One(0)));
        Assert.NotEqual(one.Hash, one.With("c", Decision.One(0)).Hash);
        Assert.Equal("298771cfb4d3c2b61a5dd5f68a02849f", one.Hash);
    }

    [Fact]
    public void With_checks_the_decision_and_the_key()
    {
        Assert.Contains("index 3 is out of range", Assert.Throws<ArchitectureException>(() => Space.First().With("c", Decision.One(3))).Message);
        Assert.Contains("did you mean", Assert.Throws<ArchitectureException>(() => Space.First().With("d", Decision.One(0))).Message);
    }

    public static TheoryData<KeyValuePair<string, Decision>[], string> Unfit => new()
    {
        { [new("c", Decision.One(0))], "no decision for 'i'" },
        { [new("c", Decision.One(0)), new("i", Decision.None), new("cc", Decision.None)], "Unknown key 'cc'; did you mean 'c'?" },
        { [new("c", Decision.One(0)), new("i", Decision.None), new("c", Decision.One(1))], "The key 'c' is decided twice." },
        { [new("c", Decision.Weighted(0.5, 0.5)), new("i", Decision.None)], "found 2 weights" },
    };

    [Theory]
    [MemberData(nameof(Unfit), DisableDiscoveryEnumeration = true)]
    public void Decisions_that_do_not_fit_are_refused(KeyValuePair<string, Decision>[] decisions, string expected)
        => Assert.Contains(expected, Assert.Throws<ArchitectureException>(() => new Architecture(Space, decisions)).Message);

    [Fact]
    public void Decision_refuses_negative_and_repeated_indices_and_bad_weights()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Decision.One(-1));
        Assert.Contains("negative", Assert.Throws<ArgumentException>(() => Decision.Many(0, -1)).Message);
        Assert.Contains("repeated", Assert.Throws<ArgumentException>(() => Decision.Many(1, 1)).Message);
        Assert.Contains("finite", Assert.Throws<ArgumentException>(() => Decision.Weighted(double.NaN)).Message);
        Assert.Contains("one weight", Assert.Throws<ArgumentException>(() => Decision.Weighted()).Message);
    }

    [Fact]
    public void File_round_trip_keeps_decisions_and_description()
    {
        var path = Path.Combine(Path.GetTempPath(), $"nas-{Guid.NewGuid():N}.json");
        try
        {
            var architecture = Space.Sample(new Random(2));
            ArchitectureFile.Write(path, architecture, new ArchitectureMeta { Algorithm = "darts", Seed = 42, Score = 0.9 });
            Assert.Equal(architecture, ArchitectureFile.Read(path, Space));
            var meta = ArchitectureFile.ReadMeta(path);
            Assert.Equal(new ArchitectureMeta { ToolVersion = "0.1.0", SpaceFingerprint = Space.Fingerprint, Algorithm = "darts", Seed = 42, Score = 0.9 }, meta);
            Assert.StartsWith("{\n  \"$meta\": {\n    \"version\": \"0.1.0\",", File.ReadAllText(path));
            ArchitectureFile.Write(path, architecture);
            Assert.Equal(architecture.ToJson(), File.ReadAllText(path));
            Assert.Null(ArchitectureFile.ReadMeta(path));
            SearchSpaceFile.Write(path, Space);
            Assert.Equal(Space.Fingerprint, SearchSpaceFile.Read(path).Fingerprint);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Description_of_any_shape_is_ignored_by_readers()
    {
        foreach (var meta in new[] { "null", "7", "[]", "{\"seed\": \"x\", \"score\": {}, \"more\": 1}" })
        {
            var json = $$"""{"$meta": {{meta}}, "c": 1, "i": []}""";
            Assert.Equal(Decision.One(1), Architecture.Parse(Space, json)["c"]);
        }
    }

    [Fact]
    public void Missing_file_is_an_error_naming_it()
    {
        const string path = "/nowhere/arch.json";
        Assert.Equal($"{path}: there is no such file.", Assert.Throws<ArchitectureException>(() => ArchitectureFile.Read(path, Space)).Message);
        Assert.Equal($"{path}: there is no such file.", Assert.Throws<SearchSpaceException>(() => SearchSpaceFile.Read(path)).Message);
    }
}

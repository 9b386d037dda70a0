using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

public class ArchitectureReadingTests
{
    private static readonly SearchSpace Space = new(
    [
        Choice.Layer("conv", ["conv3x3", "conv5x5", "skip"]),
        Choice.Input("in", ["left", "", ""], 1),
    ]);

    [Theory]
    [InlineData("\"conv5x5\"", "1")]
    [InlineData("1", "1")]
    [InlineData("[\"conv5x5\"]", "1")]
    [InlineData("[1]", "1")]
    [InlineData("[0, 2]", "[0, 2]")]
    [InlineData("[\"conv3x3\", 2]", "[0, 2]")]
    [InlineData("[2, 0]", "[0, 2]")]
    [InlineData("[false, true, false]", "1")]
    [InlineData("[false, false, false]", "[]")]
    [InlineData("[]", "[]")]
    [InlineData("[0.0, 1.0, 0.0]", "1")]
    [InlineData("[0.3, 0.0, 0.7]", "[0.3, 0.0, 0.7]")]
    public void Layer_choice_is_read_in_every_encoding(string encoded, string expected)
        => Assert.Equal(expected, Read(encoded, "0")["conv"].ToString());

    [Theory]
    [InlineData("7", "index 7 is out of range; allowed are 0 to 2 ('conv3x3', 'conv5x5', 'skip')")]
    [InlineData("-1", "index -1 is out of range; allowed are 0 to 2")]
    [InlineData("99999999999", "index 99999999999 is out of range")]
    [InlineData("[0, 3]", "index 3 is out of range")]
    [InlineData("\"conv7x7\"", "'conv7x7' is none of its candidates; did you mean 'conv3x3'")]
    [InlineData("\"LSTM\"", "there are 'conv3x3', 'conv5x5', 'skip'")]
    [InlineData("[true, false]", "found a list of 2 booleans; it needs one for each of its 3 candidates")]
    [InlineData("[true, false, false, false]", "found a list of 4 booleans")]
    [InlineData("[true, 0, false]", "mixes booleans with other values")]
    [InlineData("[0.5, 0.5]", "found 2 weights; it needs one for each of its 3 candidates")]
    [InlineData("[1, 0.5, 0]", "mixes weights with indices or names")]
    [InlineData("[\"skip\", 0.5, 0.5]", "mixes weights with indices or names")]
    [InlineData("[0, 1, 0]", "candidate 0 ('conv3x3') is listed 2 times")]
    [InlineData("[\"conv3x3\", 0]", "candidate 0 ('conv3x3') is listed 2 times")]
    [InlineData("[1e999, 0.5, 0.5]", "the weight 1e999 is too large")]
    [InlineData("0.5", "0.5 is no index")]
    [InlineData("1.0", "1.0 is no index")]
    [InlineData("null", "found null; allowed are a name, an index, or a list")]
    [InlineData("true", "found true")]
    [InlineData("{}", "found an object")]
    [InlineData("[[0]]", "found a list")]
    [InlineData("[null]", "found null")]
    public void Layer_choice_read_wrongly_names_key_and_what_is_allowed(string encoded, string expected)
    {
        var message = Assert.Throws<ArchitectureException>(() => Read(encoded, "0")).Message;
        Assert.StartsWith("arch.json: key 'conv' (layer choice): ", message);
        Assert.Contains(expected, message);
        Assert.DoesNotContain('\n', message);
    }

    [Theory]
    [InlineData("\"left\"", 0)]
    [InlineData("2", 2)]
    [InlineData("[false, true, false]", 1)]
    public void Input_choice_is_read_by_source_key_and_index(string encoded, int expected)
        => Assert.Equal(Decision.One(expected), Read("0", encoded)["in"]);

    [Theory]
    [InlineData("\"\"", "'' is ambiguous: 2 sources have that key; use the index (1, 2)")]
    [InlineData("[0, 1]", "2 sources are selected; it takes exactly 1 of 3")]
    [InlineData("[]", "0 sources are selected; it takes exactly 1 of 3")]
    [InlineData("[0.5, 0.5, 0.0]", "2 sources are selected; it takes exactly 1 of 3")]
    public void Input_choice_read_wrongly_names_key_and_what_is_allowed(string encoded, string expected)
    {
        var message = Assert.Throws<ArchitectureException>(() => Read("0", encoded)).Message;
        Assert.StartsWith("arch.json: key 'in' (input choice): ", message);
        Assert.Contains(expected, message);
    }

    [Theory]
    [InlineData("{\"conv\": 0}", "arch.json: no decision for 'in'; the space has 2 choices and each active one needs a decision.")]
    [InlineData("{\"conv\": 0, \"in\": 0, \"conf\": 1}", "arch.json: unknown key 'conf'; did you mean 'conv'?")]
    [InlineData("{\"conv\": 0, \"in\": 0, \"a long other name\": 1}", "arch.json: unknown key 'a long other name'; there are 'conv', 'in'.")]
    [InlineData("{\"conv\": 0, \"conv\": 1, \"in\": 0}", "arch.json: the architecture has the member 'conv' twice.")]
    [InlineData("[1]", "arch.json: the architecture must be a JSON object; found a list.")]
    [InlineData("{\"conv\": 0,", "arch.json: the architecture is not valid JSON at line 1, column ")]
    [InlineData("", "arch.json: the architecture is not valid JSON at line 1")]
    public void File_that_does_not_fit_is_an_error_naming_the_fault(string json, string expected)
        => Assert.StartsWith(expected, Assert.Throws<ArchitectureException>(() => Architecture.Parse(Space, json, "arch.json")).Message);

    [Theory]
    [InlineData("""{"c": {"_value": "a"}}""", "it needs exactly '_value' and '_idx'")]
    [InlineData("""{"c": {"_value": "a", "_idex": 0}}""", "it needs exactly '_value' and '_idx'")]
    [InlineData("""{"c": {"_value": "b", "_idx": 0}}""", "index 0 is 'a', but '_value' says 'b'")]
    [InlineData("""{"c": {"_value": "a", "_idx": 5}}""", "index 5 is out of range")]
    [InlineData("""{"c": {"_value": "a", "_idx": -1}}""", "index -1 is out of range")]
    [InlineData("""{"c": {"_value": "a", "_idx": [0]}}""", "must be a whole number; found a list")]
    [InlineData("""{"c": {"_value": "a", "_idx": 0}, "x": 1}""", "unknown key 'x'")]
    [InlineData("""{}""", "no decision for 'c'")]
    public void Trial_parameters_that_contradict_themselves_are_refused(string json, string expected)
    {
        var space = new SearchSpace([Choice.Layer("c", ["a", "b"])]);
        Assert.Contains(expected, Assert.Throws<ArchitectureException>(() => Architecture.ParseTrialParameters(space, json)).Message);
    }

    [Fact]
    public void Trial_parameters_with_a_repeated_index_are_refused()
    {
        var space = new SearchSpace([Choice.Input("i", ["a", "b"], 2)]);
        var message = Assert.Throws<ArchitectureException>(
            () => Architecture.ParseTrialParameters(space, """{"i": {"_value": ["a", "a"], "_idx": [0, 0]}}""")).Message;
        Assert.Contains("an index is repeated in [0, 0]", message);
    }

    [Fact]
    public void Inactive_choice_may_be_missing_or_present_and_makes_no_difference()
    {
        var space = new SearchSpace(
        [
            Choice.Layer("outer", ["plain", "deep"]),
            Choice.Layer("inner", ["a", "b"], [new Condition(new CandidateReference("outer", 1))]),
        ]);
        var without = Architecture.Parse(space, """{"outer": "plain"}""");
        var with = Architecture.Parse(space, """{"outer": "plain", "inner": "b"}""");
        Assert.Equal(without, with);
        Assert.Equal(without.Hash, with.Hash);
        Assert.False(with.IsActive("inner"));
        Assert.Contains("inactive", Assert.Throws<ArchitectureException>(() => with["inner"]).Message);
        Assert.Contains("no decision for 'inner'", Assert.Throws<ArchitectureException>(() => Architecture.Parse(space, """{"outer": "deep"}""")).Message);
        Assert.Contains("'c' is none", Assert.Throws<ArchitectureException>(() => Architecture.Parse(space, """{"outer": "plain", "inner": "c"}""")).Message);
    }

    private static Architecture Read(string conv, string input) => Architecture.Parse(Space, $$"""{"conv": {{conv}}, "in": {{input}}}""", "arch.json");
}

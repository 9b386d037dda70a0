using NasSharp.Spaces;

namespace NasSharp.Tests.Spaces;

public class NniDefaultKeyTests
{
    // Default keys here are places in the model; 'head' was named by the user and NNI's counter does not see it.
    private static readonly SearchSpace Space = new(
    [
        Choice.Layer("layers.0", ["a", "b"], hasDefaultKey: true),
        Choice.Layer("head", ["a", "b"]),
        Choice.Layer("layers.1", ["a", "b"], hasDefaultKey: true),
        Choice.Input("layers.1.skip", ["", ""], 1, hasDefaultKey: true),
    ]);

    [Theory]
    [InlineData("LayerChoice1", "LayerChoice2", "InputChoice3")]
    [InlineData("LayerChoice_1", "LayerChoice_2", "InputChoice_3")]   // TensorFlow's form
    [InlineData("LayerChoice24", "LayerChoice25", "InputChoice26")]   // second model of the process
    [InlineData("LayerChoice8", "LayerChoice9", "InputChoice10")]     // 10 comes after 9, not before
    [InlineData("layers.0", "LayerChoice2", "layers.1.skip")]
    public void Default_keys_of_NNI_are_matched_in_definition_order(string first, string second, string third)
    {
        var json = $$"""{"{{third}}": 1, "head": 0, "{{second}}": "b", "{{first}}": "a"}""";
        var read = Architecture.Parse(Space, json);
        Assert.Equal("layers.0=0; head=0; layers.1=1; layers.1.skip=1", read.ToString());
    }

    [Theory]
    [InlineData("LayerChoice1", "InputChoice2", "LayerChoice3")]
    [InlineData("LayerChoice1", "LayerChoice2", "LayerChoice3")]
    public void Default_keys_of_other_kinds_are_unknown_keys(string first, string second, string third)
    {
        var json = $$"""{"{{first}}": 0, "{{second}}": 0, "{{third}}": 0, "head": 0}""";
        Assert.Contains($"unknown key '{first}'", Assert.Throws<ArchitectureException>(() => Architecture.Parse(Space, json)).Message);
    }

    [Fact]
    public void Default_key_beside_the_key_it_stands_for_is_an_error_naming_both()
    {
        const string json = """{"layers.0": 0, "LayerChoice1": 1, "LayerChoice2": 0, "InputChoice3": 0, "head": 0}""";
        var message = Assert.Throws<ArchitectureException>(() => Architecture.Parse(Space, json)).Message;
        Assert.Contains("the keys 'layers.0' and 'LayerChoice1' both decide 'layers.0'", message);
    }

    [Fact]
    public void Default_key_that_is_a_key_of_the_space_means_itself()
    {
        var space = new SearchSpace([Choice.Layer("LayerChoice2", ["a", "b"]), Choice.Layer("x", ["a", "b"], hasDefaultKey: true)]);
        Assert.Equal("LayerChoice2=1; x=0", Architecture.Parse(space, """{"LayerChoice2": 1, "LayerChoice1": 0}""").ToString());
    }
}

using System.Text.Json.Nodes;
using NasSharp.Training;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Tests.Training;

public sealed class RandomStreamsTests
{
    [Fact]
    public void Stream_does_not_depend_on_the_other_streams_in_use()
    {
        var (alone, among) = (new RandomStreams(5), new RandomStreams(5));
        among["first"].Next();
        Assert.Equal(alone["second"].NextUInt64(), among["second"].NextUInt64());
    }

    [Fact]
    public void Stream_asked_for_twice_is_one_stream()
    {
        var streams = new RandomStreams(5);
        Assert.Same(streams["a"], streams["a"]);
    }

    [Fact]
    public void SeedFor_is_never_negative_and_differs_by_name_and_seed()
    {
        string[] names = ["loader", "torch"];
        var seeds = Enumerable.Range(0, 100).SelectMany(s => names.Select(n => new RandomStreams(s).SeedFor(n))).ToList();
        Assert.All(seeds, s => Assert.True(s >= 0));
        Assert.Equal(seeds.Count, seeds.Distinct().Count());
    }

    [Fact]
    public void LoadState_continues_streams_that_others_already_hold()
    {
        var streams = new RandomStreams(5);
        var held = streams["a"];
        held.Next();
        var state = JsonNode.Parse(streams.SaveState().ToJsonString())!.AsObject();
        var expected = (held.NextUInt64(), streams["b"].NextUInt64());
        streams.LoadState(state);
        Assert.Equal(expected, (held.NextUInt64(), streams["b"].NextUInt64()));
    }

    [Fact]
    public void LoadState_of_another_seed_names_both()
    {
        var error = Assert.Throws<CheckpointException>(() => new RandomStreams(6).LoadState(new RandomStreams(5).SaveState()));
        Assert.Contains("seed 5", error.Message);
        Assert.Contains("seed 6", error.Message);
    }

    [Theory]
    [InlineData("""{"seed":5,"a/":["zz","0","0","1"]}""")]
    [InlineData("""{"seed":5,"a/":["0","0","0","0"]}""")]
    [InlineData("""{"seed":5,"a/":7}""")]
    [InlineData("""{"seed":5,"a/":null}""")]
    [InlineData("""{"seed":"5"}""")]
    public void LoadState_of_damaged_states_is_refused(string json) =>
        Assert.Throws<CheckpointException>(() => new RandomStreams(5).LoadState(JsonNode.Parse(json)!.AsObject()));
}

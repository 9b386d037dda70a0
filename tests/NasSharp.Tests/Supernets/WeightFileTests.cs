using System.Buffers.Binary;
using NasSharp.Spaces;
using NasSharp.Supernets;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Training.Checkpoints;

namespace NasSharp.Tests.Supernets;

public sealed class WeightFileTests : RunFolderTest
{
    private static readonly SearchSpace Space = new([Choice.Layer("a", ["x", "y"]), Choice.Input("b", ["a", ""], chosenCount: null), Choice.Layer("a2", ["x"], [new Condition(new CandidateReference("a", 1))])]);
    private static readonly int Slots = Space.Choices.Sum(c => c.Candidates.Count);

    [Fact]
    public void Frames_stay_when_the_file_is_opened_again()
    {
        Append(long.MaxValue - 1, 10, 20);
        Append(20, 30);

        Assert.Equal([10, 20, 30], Steps());
    }

    [Fact]
    public void Frames_after_the_step_that_a_run_goes_on_from_are_dropped()
    {
        Append(long.MaxValue - 1, 10, 20, 30);
        Append(15, 20);

        Assert.Equal([10, 20], Steps());
    }

    [Fact]
    public void A_run_that_goes_back_has_no_step_twice()
    {
        Append(long.MaxValue - 1, 10, 20, 30, 20, 30);

        Assert.Equal([10, 20, 30], Steps());
    }

    [Fact]
    public void A_cut_frame_is_replaced()
    {
        Append(long.MaxValue - 1, 10, 20);
        using (var file = File.OpenWrite(Path))
            file.SetLength(file.Length - 3);
        Append(20, 20);

        Assert.Equal([10, 20], Steps());
    }

    [Fact]
    public void A_file_of_other_choices_is_begun_anew()
    {
        Append(long.MaxValue - 1, 10);
        using (var file = new WeightFile(Path, new SearchSpace([Choice.Layer("other", ["x", "y"])]), "weights", 100))
            Assert.True(file.IsEmpty);
    }

    [Fact]
    public void Shares_are_those_of_the_draws_and_survive_a_checkpoint()
    {
        var counts = new DrawCounts(Space);
        for (var i = 0; i < 10; i++)
            counts.Count([Execution.One(i < 5 ? 0 : 1, 2), Execution.Select(true, false), null]);
        var section = new CheckpointSection("run");
        counts.Save(section);
        var resumed = new DrawCounts(Space);
        resumed.Load(section);

        var shares = counts.Shares();
        Assert.Equal(shares, resumed.Shares());
        Assert.Equal(1, shares[0] + shares[1], 1e-6);
        Assert.InRange(shares[1], 0.5f, 0.53f); // later draws count a little more
        Assert.Equal([1, 0], shares[2..4]);
        Assert.True(float.IsNaN(shares[4]));
    }

    [Theory]
    [InlineData(0.7f, 1)]
    [InlineData(0.2f, 2)]
    public void The_strongest_are_chosen_and_what_is_below_others_is_inactive(float weight, byte nested) =>
        Assert.Equal([(byte)(nested == 1 ? 0 : 1), (byte)(nested == 1 ? 1 : 0), 1, 0, nested], ChosenSlots.OfStrongest(Space, [0.5f, weight, 0.8f, 0.4f, float.NaN]));

    private string Path => At("weights.bin");

    private void Append(long goesOnFrom, params long[] steps)
    {
        using var file = new WeightFile(Path, Space, "weights", goesOnFrom);
        foreach (var step in steps)
            file.Append(step, new float[Slots], new byte[Slots]);
    }

    private List<long> Steps()
    {
        var bytes = File.ReadAllBytes(Path);
        var header = Array.IndexOf(bytes, (byte)'\n') + 1;
        var frame = sizeof(long) + Slots * (sizeof(float) + 1);
        Assert.Equal(0, (bytes.Length - header) % frame);
        return [.. Enumerable.Range(0, (bytes.Length - header) / frame).Select(i => BinaryPrimitives.ReadInt64LittleEndian(bytes.AsSpan(header + i * frame)))];
    }
}

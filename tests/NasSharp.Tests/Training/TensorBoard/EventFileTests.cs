using NasSharp.Training.TensorBoard;

namespace NasSharp.Tests.Training.TensorBoard;

public sealed class EventFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-events-").FullName;
    private readonly ManualTime _time = new();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Scalars_are_decoded_by_a_reader_that_shares_no_code()
    {
        using var file = new EventFile(_folder, 0, _time);
        _time.Advance(1.5);
        file.Scalars(300, [new("train/loss", 0.25), new("train/accuracy", 0.5)]);
        var records = PlainEventReader.ReadFile(file.Path);
        Assert.Equal("brain.Event:2", records[0].Find(3)!.Text);
        Assert.Equal(_time.GetUtcNow().ToUnixTimeMilliseconds() / 1000.0, records[1].Find(1)!.Double);
        Assert.Equal(300UL, records[1].Find(2)!.Bits);
        var values = records[1].Find(5)!.Message.Select(v => v.Message).ToList();
        Assert.Equal([("train/loss", 0.25f), ("train/accuracy", 0.5f)], values.Select(v => (v.Find(1)!.Text, v.Find(2)!.Float)));
        Assert.Equal(2, records.Count);
    }

    [Fact]
    public void Text_carries_the_name_of_its_plugin()
    {
        using var file = new EventFile(_folder, 0, _time);
        file.Text(1, "architecture", "`{\"ä\": 1}`");
        var value = PlainEventReader.ReadFile(file.Path)[1].Find(5)!.Message[0].Message;
        Assert.Equal("text", value.Find(9)!.Message.Find(1)!.Message.Find(1)!.Text);
        Assert.Equal("`{\"ä\": 1}`", value.Find(8)!.Message.Find(8)!.Text);
        Assert.Equal(7UL, value.Find(8)!.Message.Find(1)!.Bits);
    }

    [Fact]
    public void Histogram_counts_every_value_in_the_bucket_that_ends_at_or_after_it()
    {
        using var file = new EventFile(_folder, 0, _time);
        double[] values = [-2, 0, 0.5, 0.5, 3, double.NaN];
        file.Histogram(1, "weights", values);
        var histogram = PlainEventReader.ReadFile(file.Path)[1].Find(5)!.Message[0].Message.Find(5)!.Message;
        Assert.Equal((-2, 3, 5, 2), (histogram.Find(1)!.Double, histogram.Find(2)!.Double, histogram.Find(3)!.Double, histogram.Find(4)!.Double));
        Assert.Equal(4 + 0.25 + 0.25 + 9, histogram.Find(5)!.Double);
        var (limits, counts) = (histogram.Find(6)!.Doubles, histogram.Find(7)!.Doubles);
        Assert.Equal(limits.Length, counts.Length);
        Assert.Equal(limits.Order(), limits);
        Assert.Equal(5, counts.Sum());
        Assert.Equal(1, counts.Zip(limits).Where(p => p.Second is >= -2 and < -1.8).Sum(p => p.First));
        Assert.Equal(2, counts.Zip(limits).Where(p => p.Second is >= 0.5 and < 0.551).Sum(p => p.First));
    }

    [Fact]
    public void Second_file_of_a_resumed_run_declares_later_steps_void()
    {
        using var first = new EventFile(_folder, 0, _time);
        using var second = new EventFile(_folder, 41, _time);
        Assert.NotEqual(first.Path, second.Path);
        var restart = PlainEventReader.ReadFile(second.Path)[1];
        Assert.Equal(41UL, restart.Find(2)!.Bits);
        Assert.Equal(1UL, restart.Find(7)!.Message.Find(1)!.Bits);
        Assert.Equal(2, Directory.GetFiles(_folder, "events.out.tfevents.*").Length);
    }

    [Theory]
    [InlineData("", 0x00000000u)]
    [InlineData("123456789", 0xe3069283u)]
    public void MaskedCrc_of_published_vectors_is_right(string text, uint crc) =>
        Assert.Equal(unchecked(((crc >> 15) | (crc << 17)) + 0xa282ead8), RecordFrame.MaskedCrc(System.Text.Encoding.ASCII.GetBytes(text)));
}

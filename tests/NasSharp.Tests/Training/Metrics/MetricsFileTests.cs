using System.Text.Json.Nodes;
using NasSharp.Training.Metrics;

namespace NasSharp.Tests.Training.Metrics;

public sealed class MetricsFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-metrics-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string FilePath => Path.Combine(_folder, "metrics.jsonl");

    private static MetricsRecord Record(long step, double loss, double seconds = 0) => new()
    {
        Step = step,
        Epoch = 0,
        Phase = "train",
        Values = [new("loss", loss)],
        Vectors = [new("alpha", [new("a.b", [0.25, 0.5, 1.0 / 3])])],
        Seconds = seconds,
        Time = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
    };

    [Fact]
    public void Append_writes_one_object_a_line_with_the_clock_last()
    {
        using (var file = new MetricsFile(FilePath, 0))
        {
            file.Append(Record(1, 0.5, 1.23456));
            file.Append(Record(2, double.NaN));
        }
        var lines = File.ReadAllLines(FilePath);
        Assert.Equal("""{"step":1,"epoch":0,"phase":"train","values":{"loss":0.5},"alpha":{"a.b":[0.25,0.5,0.333333]},"seconds":1.235,"time":"2026-01-02T03:04:05.000Z"}""", lines[0]);
        Assert.Null(JsonNode.Parse(lines[1])!["values"]!["loss"]);
        Assert.Equal(2, lines.Length);
    }

    [Fact]
    public void Append_is_seen_by_a_reader_before_the_file_is_closed()
    {
        using var file = new MetricsFile(FilePath, 0);
        file.Append(Record(1, 0.5));
        using var reader = new StreamReader(new FileStream(FilePath, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        Assert.StartsWith("{\"step\":1,", reader.ReadLine());
    }

    [Fact]
    public void Open_at_a_checkpoint_drops_what_was_written_after_it()
    {
        long position;
        using (var file = new MetricsFile(FilePath, 0))
        {
            file.Append(Record(1, 0.5));
            position = file.Position;
            file.Append(Record(2, 0.4));
        }
        File.AppendAllText(FilePath, "{\"step\":3,\"epo");
        using (var file = new MetricsFile(FilePath, position))
            file.Append(Record(2, 0.4));
        Assert.Equal(2, File.ReadAllLines(FilePath).Length);
        Assert.StartsWith("{\"step\":2,", File.ReadAllLines(FilePath)[1]);
    }

    [Fact]
    public void Open_at_a_position_inside_a_line_goes_back_to_the_line_before()
    {
        File.WriteAllText(FilePath, "{\"step\":1}\n{\"step\":2}\n");
        new MetricsFile(FilePath, 15).Dispose();
        Assert.Equal("{\"step\":1}\n", File.ReadAllText(FilePath));
    }

    [Fact]
    public void Open_at_a_position_behind_the_end_keeps_the_whole_lines()
    {
        File.WriteAllText(FilePath, "{\"step\":1}\n{\"st");
        new MetricsFile(FilePath, 1000).Dispose();
        Assert.Equal("{\"step\":1}\n", File.ReadAllText(FilePath));
    }
}

using System.Text;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Tests.Trials;

public sealed class MetricsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""{"type": "final", "value": 0.5}""", true, 0.5)]
    [InlineData("""{"type": "intermediate", "value": 3}""", false, 3)]
    [InlineData("""{"value": {"default": -1e-3}, "type": "final", "epoch": 2}""", true, -1e-3)]
    [InlineData("""{"type": "final", "value": NaN}""", true, double.NaN)]
    [InlineData("""{"type": "final", "value": -Infinity}""", true, double.NegativeInfinity)]
    [InlineData("""{"type": "final", "value": "NaN", "note": "NaN"}""", true, double.NaN)]
    public void Line_is_read(string line, bool isFinal, double value)
    {
        var metric = TrialMetric.Parse(line)!;
        Assert.Equal((isFinal, value), (metric.IsFinal, metric.Value));
    }

    [Theory]
    [InlineData("loss 0.3")]
    [InlineData("{}")]
    [InlineData("3")]
    [InlineData("""{"type": "final"}""")]
    [InlineData("""{"type": "last", "value": 1}""")]
    [InlineData("""{"type": "final", "value": "good"}""")]
    [InlineData("""{"type": "final", "value": {"accuracy": 1}}""")]
    [InlineData("""{"type": "final", "value": [1]}""")]
    [InlineData("NaN of what")]
    public void Line_that_is_no_report_is_refused(string line) => Assert.Null(TrialMetric.Parse(line));

    [Theory]
    [InlineData(0.1)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Report_is_read_as_it_was_written(double value)
    {
        var metric = new TrialMetric(IsFinal: true, value, new Dictionary<string, double> { ["latency"] = 3, ["loss"] = double.NaN });
        var read = TrialMetric.Parse(metric.ToLine())!;
        Assert.Equal((true, value, 3.0, double.NaN), (read.IsFinal, read.Value, read.Others["latency"], read.Others["loss"]));
    }

    [Fact]
    public void Half_a_line_waits_for_its_end()
    {
        var path = _folder.At("metrics.jsonl");
        var tail = new MetricsTail(path);
        Assert.Empty(tail.Read());
        File.WriteAllText(path, "{\"type\": \"intermediate\", \"value\": 1}\n{\"type\": \"final\", \"val");
        Assert.Equal(1, Assert.Single(tail.Read()).Value);
        Assert.True(tail.EndsInHalfLine);
        Assert.Empty(tail.Read());
        File.AppendAllText(path, "ue\": 2}\n");
        Assert.Equal(2, Assert.Single(tail.Read()).Value);
        Assert.False(tail.EndsInHalfLine);
        Assert.Equal(0, tail.Garbage);
    }

    [Fact]
    public void Garbage_between_reports_is_counted()
    {
        var path = _folder.At("metrics.jsonl");
        File.WriteAllBytes(path, [.. Encoding.UTF8.GetBytes("hello\n\n"), 0xff, 0x00, 0x0a, .. Encoding.UTF8.GetBytes("{\"type\":\"final\",\"value\":2}\r\n")]);
        var tail = new MetricsTail(path);
        Assert.Equal(2, Assert.Single(tail.Read()).Value);
        Assert.Equal(2, tail.Garbage);
    }

    [Fact]
    public void Reader_at_any_instant_sees_only_whole_reports()
    {
        var path = _folder.At("metrics.jsonl");
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 5).Select(i => new TrialMetric(false, i, new Dictionary<string, double>()).ToLine() + "\n")));
        for (var cut = 0; cut <= bytes.Length; cut++)
        {
            var tail = new MetricsTail(path);
            File.WriteAllBytes(path, bytes[..cut]);
            var values = tail.Read().Select(m => m.Value).ToList();
            File.WriteAllBytes(path, bytes);
            values.AddRange(tail.Read().Select(m => m.Value));
            Assert.Equal([0, 1, 2, 3, 4], values);
        }
    }
}

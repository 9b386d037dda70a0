using System.Net;
using System.Text.Json;
using NasSharp.Cli.Board.Runs;
using NasSharp.Training;

namespace NasSharp.Cli.Tests.Board;

/// <summary>Files that are cut, random or missing never break an answer.</summary>
public sealed class DamagedFilesTests : BoardTest
{
    private static readonly string[] RunFiles = ["run.json", "nasctl.json", "metrics.jsonl", "supernet.json", "weights.bin", "architectures/epoch-0000.json", "architecture.json", "result.json"];
    private static readonly string[] RunParts = ["series", "supernet", "weights", "weights?dtype=u16&maxFrames=3", "health", "architectures", "architecture", "architecture?step=5", "architecture?epoch=0", "architecture.json", "architecture.svg", "architecture.json?step=5", "architecture.svg?epoch=0", "candidates"];
    private static readonly string[] ExperimentParts = ["space", "trials", "trials/0", "trials/0/series", "trials/0/log", "curves", "pareto?objectives=result:max,cost:min", "importance", "lineage", "log", "notes", "export.json", "export.csv", "requests/1", "trials/0/architecture.json", "trials/0/architecture.svg", "trials/0/log?stream=stderr", "curves?trials=0,3", "lineage?trial=7"];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Damaged_run_is_answered_and_says_so(long seed)
    {
        var random = new RandomStream(seed, "damage");
        var run = new RunFixture(Folder.Path, "run");
        for (var step = 0; step < 50; step += 10)
            run.Step(step);
        File.WriteAllText(run.At("architecture.json"), """{"edge": "conv", "pick": [1]}""");
        File.WriteAllText(run.At("result.json"), """{"candidates": [{"score": 0.5, "validation": {"accuracy": 0.5}, "architecture": {"edge": "conv"}}]}""");
        var good = RunFiles.ToDictionary(f => f, f => File.ReadAllBytes(run.At(f)));
        var id = await Id("run");
        for (var round = 0; round < 40; round++)
        {
            foreach (var (file, bytes) in good)
                File.WriteAllBytes(run.At(file), bytes);
            var hurt = RunFiles[random.Next(RunFiles.Length)];
            File.WriteAllBytes(run.At(hurt), Damage.Of(good[hurt], random));
            foreach (var part in RunParts.Select(p => $"runs/{id}/{p}").Concat([$"sources/{id}", $"sources/{id}/files", $"sources/{id}/file?path=metrics.jsonl", "sources"]))
                await AssertAnswered(part);
        }
    }

    [Fact]
    public async Task Run_of_random_bytes_is_damaged_and_the_others_are_shown()
    {
        var random = new RandomStream(4, "noise");
        _ = new RunFixture(Folder.Path, "sound");
        Directory.CreateDirectory(Folder["noise"]);
        foreach (var file in RunFiles.Where(f => !f.Contains('/')))
            File.WriteAllBytes(Path.Combine(Folder["noise"], file), Damage.Noise(5000, random));
        var id = await Id("noise");
        foreach (var part in RunParts)
            await AssertAnswered($"runs/{id}/{part}");

        var items = (await Get("sources")).GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("name").GetString()!);
        Assert.Equal("damaged", items["noise"].GetProperty("status").GetString());
        Assert.NotEmpty(items["noise"].GetProperty("problems").EnumerateArray());
        Assert.Empty(items["sound"].GetProperty("problems").EnumerateArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Damaged_experiment_is_answered(long seed)
    {
        var random = new RandomStream(seed, "damage");
        using (ExperimentFixture.Create(Folder["good"], trials: 40))
        {
        }
        var good = File.ReadAllBytes(Path.Combine(Folder["good"], "experiment.db"));
        for (var round = 0; round < 12; round++)
        {
            var name = $"bad{round}";
            Directory.CreateDirectory(Folder[name]);
            File.WriteAllBytes(Path.Combine(Folder[name], "experiment.db"), Damage.Of(good, random));
            var id = await Id(name);
            foreach (var part in ExperimentParts.Select(p => $"experiments/{id}/{p}").Append($"sources/{id}"))
                await AssertAnswered(part);
        }
    }

    [Fact]
    public async Task Experiment_with_a_log_of_random_bytes_is_answered()
    {
        var random = new RandomStream(3, "damage");
        using (ExperimentFixture.Create(Folder["good"], trials: 40))
        {
        }
        for (var round = 0; round < 6; round++)
        {
            var name = $"log{round}";
            Directory.CreateDirectory(Folder[name]);
            File.Copy(Path.Combine(Folder["good"], "experiment.db"), Path.Combine(Folder[name], "experiment.db"));
            File.WriteAllBytes(Path.Combine(Folder[name], "experiment.db-wal"), Damage.Noise(20_000, random));
            File.WriteAllBytes(Path.Combine(Folder[name], "experiment.db-shm"), Damage.Noise(random.Next(40_000), random));
            var id = await Id(name);
            foreach (var part in ExperimentParts.Select(p => $"experiments/{id}/{p}").Append($"sources/{id}"))
                await AssertAnswered(part);
        }
    }

    [Fact]
    public void Half_written_line_waits_for_its_rest_and_nonsense_is_counted()
    {
        var path = Folder["metrics.jsonl"];
        var log = new MetricsLog(path);
        var line = RunFixture.Line(10, "train", "\"loss\": 1.5");
        File.WriteAllText(path, "nonsense\n{}\n" + line + line[..20]);
        log.Refresh();
        Assert.Equal((2, 1), (log.Damaged, log.Series.Single().Y.Count));

        File.AppendAllText(path, line[20..]);
        log.Refresh();
        Assert.Equal((2, 2), (log.Damaged, log.Series.Single().Y.Count));
    }

    [Fact]
    public void Envelope_keeps_every_peak()
    {
        double[] values = [.. Enumerable.Range(0, 10_000).Select(i => i == 7777 ? 100.0 : i == 3 ? double.NaN : Math.Sin(i))];
        var envelope = Envelope.Of([.. Enumerable.Range(0, values.Length).Select(i => (double)i)], values, 100);

        Assert.Equal((100, 10_000, 9999), (envelope.Y.Count, envelope.Total, envelope.X[^1]));
        Assert.Equal(100, envelope.Max.Max());
        Assert.All(envelope.Y.Zip(envelope.Min, envelope.Max), p => Assert.InRange(p.First, p.Second, p.Third));
    }

    // 404 is an answer, too: a trial may have vanished with its row.
    private async Task AssertAnswered(string path)
    {
        using var response = await Send("/api/v1/" + path);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NotFound, $"{path}: {(int)response.StatusCode}");
        // Drawings, tables and files are texts; a refusal is JSON everywhere.
        if (response.StatusCode == HttpStatusCode.OK && response.Content.Headers.ContentType?.MediaType is "image/svg+xml" or "text/csv" or "text/plain")
            return;
        JsonDocument.Parse(path.Contains("weights", StringComparison.Ordinal) ? bytes.AsMemory(0, Array.IndexOf(bytes, (byte)'\n')) : bytes).Dispose();
    }
}

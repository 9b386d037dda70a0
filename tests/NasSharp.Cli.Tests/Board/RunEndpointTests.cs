using System.Buffers.Binary;
using System.Net;
using System.Text.Json;
using NasSharp.Cli.Board.Runs;

namespace NasSharp.Cli.Tests.Board;

/// <summary>What the Board tells of a run.</summary>
public sealed class RunEndpointTests : BoardTest
{
    private RunFixture _run = null!;

    protected override void Prepare()
    {
        _run = new RunFixture(Folder.Path, "search");
        for (var step = 0; step < 100; step += 10)
            _run.Step(step, 0.4f + step / 200f, (byte)(step < 50 ? 1 : 0));
    }

    [Fact]
    public async Task Item_tells_how_the_run_stands()
    {
        var item = (await Get("sources")).GetProperty("items").EnumerateArray().Single();
        var run = item.GetProperty("run");

        Assert.Equal(("run", "search", "stopped"), (item.GetProperty("kind").GetString(), item.GetProperty("name").GetString(), item.GetProperty("status").GetString()));
        Assert.Equal(("darts", true, 90, "darts"), (run.GetProperty("trainer").GetString(), run.GetProperty("isSearch").GetBoolean(), run.GetProperty("step").GetInt32(), run.GetProperty("space").GetString()));
        Assert.Equal(["metrics", "supernet", "weights", "architectures"], run.GetProperty("has").EnumerateArray().Select(h => h.GetString()));
    }

    [Fact]
    public async Task Series_go_on_from_a_cursor_and_begin_anew_when_the_file_was_cut()
    {
        var id = await Id("search");
        var first = await Get($"runs/{id}/series");
        var cursor = first.GetProperty("cursor").GetInt64();
        _run.Step(100);
        var second = await Get($"runs/{id}/series?since={cursor}");
        using (var file = File.OpenWrite(_run.At("metrics.jsonl")))
            file.SetLength(cursor / 2);
        var third = await Get($"runs/{id}/series?since={second.GetProperty("cursor").GetInt64()}");

        Assert.Equal([0, 10, 20, 30, 40, 50, 60, 70, 80, 90], Numbers(first.GetProperty("series")[0].GetProperty("x")));
        Assert.Equal((false, 100), (second.GetProperty("reset").GetBoolean(), Numbers(second.GetProperty("series")[0].GetProperty("x")).Single()));
        Assert.True(third.GetProperty("reset").GetBoolean());
        Assert.InRange(third.GetProperty("series")[0].GetProperty("total").GetInt32(), 1, 9);
    }

    [Fact]
    public async Task Supernet_is_sent_as_it_is()
    {
        var supernet = await Get($"runs/{await Id("search")}/supernet");

        Assert.True(supernet.GetProperty("available").GetBoolean());
        Assert.Equal(["conv2d", "choice"], supernet.GetProperty("operators").GetProperty("name").EnumerateArray().Select(n => n.GetString()));
    }

    [Theory]
    [InlineData("f32", 4)]
    [InlineData("u16", 2)]
    public async Task Weights_are_a_line_and_numbers(string dtype, int size)
    {
        using var response = await Send($"/api/v1/runs/{await Id("search")}/weights?dtype={dtype}&from=2&maxFrames=4");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        var end = Array.IndexOf(bytes, (byte)'\n') + 1;
        var header = JsonDocument.Parse(bytes.AsMemory(0, end)).RootElement;

        Assert.Equal([20, 40, 60, 90], Numbers(header.GetProperty("steps")));
        Assert.Equal([2, 4, 6, 9], Numbers(header.GetProperty("seconds")));
        Assert.Equal((10, 5, "weights"), (header.GetProperty("total").GetInt32(), header.GetProperty("slots").GetInt32(), header.GetProperty("kind").GetString()));
        Assert.Equal(end + 4 * 5 * size, bytes.Length);
        var first = size == 4 ? BinaryPrimitives.ReadSingleLittleEndian(bytes.AsSpan(end)) : BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(end)) / (float)header.GetProperty("scale").GetInt32();
        Assert.Equal(0.5f, first, 1e-4f);
    }

    [Fact]
    public async Task Generation_changes_when_frames_have_become_others()
    {
        var id = await Id("search");
        var before = await Header(id);
        _run.Step(100);
        var longer = await Header(id);
        using (var file = File.OpenWrite(_run.At("weights.bin")))
        {
            file.Seek(-RunFixture.Frame(0).Length, SeekOrigin.End);
            file.Write(RunFixture.Frame(95));
        }
        var other = await Header(id);

        Assert.Equal(before.GetProperty("generation").GetString(), longer.GetProperty("generation").GetString());
        Assert.NotEqual(before.GetProperty("generation").GetString(), other.GetProperty("generation").GetString());
    }

    [Fact]
    public async Task Health_has_entropy_skips_eigenvalue_and_alarms()
    {
        File.AppendAllText(_run.At("metrics.jsonl"), RunFixture.Line(50, "collapse", "\"eigenvalue\": 0.25") + RunFixture.Line(60, "rollback", "\"from_epoch\": 4, \"to_epoch\": 1"));
        var health = await Get($"runs/{await Id("search")}/health");

        Assert.All(Numbers(health.GetProperty("entropy")), e => Assert.InRange(e!.Value, 0.1, 1));
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], Numbers(health.GetProperty("skips")));
        Assert.Equal(0.25, Numbers(health.GetProperty("eigenvalue").GetProperty("values")).Single());
        Assert.Equal("rollback", health.GetProperty("alarms")[0].GetProperty("kind").GetString());
    }

    [Theory]
    [InlineData("2", true)]
    [InlineData("3", false)]
    [InlineData("0.5", true)] // no ratio of a guard: that of the defaults, 1.3
    public async Task Health_alarms_as_the_guard_of_the_run_would(string ratio, bool alarms)
    {
        File.WriteAllText(_run.At("run.json"), """{"kind": "darts", "options": {"epochs": 4, "collapse_guard": {"eigenvalue_window": 1, "eigenvalue_distance": 1, "eigenvalue_ratio": RATIO}}}""".Replace("RATIO", ratio, StringComparison.Ordinal));
        File.AppendAllText(_run.At("metrics.jsonl"), RunFixture.Line(50, "collapse", "\"eigenvalue\": 0.1") + RunFixture.Line(60, "collapse", "\"eigenvalue\": 0.25"));

        var found = (await Get($"runs/{await Id("search")}/health")).GetProperty("alarms").EnumerateArray().Where(a => a.GetProperty("kind").GetString() == "eigenvalue").Select(a => a.GetProperty("step").GetInt32());

        Assert.Equal(alarms ? [60] : [], found);
    }

    [Fact]
    public async Task Supernet_has_what_the_candidates_cost_where_the_run_wrote_it_down()
    {
        var id = await Id("search");
        Assert.Equal(JsonValueKind.Null, (await Get($"runs/{id}/supernet")).GetProperty("cost").ValueKind);
        File.WriteAllText(_run.At("costs.json"), """{"latency_ms": {"constant": 1.5, "choices": {"edge": [0.5, 0, 0.25]}}}""");

        var cost = (await Get($"runs/{id}/supernet")).GetProperty("cost");

        Assert.Equal(("latency_ms", 1.5), (cost.GetProperty("name").GetString(), cost.GetProperty("constant").GetDouble()));
        Assert.Equal([0.5, 0, 0.25], Numbers(cost.GetProperty("choices").GetProperty("edge")));
        File.WriteAllText(_run.At("costs.json"), """{"latency_ms": {"constant": 1.5, "choices": {"edge": [0.5]}}}""");
        var damaged = await Get($"runs/{id}/supernet");
        Assert.Equal(JsonValueKind.Null, damaged.GetProperty("cost").ValueKind);
        Assert.StartsWith("costs.json: ", damaged.GetProperty("notes")[0].GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("architecture?step=35", "weights", "skip", 30)]
    [InlineData("architecture?step=5000", "weights", "conv", 90)]
    [InlineData("architecture?epoch=0", "epoch", "skip", null)]
    [InlineData("architecture", "weights", "conv", 90)]
    public async Task Architecture_is_that_of_the_moment(string query, string source, string edge, int? step)
    {
        var answer = await Get($"runs/{await Id("search")}/{query}");

        Assert.Equal((source, edge), (answer.GetProperty("source").GetString(), answer.GetProperty("architecture").GetProperty("edge").GetString()));
        Assert.Equal(step, answer.GetProperty("step").ValueKind == JsonValueKind.Null ? null : answer.GetProperty("step").GetInt32());
        Assert.Equal(edge == "skip" ? ["edge"] : [], answer.GetProperty("changed").EnumerateArray().Select(c => c.GetString()));
    }

    [Fact]
    public async Task Architecture_can_be_downloaded_and_drawn()
    {
        var id = await Id("search");
        using var file = await Send($"/api/v1/runs/{id}/architecture.json?step=10");
        using var picture = await Send($"/api/v1/runs/{id}/architecture.svg?step=10");

        Assert.Equal("skip", JsonDocument.Parse(await file.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("edge").GetString());
        Assert.Equal((HttpStatusCode.OK, "image/svg+xml"), (picture.StatusCode, picture.Content.Headers.ContentType!.MediaType));
        Assert.Contains("<svg", await picture.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Run_that_has_written_nothing_yet_says_so()
    {
        Directory.CreateDirectory(Folder["young"]);
        File.WriteAllText(Folder["young/run.json"], """{"kind": "enas"}""");
        var id = await Id("young");

        Assert.Equal("created", (await Get($"sources/{id}")).GetProperty("status").GetString());
        foreach (var part in new[] { "supernet", "health", "architecture" })
        {
            var answer = await Get($"runs/{id}/{part}");
            Assert.False(answer.GetProperty("available").GetBoolean());
            Assert.NotEmpty(answer.GetProperty("reason").GetString()!);
        }
        Assert.Equal(0, (await Header(id)).GetProperty("total").GetInt32());
        Assert.Empty((await Get($"runs/{id}/series")).GetProperty("series").EnumerateArray());
    }

    [Fact]
    public void Time_left_is_known_before_the_first_epoch_ends()
    {
        var early = new RunFixture(Folder.Path, "early");
        early.Step(10);
        var log = new MetricsLog(early.At("metrics.jsonl"));
        log.Refresh();
        Assert.Null(RunSummary.Of(early.Folder, log, running: true).SecondsLeft);
        File.WriteAllText(early.At("run.json"), """{"kind": "darts", "options": {"epochs": 4}, "schedule": {"epochs": 4, "steps_per_epoch": 50}}""");

        // One second for ten of two hundred steps.
        var summary = RunSummary.Of(early.Folder, log, running: true);
        Assert.Equal((200, 19), (summary.Steps, summary.SecondsLeft));

        File.AppendAllText(early.At("metrics.jsonl"), RunFixture.Line(40, "epoch", "\"loss\": 1"));
        log.Refresh();
        Assert.Equal(160, RunSummary.Of(early.Folder, log, running: true).Steps);
    }

    private async Task<JsonElement> Header(string id)
    {
        using var response = await Send($"/api/v1/runs/{id}/weights");
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return JsonDocument.Parse(bytes.AsMemory(0, Array.IndexOf(bytes, (byte)'\n'))).RootElement;
    }
}

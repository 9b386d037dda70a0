using System.Text.Json;
using NasSharp.Cli.Board.Live;

namespace NasSharp.Cli.Tests.Board;

/// <summary>What reaches a page while something runs.</summary>
public sealed class LiveTests : BoardTest
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private RunFixture _run = null!;

    protected override void Prepare()
    {
        _run = new RunFixture(Folder.Path, "run");
        _run.Step(0);
    }

    [Fact]
    public async Task Stream_tells_of_a_run_that_writes_and_of_one_that_comes()
    {
        using var response = await Send("/api/v1/events");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        Assert.Equal("hello", (await Event(reader, _ => true)).Type);

        _run.Step(10);
        var id = await Id("run");
        var changed = await Event(reader, e => e.Type == "changed" && e.Data.GetProperty("weights").GetInt32() == 2);
        _ = new RunFixture(Folder.Path, "another");
        await Event(reader, e => e.Type == "sources");

        Assert.Equal(id, changed.Data.GetProperty("id").GetString());
        Assert.Equal(new FileInfo(_run.At("metrics.jsonl")).Length, changed.Data.GetProperty("metrics").GetInt64());
    }

    [Fact]
    public async Task Stream_that_was_cut_goes_on_where_it_was()
    {
        using var first = await Send("/api/v1/events");
        using var reader = new StreamReader(await first.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        var hello = await Event(reader, _ => true);
        _run.Step(10);
        await Event(reader, e => e.Type == "changed");

        using var second = await Send("/api/v1/events", r => r.Headers.Add("Last-Event-ID", hello.Id));
        using var again = new StreamReader(await second.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("hello", (await Event(again, _ => true)).Type);
        Assert.Equal("changed", (await Event(again, _ => true)).Type);
    }

    [Fact]
    public async Task Polling_gets_the_same_events_and_an_unknown_cursor_resync()
    {
        var cursor = (await Get("changes")).GetProperty("cursor").GetString();
        _run.Step(10);
        using var limit = new CancellationTokenSource(Limit);
        JsonElement changes;
        do
            changes = await Get($"changes?since={cursor}");
        while (changes.GetProperty("events").GetArrayLength() == 0 && !limit.IsCancellationRequested);

        Assert.Equal("changed", changes.GetProperty("events")[0].GetProperty("type").GetString());
        Assert.Equal("resync", (await Get("changes?since=other.7")).GetProperty("events")[0].GetProperty("type").GetString());
    }

    [Fact]
    public void Client_that_is_too_far_behind_is_told_to_ask_anew()
    {
        var log = new ChangeLog();
        var start = log.Cursor;
        for (var i = 0; i < 999; i++)
            log.Add("changed", i);
        Assert.Equal(999, log.Since(start).Events.Count);
        log.Add("changed", 999);
        log.Add("changed", 1000);

        Assert.Equal("resync", log.Since(start).Events.Single().Type);
        Assert.Empty(log.Since(log.Cursor).Events);
    }

    private static async Task<(string Id, string Type, JsonElement Data)> Event(StreamReader reader, Func<(string Id, string Type, JsonElement Data), bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Limit);
        var (id, type) = ("", "");
        while (true)
        {
            var line = await reader.ReadLineAsync(limit.Token) ?? throw new EndOfStreamException();
            if (line.StartsWith("id: ", StringComparison.Ordinal))
                id = line[4..];
            else if (line.StartsWith("event: ", StringComparison.Ordinal))
                type = line[7..];
            else if (line.StartsWith("data: ", StringComparison.Ordinal) && (id, type, JsonDocument.Parse(line[6..]).RootElement) is var happened && wanted(happened))
                return happened;
        }
    }
}

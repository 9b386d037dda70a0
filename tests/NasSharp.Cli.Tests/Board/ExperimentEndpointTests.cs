using System.Net;
using System.Text;
using System.Text.Json;
using NasSharp.Cli.Board.Trials;
using NasSharp.Experiments.Store;
using NasSharp.Training;

namespace NasSharp.Cli.Tests.Board;

/// <summary>What the Board tells of an experiment, and what it passes on to its manager.</summary>
public sealed class ExperimentEndpointTests : BoardTest
{
    private ExperimentStore _store = null!;

    protected override void Prepare() => _store = ExperimentFixture.Create(Folder["evolve"], trials: 60);

    [Fact]
    public async Task Item_tells_how_the_experiment_stands()
    {
        var item = (await Get("sources")).GetProperty("items").EnumerateArray().Single();
        var facts = item.GetProperty("experiment");

        Assert.Equal(("experiment", "test", "created"), (item.GetProperty("kind").GetString(), item.GetProperty("name").GetString(), item.GetProperty("status").GetString()));
        Assert.Equal(("abcd1234", 60, "Random"), (facts.GetProperty("id").GetString(), facts.GetProperty("trials").GetProperty("succeeded").GetInt32(), facts.GetProperty("tuner").GetString()));
        Assert.Equal(_store.Best(1, true)[0].Number, facts.GetProperty("best").GetProperty("trial").GetInt32());
    }

    [Fact]
    public async Task Trials_are_columns_of_one_length_and_go_on_from_a_cursor()
    {
        var id = await Id("evolve");
        var first = await Get($"experiments/{id}/trials");
        var added = ExperimentFixture.Add(_store, ExperimentFixture.Space.First());
        var second = await Get($"experiments/{id}/trials?since={first.GetProperty("cursor").GetString()}");
        ExperimentFixture.End(_store, added, 0.99, 1);
        var third = await Get($"experiments/{id}/trials?since={second.GetProperty("cursor").GetString()}");
        var unknown = await Get($"experiments/{id}/trials?since=other.3");

        Assert.All(first.GetProperty("columns").EnumerateObject(), c => Assert.Equal(60, c.Value.GetArrayLength()));
        Assert.All(first.GetProperty("choices").EnumerateArray(), c => Assert.Equal(60, c.GetProperty("values").GetArrayLength()));
        Assert.Equal(60, first.GetProperty("metrics").GetProperty("cost").GetArrayLength());
        Assert.Equal((1, false, 61), (second.GetProperty("n").GetInt32(), second.GetProperty("reset").GetBoolean(), second.GetProperty("total").GetInt32()));
        Assert.Equal(0.99, Numbers(third.GetProperty("columns").GetProperty("result")).Single());
        Assert.Equal((61, true), (unknown.GetProperty("n").GetInt32(), unknown.GetProperty("reset").GetBoolean()));
    }

    [Fact]
    public async Task Parents_of_a_crossing_are_both_told()
    {
        _store.WriteLineage(ExperimentFixture.Add(_store, ExperimentFixture.Space.First()), null, [4]);
        _store.WriteLineage(ExperimentFixture.Add(_store, ExperimentFixture.Space.First()), null, [7, 2]);
        var columns = (await Get($"experiments/{await Id("evolve")}/trials")).GetProperty("columns");

        Assert.Equal([4, 7], Numbers(columns.GetProperty("parent"))[^2..]);
        Assert.Equal([null, 2], Numbers(columns.GetProperty("otherParent"))[^2..]);
    }

    [Fact]
    public async Task Values_of_a_choice_are_positions_in_its_labels()
    {
        var choices = (await Get($"experiments/{await Id("evolve")}/trials")).GetProperty("choices");
        var trial = await Get($"experiments/{await Id("evolve")}/trials/7");

        foreach (var choice in choices.EnumerateArray())
        {
            var label = choice.GetProperty("labels")[choice.GetProperty("values")[7].GetInt32()].GetString();
            var decided = trial.GetProperty("architecture").GetProperty(choice.GetProperty("key").GetString()!);
            Assert.Equal(decided.ValueKind == JsonValueKind.String ? decided.GetString() : string.Join(' ', decided.EnumerateArray().Select(d => d.GetString())), label);
        }
    }

    [Fact]
    public async Task Curves_are_those_of_the_trials()
    {
        foreach (var (sequence, value) in new[] { 0.1, 0.7, double.NaN, 0.5 }.Index())
            _store.AddIntermediate(3, sequence, value, new Dictionary<string, double>());
        var id = await Id("evolve");

        Assert.Equal([0.1, 0.7, null, 0.5], Numbers((await Get($"experiments/{id}/trials/3/series")).GetProperty("y")));
        Assert.Equal([3], Numbers(JsonDocument.Parse(JsonSerializer.Serialize((await Get($"experiments/{id}/curves")).GetProperty("items").EnumerateArray().Select(i => i.GetProperty("trial").GetInt32()))).RootElement));
        Assert.Equal(2, (await Get($"experiments/{id}/curves?trials=3,4")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Front_importance_and_lineage_speak_of_the_same_trials()
    {
        var id = await Id("evolve");
        var pareto = await Get($"experiments/{id}/pareto?objectives=result:max,cost:min");
        var importance = await Get($"experiments/{id}/importance");
        var lineage = await Get($"experiments/{id}/lineage");

        Assert.Equal(60, pareto.GetProperty("n").GetInt32());
        Assert.Equal(BruteForceFront(), [.. pareto.GetProperty("front").EnumerateArray().Select(n => n.GetInt32()).Order()]);
        var volumes = Numbers(pareto.GetProperty("hypervolume").GetProperty("values"));
        Assert.Equal(volumes.Order(), volumes);
        Assert.InRange(volumes[^1]!.Value, 0.5, 1);
        Assert.Equal(ExperimentFixture.Space.Choices.Count, importance.GetProperty("items").GetArrayLength());
        Assert.Equal(_store.Best(1, true)[0].Number, lineage.GetProperty("items").EnumerateArray().Last().GetProperty("trial").GetInt32());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Front_is_that_of_comparing_all_with_all(int objectives)
    {
        var random = new RandomStream(9, "front");
        var points = Enumerable.Range(0, 300).Select(i => (Number: i, Values: Enumerable.Range(0, objectives).Select(_ => (double)random.Next(12)).ToArray())).ToList();

        var expected = points.Where(p => !points.Exists(q => q.Values.Zip(p.Values).All(v => v.First >= v.Second) && q.Values.Zip(p.Values).Any(v => v.First > v.Second))).Select(p => p.Number);
        Assert.Equal(expected.Order(), ParetoAnswer.Front(points).Select(p => p.Number).Order());
    }

    [Fact]
    public async Task Kill_and_stop_become_requests_of_the_manager()
    {
        var running = ExperimentFixture.Add(_store, ExperimentFixture.Space.First());
        var id = await Id("evolve");
        using var kill = await Command(id, $$"""{"type": "killTrial", "trial": {{running}}}""");
        using var stop = await Command(id, """{"type": "stop"}""");

        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (kill.StatusCode, stop.StatusCode));
        Assert.Equal([(RequestKind.KillTrial, $"{running}"), (RequestKind.Stop, "")], _store.OpenRequests().Select(r => (r.Kind, r.Argument)));
        var number = JsonDocument.Parse(await kill.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement.GetProperty("request").GetInt64();
        Assert.False((await Get($"experiments/{id}/requests/{number}")).GetProperty("answered").GetBoolean());
        _store.AnswerRequest(number);
        Assert.True((await Get($"experiments/{id}/requests/{number}")).GetProperty("answered").GetBoolean());
    }

    [Fact]
    public async Task Manager_that_is_killed_is_told_though_it_wrote_nothing()
    {
        var cursor = (await Get("changes")).GetProperty("cursor").GetString()!;
        using (ExperimentLock.Take(_store.Folder))
        {
            _store.WriteStatus(ExperimentStatus.Running, "", TimeSpan.Zero);
            cursor = await Told(cursor, "running");
        }
        await Told(cursor, "stopped");
    }

    // Waits for an event with a status.
    private async Task<string> Told(string cursor, string status)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (true)
        {
            Assert.False(limit.IsCancellationRequested, $"no event says {status}");
            var changes = await Get($"changes?since={cursor}");
            cursor = changes.GetProperty("cursor").GetString()!;
            if (changes.GetProperty("events").EnumerateArray().Any(e => e.GetProperty("data").TryGetProperty("status", out var told) && told.GetString() == status))
                return cursor;
        }
    }

    [Fact]
    public async Task Limits_and_pause_become_requests_of_a_manager_that_runs()
    {
        var id = await Id("evolve");
        using var idle = await Command(id, """{"type": "pause"}""");
        using var limits = await Command(id, """{"type": "setConcurrency", "value": 5}""");
        using var held = ExperimentLock.Take(_store.Folder);
        using var trials = await Command(id, """{"type": "setTrialCount", "value": 200}""");
        using var pause = await Command(id, """{"type": "pause"}""");
        using var early = await Command(id, """{"type": "continue"}""");
        _store.WritePaused(true);
        _store.WriteStatus(ExperimentStatus.Running, "", TimeSpan.Zero);
        var paused = (await Get($"sources/{id}")).GetProperty("experiment").GetProperty("paused").GetBoolean();
        using var again = await Command(id, """{"type": "pause"}""");
        using var on = await Command(id, """{"type": "continue"}""");

        Assert.Equal([409, 202, 202, 202, 409, 409, 202], new[] { idle, limits, trials, pause, early, again, on }.Select(r => (int)r.StatusCode));
        Assert.Equal([(RequestKind.Concurrency, "5"), (RequestKind.TrialCount, "200"), (RequestKind.Pause, ""), (RequestKind.Continue, "")], _store.OpenRequests().Select(r => (r.Kind, r.Argument)));
        Assert.True(paused);
        Assert.Contains("\"managerRunning\":false", await limits.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("\"managerRunning\":true", await trials.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("""{"type": "setConcurrency"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type": "setConcurrency", "value": 0}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type": "setTrialCount", "value": 1.5}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type": "setTrialCount", "value": "9"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type": "killTrial", "trial": 3}""", HttpStatusCode.Conflict)]
    [InlineData("""{"type": "killTrial", "trial": 3000}""", HttpStatusCode.NotFound)]
    [InlineData("""{"type": "killTrial"}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"type": "format"}""", HttpStatusCode.BadRequest)]
    [InlineData("[]", HttpStatusCode.BadRequest)]
    [InlineData("nonsense", HttpStatusCode.BadRequest)]
    public async Task Command_that_makes_no_sense_is_refused(string command, HttpStatusCode status)
    {
        using var response = await Command(await Id("evolve"), command);

        Assert.Equal(status, response.StatusCode);
        Assert.Empty(_store.OpenRequests());
    }

    [Fact]
    public async Task Logs_and_exports_can_be_read()
    {
        var id = await Id("evolve");
        Directory.CreateDirectory(_store.Folder.Attempt(5, 1));
        File.WriteAllText(Path.Combine(_store.Folder.Attempt(5, 1), "stdout.log"), "epoch 1\nepoch 2\n");

        Assert.Equal("epoch 2\n", (await Get($"experiments/{id}/trials/5/log?after=8")).GetProperty("text").GetString());
        Assert.False((await Get($"experiments/{id}/trials/6/log")).GetProperty("available").GetBoolean());
        using var csv = await Send($"/api/v1/experiments/{id}/export.csv");
        Assert.Equal(61, (await csv.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(60, (await Get($"experiments/{id}/export.json")).GetArrayLength());
        using var picture = await Send($"/api/v1/experiments/{id}/trials/5/architecture.svg");
        Assert.Equal("image/svg+xml", picture.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Ten_thousand_trials_are_one_answer_and_then_only_what_is_new()
    {
        using var large = ExperimentFixture.Create(Folder["large"], trials: 10_000);
        var id = await Id("large");
        var all = await Get($"experiments/{id}/trials");
        ExperimentFixture.Add(large, ExperimentFixture.Space.First());
        var rest = await Get($"experiments/{id}/trials?since={all.GetProperty("cursor").GetString()}");

        Assert.Equal((10_000, 1), (all.GetProperty("n").GetInt32(), rest.GetProperty("n").GetInt32()));
        Assert.Equal(10_000, (await Get($"experiments/{id}/pareto?objectives=result:max,cost:min")).GetProperty("n").GetInt32());
        Assert.Equal(10_000, (await Get($"experiments/{id}/importance")).GetProperty("n").GetInt32());
    }

    private Task<HttpResponseMessage> Command(string id, string command) => Send($"/api/v1/experiments/{id}/commands", r =>
    {
        r.Method = HttpMethod.Post;
        r.Content = new StringContent(command, Encoding.UTF8, "application/json");
        r.Headers.Add("X-Nas-Token", Server.Token);
    });

    private List<int> BruteForceFront()
    {
        var trials = _store.Trials();
        return [.. trials.Where(p => !trials.Any(q => q.Result >= p.Result && q.Metrics["cost"] <= p.Metrics["cost"] && (q.Result > p.Result || q.Metrics["cost"] < p.Metrics["cost"]))).Select(p => p.Number)];
    }
}

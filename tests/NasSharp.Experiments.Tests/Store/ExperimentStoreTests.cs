using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Store;

public sealed class ExperimentStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Info_after_opening_again_is_what_was_created()
    {
        SmallExperiment.Create(_folder).Dispose();
        using var store = ExperimentStore.Open(_folder.At("experiment"));
        Assert.Equal(SmallExperiment.Info, store.Info());
    }

    [Fact]
    public void Trial_after_opening_again_has_its_result()
    {
        using (var store = SmallExperiment.Create(_folder))
        {
            var number = SmallExperiment.Propose(store);
            var attempt = store.AddAttempt(number);
            store.AddIntermediate(number, 0, 0.25, new Dictionary<string, double>());
            store.AddIntermediate(number, 1, double.NaN, new Dictionary<string, double>());
            Assert.True(store.EndTrial(number, SmallExperiment.Succeeded(0.1 + 0.2), attempt));
        }
        using var again = ExperimentStore.Open(_folder.At("experiment"));
        var trial = Assert.Single(again.Trials());
        Assert.Equal((TrialState.Succeeded, 0.1 + 0.2, 1, 16.0), (trial.Status, trial.Result!.Value, trial.Attempts, trial.Metrics["width"]));
        Assert.Equal([0.25, double.NaN], again.Intermediates(0).Select(i => i.Value));
        Assert.Equal(new Dictionary<TrialState, int> { [TrialState.Succeeded] = 1 }, again.CountByStatus());
    }

    [Fact]
    public void End_that_is_recorded_stays_as_it_is()
    {
        using var store = SmallExperiment.Create(_folder);
        var attempt = store.AddAttempt(SmallExperiment.Propose(store));
        Assert.True(store.EndTrial(0, SmallExperiment.Succeeded(0.5), attempt));
        Assert.False(store.EndTrial(0, SmallExperiment.Succeeded(0.9), attempt));
        Assert.False(store.EndTrial(0, SmallExperiment.Succeeded(0.9)));
        Assert.Equal(0.5, store.Trial(0).Result);
    }

    [Fact]
    public void Lost_attempt_cannot_report_for_the_one_after_it()
    {
        using var store = SmallExperiment.Create(_folder);
        var lost = store.AddAttempt(SmallExperiment.Propose(store));
        store.AddIntermediate(0, 0, 0.1, new Dictionary<string, double>());
        store.LoseAttempt(lost);
        Assert.Equal(TrialState.Waiting, store.Trial(0).Status);
        var second = store.AddAttempt(0);
        Assert.Empty(store.Intermediates(0));
        Assert.False(store.EndTrial(0, SmallExperiment.Succeeded(0.9), lost));
        Assert.True(store.EndTrial(0, SmallExperiment.Succeeded(0.5), second));
        Assert.Equal((0.5, 2), (store.Trial(0).Result!.Value, store.Trial(0).Attempts));
    }

    [Fact]
    public void Intermediate_result_twice_is_one()
    {
        using var store = SmallExperiment.Create(_folder);
        SmallExperiment.Propose(store);
        Assert.True(store.AddIntermediate(0, 0, 0.1, new Dictionary<string, double>()));
        Assert.False(store.AddIntermediate(0, 0, 0.7, new Dictionary<string, double>()));
        Assert.Equal(0.1, Assert.Single(store.Intermediates(0)).Value);
    }

    [Fact]
    public void Failed_transaction_leaves_nothing()
    {
        using var store = SmallExperiment.Create(_folder);
        Assert.Throws<InvalidOperationException>(() => store.Commit(() =>
        {
            SmallExperiment.Propose(store);
            throw new InvalidOperationException();
        }));
        Assert.Equal(0, store.TrialCount());
        Assert.Empty(store.TunerSteps());
        Assert.Equal(0, SmallExperiment.Propose(store));
    }

    [Fact]
    public void Best_trials_follow_the_goal()
    {
        using var store = SmallExperiment.Create(_folder);
        foreach (var result in (double[])[0.3, 0.9, 0.1])
            store.EndTrial(SmallExperiment.Propose(store), SmallExperiment.Succeeded(result));
        SmallExperiment.Propose(store);
        Assert.Equal([1, 0], store.Best(2, maximize: true).Select(t => t.Number));
        Assert.Equal([2, 0], store.Best(2, maximize: false).Select(t => t.Number));
    }

    [Fact]
    public void Request_is_seen_once_by_the_manager()
    {
        using var store = SmallExperiment.Create(_folder);
        using var user = ExperimentStore.Open(_folder.At("experiment"));
        var version = store.DataVersion();
        var number = user.AddRequest(RequestKind.KillTrial, "3");
        Assert.NotEqual(version, store.DataVersion());
        Assert.Equal(new ExperimentRequest(number, RequestKind.KillTrial, "3"), Assert.Single(store.OpenRequests()));
        Assert.False(user.IsAnswered(number));
        store.AnswerRequest(number);
        Assert.Empty(store.OpenRequests());
        Assert.True(user.IsAnswered(number));
    }

    [Fact]
    public void Second_manager_is_refused_with_the_number_of_the_first()
    {
        using var store = SmallExperiment.Create(_folder);
        Assert.False(ExperimentLock.IsHeld(store.Folder));
        using (ExperimentLock.Take(store.Folder))
        {
            Assert.True(ExperimentLock.IsHeld(store.Folder));
            var error = Assert.Throws<ExperimentException>(() => ExperimentLock.Take(store.Folder));
            Assert.Contains($"another manager (process {Environment.ProcessId})", error.Message);
        }
        ExperimentLock.Take(store.Folder).Dispose();
    }

    [Fact]
    public async Task Whoever_looks_whether_it_is_held_keeps_no_manager_out()
    {
        using var store = SmallExperiment.Create(_folder);
        using var done = new ManualResetEventSlim();
        var watchers = Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!done.IsSet)
                ExperimentLock.IsHeld(store.Folder);
        })).ToArray();
        for (var i = 0; i < 300; i++)
            ExperimentLock.Take(store.Folder).Dispose();
        done.Set();
        await Task.WhenAll(watchers);
    }

    [Fact]
    public async Task Look_that_takes_long_makes_a_starting_manager_wait_and_not_fail()
    {
        using var store = SmallExperiment.Create(_folder);
        ExperimentLock.Take(store.Folder).Dispose();
        File.WriteAllText(store.Folder.Lock + ".pid", "999999999"); // as a manager leaves it that has ended
        Task<ExperimentLock> manager;
        using (new FileStream(store.Folder.Lock, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            Assert.False(ExperimentLock.IsHeld(store.Folder));
            manager = Task.Run(() => ExperimentLock.Take(store.Folder));
            Assert.NotSame(manager, await Task.WhenAny(manager, Task.Delay(TimeSpan.FromMilliseconds(400))));
        }
        using var held = await manager;
        Assert.True(ExperimentLock.IsHeld(store.Folder));
        Assert.Contains("another manager", Assert.Throws<ExperimentException>(() => ExperimentLock.Take(store.Folder)).Message);
    }

    [Fact]
    public void Store_of_an_earlier_version_is_read_and_gets_what_it_lacks()
    {
        using (var store = SmallExperiment.Create(_folder))
        {
            SmallExperiment.Propose(store);
            store.Database.Execute("ALTER TABLE trial DROP COLUMN parents");
            store.Database.Execute("PRAGMA user_version=1");
        }
        for (var again = 0; again < 2; again++)
        {
            using var store = ExperimentStore.Open(_folder.At("experiment"));
            Assert.Empty(store.Trial(0).Parents);
            store.WriteLineage(0, null, [4, 2]);
            Assert.Equal([4, 2], store.Trial(0).Parents);
            store.WriteLineage(0, null, []);
        }
    }

    [Theory]
    [InlineData("SELECT number FROM trial WHERE result IS NOT NULL ORDER BY result DESC, number LIMIT 10", "trial_by_result")]
    [InlineData("SELECT number FROM trial WHERE status IN ('waiting', 'running') ORDER BY number", "trial_by_status")]
    [InlineData("SELECT status, COUNT(*) FROM trial GROUP BY status", "trial_by_status")]
    [InlineData("SELECT number FROM trial WHERE status = 'failed' ORDER BY number DESC LIMIT 1", "trial_by_status")]
    [InlineData("SELECT value FROM intermediate WHERE trial = 5 ORDER BY sequence DESC LIMIT 1", "PRIMARY KEY")]
    public void What_list_and_top_ask_goes_over_an_index_however_many_trials_there_are(string query, string index)
    {
        using var store = SmallExperiment.Create(_folder);
        var plan = store.Database.Rows(row => row.GetString(3), "EXPLAIN QUERY PLAN " + query);
        Assert.Contains(plan, step => step.Contains(index, StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step == "SCAN trial");
    }

    [Fact]
    public void Unknown_trial_is_named()
    {
        using var store = SmallExperiment.Create(_folder);
        Assert.EndsWith("there is no trial 5; the experiment has 0 trials, from 0.", Assert.Throws<ExperimentException>(() => store.Trial(5)).Message);
    }
}

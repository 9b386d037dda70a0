using System.Diagnostics;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Experiments.Tests.Services;

/// <summary>Trials that are real processes and behave as badly as trials do.</summary>
public sealed class LocalServiceTests
{
    private const string Report = "echo '{\"type\": \"final\", \"value\": 0.5}' >>\"$NASCTL_TRIAL_DIR/metrics.jsonl\"";

    [Fact]
    public void Trial_finds_its_environment_and_succeeds()
    {
        using var experiment = new TestExperiment(1);
        var trial = experiment.RunOne($"grep -q c0 \"$NASCTL_TRIAL_DIR/parameters.json\" && test \"$NASCTL_TRIAL_ID-$NASCTL_EXPERIMENT_ID\" = 0-abcd1234 && test -d \"$NASCTL_EXPERIMENT_DIR\" && {Report}");
        Assert.Equal((TrialState.Succeeded, 0.5, null), (trial.Status, trial.Result!.Value, trial.Error));
        Assert.True(File.Exists(Path.Combine(experiment.Store.Folder.Attempt(0, 1), "exit")));
    }

    [Fact]
    public void Intermediate_results_are_recorded()
    {
        using var experiment = new TestExperiment(1);
        experiment.RunOne($"for v in 0.1 0.2 NaN 0.4; do echo \"{{\\\"type\\\": \\\"intermediate\\\", \\\"value\\\": $v}}\" >>\"$NASCTL_TRIAL_DIR/metrics.jsonl\"; done; {Report}");
        Assert.Equal([0.1, 0.2, double.NaN, 0.4], experiment.Store.Intermediates(0).Select(i => i.Value));
    }

    [Theory]
    [InlineData("exit 3", "its command ended with exit code 3")]
    [InlineData("kill -SEGV $$", "killed by signal 11")]
    [InlineData("sh -c 'kill -SEGV $$'", "killed by signal 11")]
    [InlineData("no-such-program", "exit code 127")]
    [InlineData("true", "it ended without a final result")]
    [InlineData("echo nonsense >>$NASCTL_TRIAL_DIR/metrics.jsonl; head -c 100000 /dev/urandom >>$NASCTL_TRIAL_DIR/metrics.jsonl; echo >>$NASCTL_TRIAL_DIR/metrics.jsonl", "lines of metrics.jsonl are no reports")]
    [InlineData("printf '{\"type\": \"final\", \"val' >>$NASCTL_TRIAL_DIR/metrics.jsonl", "the last line of metrics.jsonl is incomplete")]
    [InlineData("echo '{\"type\": \"final\", \"value\": NaN}' >>$NASCTL_TRIAL_DIR/metrics.jsonl", "its final result is not a number")]
    [InlineData("rm -rf $NASCTL_TRIAL_DIR", "vanished while it ran")]
    public void Trial_that_fails_is_a_result_that_says_why(string command, string error)
    {
        using var experiment = new TestExperiment(1);
        var trial = experiment.RunOne(command);
        Assert.Equal(TrialState.Failed, trial.Status);
        Assert.Contains(error, trial.Error);
    }

    [Fact]
    public void Failed_trial_has_the_last_lines_of_its_log()
    {
        using var experiment = new TestExperiment(1);
        var trial = experiment.RunOne("seq 1000 >&2; head -c 10000 /dev/urandom; exit 1");
        Assert.Equal(string.Join('\n', Enumerable.Range(981, 20)), trial.LogTail);
    }

    [Fact]
    public void Garbage_beside_a_result_is_a_note()
    {
        using var experiment = new TestExperiment(1);
        Assert.Equal(TrialState.Succeeded, experiment.RunOne($"echo what >>$NASCTL_TRIAL_DIR/metrics.jsonl; {Report}").Status);
        Assert.Contains("1 lines of metrics.jsonl", Assert.Single(experiment.Store.Notes()).Text);
    }

    [Fact]
    public void Trial_that_hangs_is_ended_with_all_its_processes()
    {
        using var experiment = new TestExperiment(1);
        // One child in the group, one that has left it, one that ignores the polite signal.
        var trial = experiment.RunOne(
            "sleep 1000 & setsid sleep 1000 & (trap '' TERM; sleep 1000; sleep 1000) & trap '' TERM; sleep 1000; sleep 1000",
            new ExperimentRunOptions { TrialDuration = TimeSpan.FromMilliseconds(300) });
        Assert.Equal("it ran longer than the limit of 0.3 s", trial.Error);
        Assert.Empty(ProcessTable.WithVariable("NASCTL_TRIAL_DIR", experiment.Store.Folder.Attempt(0, 1)));
    }

    [Fact]
    public void Children_that_a_trial_leaves_behind_are_ended()
    {
        using var experiment = new TestExperiment(1);
        Assert.Equal(TrialState.Succeeded, experiment.RunOne($"sleep 1000 & {Report}").Status);
        WaitUntil(() => ProcessTable.WithVariable("NASCTL_TRIAL_DIR", experiment.Store.Folder.Attempt(0, 1)).Count == 0);
    }

    [Fact]
    public void Trial_above_its_memory_is_ended()
    {
        using var experiment = new TestExperiment(1);
        var trial = experiment.RunOne("python3 -c 'import time; block = bytearray(300 << 20); time.sleep(1000)'", change: o => o with { MemoryLimit = 100 << 20 });
        Assert.Equal(TrialState.Failed, trial.Status);
        Assert.Matches("it used [0-9]+ MiB of memory; the limit is 100 MiB", trial.Error);
    }

    [Fact]
    public void Trials_have_cores_of_their_own()
    {
        if (ResourceSlots.CoresHere().Count < 2)
            return;
        using var experiment = new TestExperiment(2, concurrency: 2);
        // Each waits until the other one has started, so both run at once.
        experiment.Run(new LocalService(experiment.Local(
            "grep Cpus_allowed_list /proc/self/status; touch started-$NASCTL_TRIAL_ID; while ! [ -e started-0 -a -e started-1 ]; do sleep 0.01; done; " + Report) with { CoresPerTrial = 1 }));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal(TrialState.Succeeded, t.Status));
        var lists = Enumerable.Range(0, 2).Select(i => File.ReadAllText(Path.Combine(experiment.Store.Folder.Attempt(i, 1), "stdout.log"))).ToArray();
        Assert.NotEqual(lists[0], lists[1]);
        Assert.All(lists, list => Assert.Single(ResourceSlots.ParseList(list.Split(':')[1].Trim())));
    }

    [Fact]
    public void Gpus_are_handed_out_by_index()
    {
        var options = new LocalOptions { Command = "true", GpusPerTrial = 1, GpuIndices = [1, 3], MaxTrialsPerGpu = 2 };
        var slots = new ResourceSlots(options, [0, 1], [0, 1, 2, 3]);
        Assert.Equal(4, slots.Capacity);
        var taken = Enumerable.Range(0, 4).Select(_ => slots.Take()).ToArray();
        Assert.Equal(["1", "3", "1", "3"], taken.Select(t => t.VisibleDevices));
        slots.Return(taken[1]);
        Assert.Equal("3", slots.Take().VisibleDevices);
        Assert.Equal("-1", new ResourceSlots(options with { GpusPerTrial = 0 }, [0], [0, 1, 2, 3]).Take().VisibleDevices);
        Assert.Null(new ResourceSlots(options with { GpusPerTrial = null }, [0], [0, 1, 2, 3]).Take().VisibleDevices);
        Assert.Contains("GPU 9", Assert.Throws<ExperimentException>(() => new ResourceSlots(options with { GpuIndices = [9] }, [0], [0])).Message);
        Assert.Contains("gpuNum 3", Assert.Throws<ExperimentException>(() => new ResourceSlots(options with { GpusPerTrial = 3 }, [0], [0, 1, 2, 3])).Message);
        Assert.Contains("cpuNum 5", Assert.Throws<ExperimentException>(() => new ResourceSlots(options with { CoresPerTrial = 5 }, [0, 1], [0, 1, 2, 3])).Message);
    }

    [Fact]
    public void Process_that_survives_its_manager_is_taken_over_by_the_next()
    {
        using var experiment = new TestExperiment(1);
        // The process is started as a manager would, and the manager forgotten.
        var attempt = default(AttemptRecord);
        experiment.Store.Commit(() =>
        {
            var session = new NasSharp.Tuners.TunerSession(new RandomTuner(TestExperiment.Wide, 7), TestExperiment.Wide);
            experiment.Store.AddTrial("tuner", session.Ask()!.Architecture.ToTrialParameters(), null, null);
            experiment.Store.AddTunerStep(TunerStep.Ask, 0);
            attempt = experiment.Store.AddAttempt(0);
        });
        var folder = Directory.CreateDirectory(experiment.Store.Folder.Attempt(0, 1)).FullName;
        using var process = ProcessGroup.Start(
            experiment.Local($"while ! [ -e go ]; do sleep 0.01; done; {Report}"), folder, new Assignment([], null), new Dictionary<string, string> { ["NASCTL_TRIAL_DIR"] = folder });
        WaitUntil(() => ProcessGroup.Find(folder) == process.Id);
        File.WriteAllText(Path.Combine(experiment.Local("").CodeFolder, "go"), "");
        experiment.Run(new LocalService(experiment.Local("exit 1")));
        var trial = experiment.Store.Trial(0);
        Assert.Equal((TrialState.Succeeded, 1, 0.5), (trial.Status, trial.Attempts, trial.Result!.Value));
    }

    private static void WaitUntil(Func<bool> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), "the condition did not come true within 30 seconds");
            Thread.Yield();
        }
    }
}

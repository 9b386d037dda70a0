using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>Trials as jobs of a real cluster.</summary>
[Collection(SlurmClusterTests.Name)]
public sealed class JobModeTests(SlurmCluster cluster)
{
    private const string Report = "echo '{\"type\": \"final\", \"value\": 0.5}' >>\"$NASCTL_TRIAL_DIR/metrics.jsonl\"";

    [Fact]
    public void Trials_run_as_jobs_with_their_environment()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(8, concurrency: 4);
        var command = $"test \"$GREETING\" = hello && test -n \"$WRAPPED\" && test \"$NASCTL_EXPERIMENT_ID\" = abcd1234 && grep -q c0 $NASCTL_TRIAL_DIR/parameters.json && echo \"it's on $SLURMD_NODENAME\" && {Report}";
        Assert.Equal(ExperimentStatus.Done, experiment.Run(cluster.Service(experiment, command, o => o with { Setup = "export GREETING=hello", Container = "env WRAPPED=yes" })));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Succeeded, 0.5, 1), (t.Status, t.Result!.Value, t.Attempts)));
        Assert.StartsWith("it's on n", File.ReadAllText(Path.Combine(experiment.Store.Folder.Attempt(0, 1), "stdout.log")), StringComparison.Ordinal);
    }

    [Fact]
    public void Trials_that_fail_say_why()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(4, concurrency: 4);
        const string Command = "case $NASCTL_TRIAL_ID in 0) echo 'bad data' >&2; exit 3;; 1) kill -SEGV $$;; 2) true;; 3) printf half >>$NASCTL_TRIAL_DIR/metrics.jsonl;; esac";
        experiment.Run(cluster.Service(experiment, Command));
        var trials = experiment.Store.Trials();
        Assert.All(trials, t => Assert.Equal((TrialState.Failed, 1), (t.Status, t.Attempts)));
        Assert.Equal(["its command ended with exit code 3", "it was killed by signal 11", "it ended without a final result"], trials.Take(3).Select(t => t.Error));
        Assert.Contains("incomplete", trials[3].Error);
        Assert.Equal("bad data", trials[0].LogTail);
    }

    [Fact]
    public void Trial_over_its_time_is_asked_to_end_and_one_that_does_not_listen_is_cancelled()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(2, concurrency: 2);
        const string Command = "if [ $NASCTL_TRIAL_ID = 0 ]; then exec python3 -c 'import signal, sys, time; signal.signal(15, lambda *_: (open(\"polite\", \"w\"), sys.exit(9))); time.sleep(600)'; else trap '' TERM; sleep 600; sleep 600; fi";
        experiment.Run(cluster.Service(experiment, Command), new ExperimentRunOptions { TrialDuration = TimeSpan.FromSeconds(2) });
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Failed, "it ran longer than the limit of 2 s"), (t.Status, t.Error)));
        Assert.True(File.Exists(Path.Combine(experiment.Folder, "..", "polite")));
        SlurmCluster.WaitUntil(() => cluster.Run("squeue", "-h", "-t", "pending,running,completing").Length == 0, "no job is left");
    }

    [Fact]
    public async Task Stopped_experiment_leaves_its_jobs_to_the_next_manager()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(2, concurrency: 2);
        var command = $"touch began-$NASCTL_TRIAL_ID; while ! [ -e go ]; do sleep 0.1; done; {Report}";
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => experiment.Run(cluster.Service(experiment, command), cancel: stop.Token));
        var code = Path.GetDirectoryName(experiment.Folder)!;
        SlurmCluster.WaitUntil(() => File.Exists(Path.Combine(code, "began-0")) && File.Exists(Path.Combine(code, "began-1")), "both trials run");
        stop.Cancel();
        Assert.Equal(ExperimentStatus.Stopped, await run);
        Assert.Equal(2, cluster.Run("squeue", "-h", "-t", "running").Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        File.WriteAllText(Path.Combine(code, "go"), "");
        Assert.Equal(ExperimentStatus.Done, experiment.Run(cluster.Service(experiment, command)));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Succeeded, 1), (t.Status, t.Attempts)));
    }

    [Fact]
    public async Task Held_job_is_said_and_runs_when_it_is_released()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(1);
        var run = Task.Run(() => experiment.Run(cluster.Service(experiment, Report, o => o with { ExtraOptions = ["--hold"] })));
        using var reader = ExperimentStore.Open(experiment.Folder);
        SlurmCluster.WaitUntil(() => reader.Notes().Count > 0, "the hold is said");
        Assert.Contains("JobHeldUser", reader.Notes()[0].Text);
        cluster.Run("scontrol", "release", cluster.Run("squeue", "-h", "-t", "pending", "-o", "%A").Trim());
        Assert.Equal(ExperimentStatus.Done, await run);
        Assert.Equal((TrialState.Succeeded, 1), (reader.Trial(0).Status, reader.Trial(0).Attempts));
    }

    [Fact]
    public async Task Job_whose_folder_is_missing_is_run_again()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(1);
        var run = Task.Run(() => experiment.Run(cluster.Service(experiment, Report, o => o with { ExtraOptions = ["--begin=now+2"] })));
        using var reader = ExperimentStore.Open(experiment.Folder);
        SlurmCluster.WaitUntil(() => cluster.Run("squeue", "-h", "-t", "pending").Length > 0, "the job waits");
        Directory.Delete(experiment.Store.Folder.Attempt(0, 1), recursive: true);
        Assert.Equal(ExperimentStatus.Done, await run);
        Assert.Equal((TrialState.Succeeded, 2), (reader.Trial(0).Status, reader.Trial(0).Attempts));
    }

    [Fact]
    public async Task Result_of_a_trial_on_a_node_that_was_cut_off_is_refused()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(1);
        // The first attempt goes on after its node is lost, and ends before the second one does.
        const string Command = """
            case $NASCTL_TRIAL_DIR in
              */attempt-1) echo $SLURMD_NODENAME >node; while ! [ -e go ]; do sleep 0.1; done; value=0.9;;
              *) touch go; while ! ls ../experiment/trials/000000/attempt-1/exit.* 2>/dev/null; do sleep 0.1; done; value=0.1;;
            esac
            echo "{\"type\": \"final\", \"value\": $value}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
            """;
        var run = Task.Run(() => experiment.Run(cluster.Service(experiment, Command.Replace("../experiment", experiment.Folder, StringComparison.Ordinal))));
        var node = Path.Combine(Path.GetDirectoryName(experiment.Folder)!, "node");
        SlurmCluster.WaitUntil(() => File.Exists(node) && File.ReadAllText(node).EndsWith('\n'), "the trial runs");
        cluster.Kill(File.ReadAllText(node).Trim());
        Assert.Equal(ExperimentStatus.Done, await run);
        var trial = experiment.Store.Trial(0);
        Assert.Equal((TrialState.Succeeded, 2, 0.1), (trial.Status, trial.Attempts, trial.Result!.Value));
        cluster.Start();
    }
}

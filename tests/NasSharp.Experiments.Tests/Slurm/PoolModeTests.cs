using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>Trials in workers of a real cluster.</summary>
[Collection(SlurmClusterTests.Name)]
public sealed class PoolModeTests(SlurmCluster cluster)
{
    private const string Report = "echo '{\"type\": \"final\", \"value\": 0.5}' >>\"$NASCTL_TRIAL_DIR/metrics.jsonl\"";

    [Theory]
    [InlineData(SlurmTransport.Tcp)]
    [InlineData(SlurmTransport.Folder)]
    public void Workers_run_processes_one_after_the_other(SlurmTransport transport)
    {
        cluster.Demand();
        using var experiment = new TestExperiment(30, concurrency: 4);
        var command = $"echo \"it's on $SLURM_ARRAY_TASK_ID\" && test $NASCTL_TRIAL_ID != 7 && test \"$GREETING$WRAPPED\" = helloyes && {Report}";
        Assert.Equal(ExperimentStatus.Done, experiment.Run(Service(experiment, command, o => o with { Transport = transport, Setup = "export GREETING=hello", Container = "env WRAPPED=yes", MaxWorkers = 3 })));
        var trials = experiment.Store.Trials();
        Assert.All(trials.Where(t => t.Number != 7), t => Assert.Equal((TrialState.Succeeded, 0.5, 1), (t.Status, t.Result!.Value, t.Attempts)));
        Assert.Equal((TrialState.Failed, "its command ended with exit code 1"), (trials[7].Status, trials[7].Error));
        Assert.StartsWith("it's on", trials[7].LogTail, StringComparison.Ordinal);
        // The workers have gone with the experiment.
        SlurmCluster.WaitUntil(() => cluster.Run("squeue", "-h", "-t", "pending,running,completing").Length == 0, "no worker is left");
    }

    [Theory]
    [InlineData(SlurmTrialKind.Warm)]
    [InlineData(SlurmTrialKind.InProcess)]
    public void Program_that_stays_runs_many_trials(SlurmTrialKind kind)
    {
        cluster.Demand();
        using var experiment = new TestExperiment(40, concurrency: 4);
        experiment.Run(Service(experiment, $"{TestProgram.Command} trial good", o => o with { TrialKind = kind, MaxWorkers = 2 }));
        var trials = experiment.Store.Trials();
        Assert.All(trials, t => Assert.Equal((TrialState.Succeeded, TestExperiment.Score(t.Parameters)), (t.Status, t.Result!.Value)));
        Assert.InRange(trials.Select(t => t.Metrics["process"]).Distinct().Count(), 1, 2);
        Assert.Equal(0.1, Assert.Single(experiment.Store.Intermediates(3)).Value);
    }

    [Fact]
    public void Trial_over_its_time_ends_and_its_worker_goes_on()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(3);
        experiment.Run(Service(experiment, $"if [ $NASCTL_TRIAL_ID = 0 ]; then sleep 600 & setsid sleep 600; fi; {Report}"), new ExperimentRunOptions { TrialDuration = TimeSpan.FromSeconds(2) });
        Assert.Equal(["it ran longer than the limit of 2 s", null, null], experiment.Store.Trials().Select(t => t.Error));
        SlurmCluster.WaitUntil(() => ProcessTable.WithVariable("NASCTL_EXPERIMENT_DIR", experiment.Folder).Count == 0, "no process of a trial is left");
    }

    [Fact]
    public async Task Stopped_experiment_leaves_its_workers_to_the_next_manager()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(2, concurrency: 2);
        var command = $"touch began-$NASCTL_TRIAL_ID; while ! [ -e go ]; do sleep 0.1; done; {Report}";
        using var stop = new CancellationTokenSource();
        var run = Task.Run(() => experiment.Run(Service(experiment, command), cancel: stop.Token));
        var code = Path.GetDirectoryName(experiment.Folder)!;
        SlurmCluster.WaitUntil(() => File.Exists(Path.Combine(code, "began-0")) && File.Exists(Path.Combine(code, "began-1")), "both trials run");
        stop.Cancel();
        Assert.Equal(ExperimentStatus.Stopped, await run);
        File.WriteAllText(Path.Combine(code, "go"), "");
        Assert.Equal(ExperimentStatus.Done, experiment.Run(Service(experiment, command)));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Succeeded, 1), (t.Status, t.Attempts)));
    }

    [Fact]
    public async Task Result_of_a_worker_that_was_cut_off_is_refused()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(1);
        // The worker of the first attempt is frozen, as behind a dead switch; its trial goes on and ends before the second attempt does.
        const string Command = """
            case $NASCTL_TRIAL_DIR in
              */attempt-1) echo $PPID >worker.tmp; mv worker.tmp worker; while ! [ -e go ]; do sleep 0.1; done; value=0.9;;
              *) touch go; while ! [ -e EXPERIMENT/trials/000000/attempt-1/exit ]; do sleep 0.1; done; value=0.1;;
            esac
            echo "{\"type\": \"final\", \"value\": $value}" >>"$NASCTL_TRIAL_DIR/metrics.jsonl"
            """;
        var run = Task.Run(() => experiment.Run(Service(experiment, Command.Replace("EXPERIMENT", experiment.Folder, StringComparison.Ordinal), o => o with { Times = o.Times with { Lease = TimeSpan.FromSeconds(5) } })));
        var file = Path.Combine(Path.GetDirectoryName(experiment.Folder)!, "worker");
        SlurmCluster.WaitUntil(() => File.Exists(file), "the trial runs");
        // The trial's shell is the child of a shell that is the child of the worker.
        var worker = WorkerAbove(File.ReadAllText(file).Trim());
        cluster.Run("kill", "-STOP", worker);
        Assert.Equal(ExperimentStatus.Done, await run);
        cluster.Run("kill", "-KILL", worker);
        var trial = experiment.Store.Trial(0);
        Assert.Equal((TrialState.Succeeded, 2, 0.1), (trial.Status, trial.Attempts, trial.Result!.Value));
    }

    [Fact]
    public void Mode_goes_over_to_workers_when_starts_are_what_takes_the_time()
    {
        cluster.Demand();
        using var experiment = new TestExperiment(60, concurrency: 6);
        using var service = Service(experiment, $"sleep 0.1; {Report}", o => o with { Mode = SlurmMode.Auto });
        Assert.False(service.UsesWorkers);
        experiment.Run(service);
        Assert.True(service.UsesWorkers);
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Succeeded, 1), (t.Status, t.Attempts)));
        Assert.False(File.Exists(Path.Combine(experiment.Store.Folder.Attempt(59, 1), "token"))); // no job
    }

    private static string WorkerAbove(string process)
    {
        for (var at = process; ; at = File.ReadAllText($"/proc/{at}/stat").Split(") ")[^1].Split(' ')[1])
        {
            if (File.ReadAllText($"/proc/{at}/cmdline").Contains(SlurmOptions.WorkerArgument, StringComparison.Ordinal))
                return at;
        }
    }

    private SlurmService Service(TestExperiment experiment, string command, Func<SlurmOptions, SlurmOptions>? change = null) =>
        cluster.Service(experiment, command, o => (change ?? (p => p))(o with { Mode = SlurmMode.Pool }));
}

using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Warm;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Services;

public sealed class WarmServiceTests
{
    [Fact]
    public void Trials_run_one_after_the_other_in_one_process()
    {
        using var experiment = new TestExperiment(12);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial good")));
        var trials = experiment.Store.Trials();
        Assert.All(trials, t => Assert.Equal((TrialState.Succeeded, TestExperiment.Score(t.Parameters)), (t.Status, t.Result!.Value)));
        Assert.Single(trials.Select(t => t.Metrics["process"]).Distinct());
        Assert.Equal(Enumerable.Range(1, 12).Select(i => (double)i), trials.Select(t => t.Metrics["count"]));
        Assert.Equal(0.1, Assert.Single(experiment.Store.Intermediates(3)).Value);
        Assert.Contains("trial 3\n", File.ReadAllText(Path.Combine(experiment.Store.Folder.Attempt(3, 1), "stdout.log")));
    }

    [Fact]
    public void Crash_and_hang_cost_one_trial_and_an_exception_not_even_the_process()
    {
        using var experiment = new TestExperiment(8);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial misbehave")), new ExperimentRunOptions { TrialDuration = TimeSpan.FromSeconds(3) });
        var trials = experiment.Store.Trials();
        Assert.Equal([1, 3, 5], trials.Where(t => t.Status == TrialState.Failed).Select(t => t.Number));
        Assert.Contains("bad data", trials[1].LogTail);
        Assert.Equal("it was killed by signal 6", trials[3].Error);
        Assert.Contains("crash", trials[3].LogTail);
        Assert.Equal("it ran longer than the limit of 3 s", trials[5].Error);
        Assert.Equal(trials[0].Metrics["process"], trials[2].Metrics["process"]);
        Assert.Equal(3, trials.Where(t => t.Status == TrialState.Succeeded).Select(t => t.Metrics["process"]).Distinct().Count());
    }

    [Fact]
    public void Trial_above_its_memory_is_ended_with_its_process_and_the_others_are_not()
    {
        using var experiment = new TestExperiment(3);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial grow") with { MemoryLimit = 500 << 20 }));
        var trials = experiment.Store.Trials();
        Assert.Equal([TrialState.Succeeded, TrialState.Failed, TrialState.Succeeded], trials.Select(t => t.Status));
        Assert.Matches("its worker used [0-9]+ MiB of memory; the limit is 500 MiB", trials[1].Error);
        Assert.NotEqual(trials[0].Metrics["process"], trials[2].Metrics["process"]);
    }

    [Fact]
    public void Process_that_ends_after_its_trial_has_not_failed_it()
    {
        using var experiment = new TestExperiment(2);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial quit")));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Succeeded, 1, null), (t.Status, t.Attempts, t.Error)));
    }

    [Fact]
    public void Trial_that_its_process_never_began_is_started_again()
    {
        using var experiment = new TestExperiment(1);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial drop")));
        var trial = experiment.Store.Trial(0);
        Assert.Equal((TrialState.Succeeded, 2, null), (trial.Status, trial.Attempts, trial.Error));
    }

    [Fact]
    public void Program_that_takes_no_trials_is_named()
    {
        using var experiment = new TestExperiment(1);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial unaware")));
        Assert.Contains("let it call Trial.Run", experiment.Store.Trial(0).Error);
    }

    [Fact]
    public void Program_that_does_not_start_is_named_with_its_last_words()
    {
        using var experiment = new TestExperiment(1);
        experiment.Run(new WarmService(experiment.Local("no-such-program")));
        Assert.Matches("no-such-program: .*not found", experiment.Store.Trial(0).Error);
    }

    [Fact]
    public void Workers_end_with_their_manager()
    {
        using var experiment = new TestExperiment(2);
        experiment.Run(new WarmService(experiment.Local($"{TestProgram.Command} trial good")));
        Assert.Empty(ProcessTable.WithVariable("NASCTL_EXPERIMENT_DIR", experiment.Folder));
    }
}

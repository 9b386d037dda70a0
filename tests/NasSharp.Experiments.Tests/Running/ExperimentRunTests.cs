using NasSharp.Experiments.EarlyStopping;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services.InProcess;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;
using NasSharp.Tuners;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Experiments.Tests.Running;

public sealed class ExperimentRunTests
{
    [Fact]
    public void Run_ends_after_the_asked_number_of_trials_with_all_results()
    {
        using var experiment = new TestExperiment(trials: 30, concurrency: 3);
        Assert.Equal(ExperimentStatus.Done, experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(TestExperiment.Score(t.Parameters)))));
        var trials = experiment.Store.Trials();
        Assert.Equal(30, trials.Count);
        Assert.All(trials, t => Assert.Equal((TrialState.Succeeded, TestExperiment.Score(t.Parameters)), (t.Status, t.Result!.Value)));
        Assert.Equal((ExperimentStatus.Done, "all trials have ended"), (experiment.Store.Info().Status, experiment.Store.Info().EndReason));
        Assert.Empty(StoreCheck.Run(experiment.Store));
    }

    [Fact]
    public void Failed_trial_is_a_result_with_its_error()
    {
        using var experiment = new TestExperiment(trials: 3);
        experiment.Run(TestExperiment.InProcess(t =>
        {
            if (t.Number == 1)
                throw new InvalidDataException("no data");
            t.ReportFinal(t.Number == 0 ? 1 : double.NaN);
        }));
        Assert.Equal(
            [(TrialState.Succeeded, null), (TrialState.Failed, "InvalidDataException: no data"), (TrialState.Failed, "its final result is not a number (NaN)")],
            experiment.Store.Trials().Select(t => (t.Status, t.Error)));
    }

    [Fact]
    public void Trial_without_a_result_is_a_failure()
    {
        using var experiment = new TestExperiment(trials: 1);
        experiment.Run(TestExperiment.InProcess(_ => { }));
        Assert.Equal("it ended without a final result", experiment.Store.Trial(0).Error);
    }

    [Fact]
    public void Objective_that_is_missing_is_named()
    {
        using var experiment = new TestExperiment(trials: 2);
        experiment.Run(
            TestExperiment.InProcess(t => t.ReportFinal(1, t.Number == 0 ? new Dictionary<string, double> { ["latency"] = 3 } : null)),
            new ExperimentRunOptions { Objectives = [new(Objective.Default, Goal.Maximize), new("latency", Goal.Minimize)] });
        Assert.Equal([null, "its final report has no 'latency', which is an objective"], experiment.Store.Trials().Select(t => t.Error));
    }

    [Fact]
    public void Stopped_experiment_goes_on_with_the_proposals_that_would_have_come()
    {
        using var whole = new TestExperiment(trials: 20);
        whole.Run(TestExperiment.InProcess(Climb), tuner: new Climber(TestExperiment.Wide));

        using var parts = new TestExperiment(trials: 20);
        for (var part = 0; part < 5; part++)
        {
            using var cancel = new CancellationTokenSource();
            var ended = 0;
            parts.Run(TestExperiment.InProcess(Climb), new ExperimentRunOptions { TrialEnded = _ => { if (++ended == 3) cancel.Cancel(); } }, new Climber(TestExperiment.Wide), cancel.Token);
            Assert.Equal(ExperimentStatus.Stopped, parts.Store.Info().Status);
        }
        Assert.Equal(ExperimentStatus.Done, parts.Run(TestExperiment.InProcess(Climb), tuner: new Climber(TestExperiment.Wide)));
        Assert.Equal(whole.Store.Trials().Select(t => (t.Parameters, t.Result)), parts.Store.Trials().Select(t => (t.Parameters, t.Result)));
        Assert.Empty(StoreCheck.Run(parts.Store));

        static void Climb(TrialContext t) => t.ReportFinal(TestExperiment.Score(t.Parameters));
    }

    [Fact]
    public void Tuner_that_does_not_repeat_itself_is_refused()
    {
        using var experiment = new TestExperiment(trials: 5);
        experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(1)));
        var error = Assert.Throws<TunerException>(() => experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(1)), tuner: new RandomTuner(TestExperiment.Wide, seed: 99)));
        Assert.Contains("does not repeat what was recorded", error.Message);
    }

    [Fact]
    public void Stop_request_cancels_what_runs_and_resuming_runs_it_again()
    {
        using var experiment = new TestExperiment(trials: 2);
        using var user = ExperimentStore.Open(experiment.Folder);
        var service = new InProcessService((_, token) =>
        {
            user.AddRequest(RequestKind.Stop);
            token.WaitHandle.WaitOne();
            token.ThrowIfCancellationRequested();
        });
        Assert.Equal(ExperimentStatus.Stopped, experiment.Run(service));
        Assert.Equal(TrialState.SysCanceled, experiment.Store.Trial(0).Status);
        experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(t.Number)));
        Assert.Equal([(TrialState.Succeeded, 2), (TrialState.Succeeded, 1)], experiment.Store.Trials().Select(t => (t.Status, t.Attempts)));
    }

    [Fact]
    public void Kill_request_ends_one_trial()
    {
        using var experiment = new TestExperiment(trials: 3);
        using var user = ExperimentStore.Open(experiment.Folder);
        experiment.Run(new InProcessService((context, token) =>
        {
            if (context.Number == 1)
            {
                user.AddRequest(RequestKind.KillTrial, "1");
                token.WaitHandle.WaitOne();
                return;
            }
            context.ReportFinal(1);
        }));
        Assert.Equal([TrialState.Succeeded, TrialState.UserCanceled, TrialState.Succeeded], experiment.Store.Trials().Select(t => t.Status));
    }

    [Fact]
    public void Limits_can_be_changed_while_it_runs()
    {
        using var experiment = new TestExperiment(trials: 100_000);
        using var user = ExperimentStore.Open(experiment.Folder);
        experiment.Run(TestExperiment.InProcess(t =>
        {
            if (t.Number == 5)
                user.AddRequest(RequestKind.TrialCount, "8");
            t.ReportFinal(1);
        }));
        Assert.InRange(experiment.Store.TrialCount(), 8, 5000);
        Assert.Equal(8, experiment.Store.Info().MaxTrials);
    }

    [Fact]
    public void Pause_lets_running_trials_end_and_starts_none_until_it_goes_on()
    {
        using var experiment = new TestExperiment(trials: 6, concurrency: 2);
        using var paused = new ManualResetEventSlim();
        var seen = new List<(int Trials, bool IsPaused)>();
        experiment.Run(TestExperiment.InProcess(t =>
        {
            if (t.Number == 0)
            {
                using var user = ExperimentStore.Open(experiment.Folder);
                WaitUntil(() => user.TrialCount() == 2);
                Ask(experiment.Folder, RequestKind.Pause);
                paused.Set();
                WaitUntil(() => user.Trial(1).HasEnded);
                // Two answers later the manager has looked at the place that became free.
                Ask(experiment.Folder, RequestKind.Concurrency, "3");
                Ask(experiment.Folder, RequestKind.Concurrency, "2");
                seen.Add((user.TrialCount(), user.Info().IsPaused));
                user.AddRequest(RequestKind.Continue);
            }
            if (t.Number == 1)
                paused.Wait(TimeSpan.FromMinutes(2));
            t.ReportFinal(1);
        }));
        Assert.Equal([(2, true)], seen);
        Assert.Equal((6, false), (experiment.Store.TrialCount(), experiment.Store.Info().IsPaused));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal((TrialState.Succeeded, 1), (t.Status, t.Attempts)));
    }

    [Fact]
    public void Experiment_that_is_resumed_is_paused_no_more()
    {
        using var experiment = new TestExperiment(trials: 3);
        experiment.Store.WritePaused(true);
        experiment.Store.AddRequest(RequestKind.Pause);
        Assert.Equal(ExperimentStatus.Done, experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(1))));
        Assert.Equal((3, false), (experiment.Store.TrialCount(), experiment.Store.Info().IsPaused));
    }

    [Fact]
    public async Task Time_stands_still_while_nothing_runs_in_a_pause()
    {
        var clock = new JumpingClock();
        using var experiment = new TestExperiment(trials: 2, duration: TimeSpan.FromHours(1));
        using var user = ExperimentStore.Open(experiment.Folder);
        using var service = TestExperiment.InProcess(t =>
        {
            if (t.Number == 0)
                Ask(experiment.Folder, RequestKind.Pause);
            t.ReportFinal(1);
        });
        var run = new ExperimentRun(experiment.Store, new RandomTuner(TestExperiment.Wide, 7), service, new ExperimentRunOptions { Time = clock });
        var running = Task.Run(() => run.RunAsync());
        WaitUntil(() => user.TrialCount() == 1 && user.Trial(0).HasEnded && StandsStill(run));
        var before = run.Elapsed;
        clock.Pass(TimeSpan.FromHours(2));
        Assert.Equal(before, run.Elapsed);
        user.AddRequest(RequestKind.Continue);
        Assert.Equal(ExperimentStatus.Done, await running);
        Assert.Equal("all trials have ended", experiment.Store.Info().EndReason);
        Assert.InRange(experiment.Store.Info().Elapsed, TimeSpan.Zero, TimeSpan.FromHours(1));
    }

    private static bool StandsStill(ExperimentRun run)
    {
        var before = run.Elapsed;
        return run.Elapsed == before;
    }

    // With a connection of its own: each serves one thread.
    private static void Ask(string folder, RequestKind kind, string argument = "")
    {
        using var own = ExperimentStore.Open(folder);
        var request = own.AddRequest(kind, argument);
        WaitUntil(() => own.IsAnswered(request));
    }

    private static void WaitUntil(Func<bool> condition)
    {
        var limit = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(limit) < TimeSpan.FromMinutes(2), "the condition did not come about");
            Thread.Yield();
        }
    }

    [Fact]
    public void Imported_results_are_learnt_and_answer_the_same_architecture()
    {
        using var experiment = new TestExperiment(trials: 3);
        var first = new RandomTuner(TestExperiment.Wide, 7).Ask()!.Architecture;
        experiment.Store.AddImported(first.ToTrialParameters(), null, new Dictionary<string, double> { ["default"] = 0.5 });
        experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(1)));
        Assert.DoesNotContain(first.ToTrialParameters(), experiment.Store.Trials().Select(t => t.Parameters));
        Assert.Equal((TunerStep.Learn, 0), experiment.Store.TunerSteps()[0]);
        Assert.Equal(ExperimentStatus.Done, experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(1))));
    }

    [Fact]
    public void Full_disk_ends_the_manager_and_resuming_loses_nothing()
    {
        using var experiment = new TestExperiment(trials: 400);
        var pages = (long)experiment.Store.Database.Scalar("PRAGMA page_count")!;
        experiment.Store.Database.Execute($"PRAGMA max_page_count={pages + 10}");
        var error = Assert.Throws<ExperimentException>(() => experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(TestExperiment.Score(t.Parameters)))));
        Assert.Contains("the disk is full", error.Message);
        var before = experiment.Store.Trials().Where(t => t.HasEnded).ToList();
        Assert.NotEmpty(before);
        experiment.Store.Database.Execute("PRAGMA max_page_count=1000000");
        Assert.Equal(ExperimentStatus.Done, experiment.Run(TestExperiment.InProcess(t => t.ReportFinal(TestExperiment.Score(t.Parameters)))));
        var after = experiment.Store.Trials();
        Assert.Equal(400, after.Count);
        Assert.All(before, t => Assert.Equal((t.Parameters, t.Result, t.Attempts), (after[t.Number].Parameters, after[t.Number].Result, after[t.Number].Attempts)));
        Assert.Empty(StoreCheck.Run(experiment.Store));
    }

    [Fact]
    public void Clock_on_the_wall_that_jumps_changes_no_limit()
    {
        var clock = new JumpingClock();
        using var experiment = new TestExperiment(trials: 6, duration: TimeSpan.FromHours(1));
        experiment.Run(TestExperiment.InProcess(t =>
        {
            clock.Jump(TimeSpan.FromDays(t.Number % 2 == 0 ? 3000 : -3000));
            t.ReportFinal(1);
        }), new ExperimentRunOptions { Time = clock, TrialDuration = TimeSpan.FromMinutes(1) });
        Assert.All(experiment.Store.Trials(), t => Assert.Equal(TrialState.Succeeded, t.Status));
        Assert.InRange(experiment.Store.Info().Elapsed, TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Time_of_the_experiment_counts_over_its_managers()
    {
        var clock = new JumpingClock();
        using var experiment = new TestExperiment(trials: 1000, duration: TimeSpan.FromMinutes(10));
        using (var cancel = new CancellationTokenSource())
        {
            experiment.Run(TestExperiment.InProcess(t =>
            {
                clock.Pass(TimeSpan.FromMinutes(7));
                t.ReportFinal(1);
                cancel.Cancel();
            }), new ExperimentRunOptions { Time = clock }, cancel: cancel.Token);
        }
        Assert.Equal(7, experiment.Store.Info().Elapsed.TotalMinutes, 0.1);
        Assert.Equal(ExperimentStatus.Done, experiment.Run(
            TestExperiment.InProcess(t =>
            {
                clock.Pass(TimeSpan.FromMinutes(4));
                t.ReportFinal(1);
            }), new ExperimentRunOptions { Time = clock }));
        Assert.Equal("the time of the experiment is over", experiment.Store.Info().EndReason);
        Assert.InRange(experiment.Store.TrialCount(), 2, 3);
    }

    [Fact]
    public void Early_stopped_trial_has_its_last_intermediate_result()
    {
        using var experiment = new TestExperiment(trials: 4);
        experiment.Run(new InProcessService((t, token) =>
        {
            for (var step = 0; step < 5 && !token.IsCancellationRequested; step++)
            {
                t.ReportIntermediate(t.Number == 3 ? 0.1 : 0.5);
                if (t.Number == 3)
                    token.WaitHandle.WaitOne();
            }
            if (!token.IsCancellationRequested)
                t.ReportFinal(0.5);
        }), new ExperimentRunOptions { EarlyStopping = new MedianRule() });
        var last = experiment.Store.Trial(3);
        Assert.Equal((TrialState.EarlyStopped, 0.1), (last.Status, last.Result!.Value));
        Assert.Single(experiment.Store.Intermediates(3));
        Assert.All(experiment.Store.Trials().Take(3), t => Assert.Equal(TrialState.Succeeded, t.Status));
    }
}

/// <summary>A clock whose time of day can jump and whose lapse of time can be helped along.</summary>
internal sealed class JumpingClock : TimeProvider
{
    private TimeSpan _jump;
    private TimeSpan _passed;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + _jump;

    public override long GetTimestamp() => base.GetTimestamp() + (long)(_passed.TotalSeconds * TimestampFrequency);

    public void Jump(TimeSpan by) => _jump = by;

    public void Pass(TimeSpan by) => _passed += by;
}

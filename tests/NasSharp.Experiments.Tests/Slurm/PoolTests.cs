using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm.Pool;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>Manager and workers of the pool, with every way in which they can lose each other.</summary>
public sealed class PoolTests
{
    private readonly PoolWorld _world = new();

    [Fact]
    public void Workers_take_one_trial_after_the_other()
    {
        var (first, second) = (_world.AddMachine(), _world.AddMachine());
        foreach (var trial in Enumerable.Range(0, 3))
            _world.Start(trial);
        _world.Pass();
        Assert.Equal(["token-0-1"], first.Began);
        Assert.Equal(["token-1-1"], second.Began);
        second.Metric(0.25);
        second.End();
        _world.Pass();
        Assert.Equal(["token-1-1", "token-2-1"], second.Began);
        var ofSecond = _world.Reports().Where(r => r.Attempt.Trial == 1).ToList();
        Assert.IsType<ServiceReport.Begun>(ofSecond[0]);
        Assert.Equal(0.25, Assert.IsType<ServiceReport.Reported>(ofSecond[1]).Metric.Value);
        Assert.Equal(0, Assert.IsType<ServiceReport.Ended>(ofSecond[2]).ExitCode);
        Assert.Equal(2, _world.Manager.Open);
    }

    [Fact]
    public void Worker_without_the_secret_gets_nothing()
    {
        var machine = new PoolWorld.Machine(_world, "stranger");
        _world.Machines.Add(machine);
        machine.Connect("guess");
        _world.Start(0);
        _world.Pass();
        Assert.Empty(machine.Began);
        Assert.False(machine.IsConnected);
    }

    [Fact]
    public void Connection_that_comes_back_costs_nothing()
    {
        var machine = _world.AddMachine();
        _world.Start(0);
        _world.Pass();
        machine.Metric(0.5);
        _world.Pass();
        machine.Cut();
        machine.Metric(0.6);
        _world.Pass(3);
        machine.Connect();
        _world.Pass();
        machine.End();
        _world.Pass();
        var reports = _world.Reports();
        Assert.Equal([0.5, 0.6], reports.OfType<ServiceReport.Reported>().Select(r => r.Metric.Value));
        Assert.False(Assert.Single(reports.OfType<ServiceReport.Ended>()).IsLost);
        Assert.Single(machine.Began);
    }

    [Fact]
    public void Worker_that_stays_away_has_lost_its_trial_and_its_result_is_refused()
    {
        var machine = _world.AddMachine();
        _world.Start(0);
        _world.Pass();
        machine.Cut();
        _world.Pass(6);
        Assert.True(Assert.Single(_world.Ends()).IsLost);
        // The trial is started again elsewhere, and the first one ends before.
        var other = _world.AddMachine();
        _world.Start(0, number: 2);
        _world.Pass();
        machine.End();
        machine.Connect();
        _world.Pass();
        Assert.Empty(_world.Ends());
        Assert.Equal(1, _world.Manager.Refused);
        other.End();
        _world.Pass();
        Assert.Equal(2, Assert.Single(_world.Ends()).Attempt.Number);
    }

    [Fact]
    public void Attempt_that_two_workers_claim_to_have_is_the_first_ones()
    {
        var attempt = PoolWorld.Attempt(0);
        _world.Adopt(attempt);
        var (first, second) = (_world.AddStranger("first", attempt), _world.AddStranger("second", attempt));
        Assert.Equal(PoolMessage.Stop, second.Sent.Dequeue().Kind);
        foreach (var (worker, code) in ((PoolWorld.Side, int)[])[(second, 7), (first, 0)])
            _world.Manager.Received(worker, new PoolMessage(PoolMessage.Done) { Token = attempt.Record.Token, ExitCode = code });
        Assert.Equal(0, Assert.Single(_world.Ends()).ExitCode);
        Assert.Equal(1, _world.Manager.Refused);
    }

    [Fact]
    public void Trial_that_was_given_up_and_still_runs_is_ended_when_its_worker_comes_back()
    {
        var machine = _world.AddMachine();
        _world.Start(0);
        _world.Pass();
        machine.Cut();
        _world.Pass(6);
        machine.Connect();
        _world.Pass();
        Assert.False(machine.IsRunning);
        _world.Reports();
        _world.Start(1);
        _world.Pass();
        Assert.Equal("token-1-1", machine.Began[^1]);
    }

    [Fact]
    public void Silent_worker_is_lost_with_its_trial()
    {
        var machine = _world.AddMachine();
        _world.Start(0);
        _world.Pass();
        machine.IsFrozen = true;
        _world.Pass(10);
        Assert.Empty(_world.Ends());
        _world.Pass(10);
        Assert.True(Assert.Single(_world.Ends()).IsLost);
        machine.End();
        machine.IsFrozen = false;
        _world.Pass();
        Assert.Empty(_world.Ends());
    }

    [Fact]
    public void Trial_that_never_reached_its_worker_is_given_to_the_next_one_as_it_is()
    {
        var machine = _world.AddMachine();
        _world.Pass();
        machine.IsFrozen = true;
        _world.Start(0);
        machine.Cut(); // with the trial on its way
        machine.IsFrozen = false;
        machine.Connect();
        _world.Pass();
        Assert.Empty(_world.Ends());
        Assert.Equal(["token-0-1"], machine.Began);
    }

    [Fact]
    public void Result_is_kept_until_it_is_recorded()
    {
        var machine = _world.AddMachine();
        var attempt = _world.Start(0);
        _world.Pass();
        machine.End();
        _world.Pass();
        Assert.Single(_world.Ends());
        // The manager has heard of it, and ends before it is in the database.
        _world.ReplaceManager();
        _world.Adopt(attempt);
        machine.Connect();
        _world.Pass();
        Assert.Equal(0, Assert.Single(_world.Ends()).ExitCode);
        _world.Manager.Recorded(attempt.Record);
        _world.Pass();
        _world.ReplaceManager();
        machine.Connect();
        _world.Pass();
        Assert.Empty(_world.Ends());
        Assert.Equal(0, _world.Manager.Refused);
    }

    [Fact]
    public void Next_manager_finds_running_trials_with_all_their_reports()
    {
        var machine = _world.AddMachine();
        var attempt = _world.Start(0);
        _world.Pass();
        machine.Metric(0.1);
        _world.Pass();
        _world.ReplaceManager();
        machine.Metric(0.2);
        _world.Adopt(attempt);
        _world.Pass(20);
        machine.Connect();
        _world.Pass();
        machine.End();
        _world.Pass();
        var reports = _world.Reports();
        Assert.InRange(Assert.Single(reports.OfType<ServiceReport.Begun>()).Ago.TotalSeconds, 20, 22);
        Assert.InRange(Assert.Single(reports.OfType<ServiceReport.Ended>()).Ran!.Value.TotalSeconds, 21, 24);
        Assert.Equal([0.1, 0.2], reports.OfType<ServiceReport.Reported>().Select(r => r.Metric.Value));
        Assert.False(Assert.Single(reports.OfType<ServiceReport.Ended>()).IsLost);
    }

    [Theory]
    [InlineData(true, 1)]
    [InlineData(false, 61)]
    public void Attempt_that_no_worker_holds_is_lost_when_all_are_there_or_after_a_while(bool allWorkersAreHere, double seconds)
    {
        _world.Adopt(PoolWorld.Attempt(0));
        _world.AddMachine();
        _world.Pass(seconds, allWorkersAreHere);
        Assert.True(Assert.Single(_world.Ends()).IsLost);
    }

    [Fact]
    public void Trial_is_told_to_end_and_its_worker_cancelled_after_a_grace()
    {
        var (good, stubborn) = (_world.AddMachine(), _world.AddMachine());
        stubborn.IsStubborn = true;
        var (first, second, third) = (_world.Start(0), _world.Start(1), _world.Start(2));
        _world.Pass();
        foreach (var attempt in (TrialAttempt[])[first, second, third])
            _world.Manager.Cancel(attempt.Record.Token);
        _world.Pass();
        Assert.Equal([2, 0], _world.Ends().Select(e => e.Attempt.Trial)); // the waiting one at once
        Assert.Single(good.Began);
        Assert.Empty(_world.CancelledWorkers);
        _world.Pass(11);
        Assert.Equal(["17_w1"], _world.CancelledWorkers);
        stubborn.Cut();
        _world.Pass(6);
        var end = Assert.Single(_world.Ends());
        Assert.Equal((143, false), (end.ExitCode, end.IsLost));
    }

    [Fact]
    public void Worker_near_its_time_limit_takes_no_more_trials_and_ends_after_the_one_it_has()
    {
        var machine = _world.AddMachine();
        var attempt = _world.Start(0);
        _world.Pass();
        machine.Leave();
        _world.Start(1);
        _world.Pass();
        machine.End();
        _world.Pass();
        Assert.False(machine.IsOver); // its result is not safe yet
        _world.Manager.Recorded(attempt.Record);
        _world.Pass();
        Assert.True(machine.IsOver);
        Assert.Single(machine.Began);
    }

    [Fact]
    public void Trial_that_meets_a_leaving_worker_goes_to_another()
    {
        var machine = _world.AddMachine();
        _world.Pass();
        _world.Start(0); // is on its way when the worker is told of its time limit
        machine.Leave();
        _world.Pass();
        Assert.Empty(machine.Began);
        Assert.Empty(_world.Ends());
        var other = _world.AddMachine();
        _world.Pass();
        Assert.Equal(["token-0-1"], other.Began);
    }

    [Fact]
    public void Idle_worker_is_sent_away()
    {
        var machine = _world.AddMachine();
        _world.Pass(119);
        Assert.False(machine.IsOver);
        _world.Pass(3);
        Assert.True(machine.IsOver);
    }

    [Fact]
    public void Worker_without_a_manager_waits_with_patience_and_then_ends()
    {
        var machine = _world.AddMachine();
        _world.Start(0);
        _world.Pass();
        machine.Cut();
        _world.Pass(1000);
        Assert.False(machine.IsOver); // the trial goes on
        machine.End();
        _world.Pass();
        Assert.True(machine.IsOver);
    }
}

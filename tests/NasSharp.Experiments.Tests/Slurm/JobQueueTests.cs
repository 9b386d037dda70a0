using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>The life of a job under every answer that a scheduler can give, with a clock of the test's own.</summary>
public sealed class JobQueueTests : IDisposable
{
    private readonly JobWorld _world = new();

    [Fact]
    public void Attempt_runs_from_submission_to_result()
    {
        var attempt = _world.Start(3);
        _world.Pass();
        var request = Assert.Single(_world.Slurm.Requests.Values);
        Assert.Equal(("nas-abcd-t3-a1", "token-3-1"), (request.Name, request.Token));
        _world.Begin(attempt);
        _world.Pass();
        JobWorld.End(attempt);
        _world.Pass();
        Assert.Collection(_world.Reports(),
            r => Assert.Equal("job 1", Assert.IsType<ServiceReport.Started>(r).Handle),
            r => Assert.IsType<ServiceReport.Begun>(r),
            r => Assert.Equal(0.5, Assert.IsType<ServiceReport.Reported>(r).Metric.Value),
            r => Assert.Equal((0, null, false), (Assert.IsType<ServiceReport.Ended>(r).ExitCode, ((ServiceReport.Ended)r).Problem, ((ServiceReport.Ended)r).IsLost)));
        Assert.Equal(0, _world.Jobs.Count);
    }

    [Fact]
    public void Any_number_of_jobs_are_one_look_a_tick()
    {
        for (var trial = 0; trial < 50; trial++)
            _world.Start(trial);
        _world.Pass(20);
        Assert.Equal(50, _world.Slurm.Requests.Count);
        Assert.InRange(_world.Slurm.Looks, 5, 11);
    }

    [Fact]
    public void Queue_that_is_full_is_asked_less_and_less_often_until_it_has_room()
    {
        var attempt = _world.Start(0);
        _world.Slurm.Answer = new SubmitAnswer(SubmitResult.Busy, "QOSMaxSubmitJobPerUserLimit");
        _world.Pass(120);
        Assert.InRange(_world.Slurm.Submissions, 5, 9); // after 1, 2, 4, ... 60 seconds
        var note = Assert.IsType<ServiceReport.Noted>(Assert.Single(_world.Reports()));
        Assert.Contains("QOSMaxSubmitJobPerUserLimit", note.Text);
        _world.Slurm.Answer = null;
        _world.Pass(61);
        Assert.Equal("token-0-1", Assert.Single(_world.Slurm.Requests.Values).Token);
        Finish(attempt);
    }

    [Fact]
    public void Request_that_can_never_be_met_stops_the_experiment()
    {
        _world.Start(0);
        _world.Slurm.Answer = new SubmitAnswer(SubmitResult.Rejected, "invalid partition specified: gpu");
        _world.Pass();
        Assert.Contains("invalid partition specified: gpu", Assert.IsType<ServiceReport.Unusable>(Assert.Single(_world.Reports())).Reason);
    }

    [Theory]
    [InlineData("PartitionConfig")]
    [InlineData("BadConstraints")]
    public void Job_that_can_never_start_stops_the_experiment(string reason)
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.Show(_world.Job(attempt), JobState.Pending, reason);
        _world.Pass(30);
        Assert.Contains(reason, Assert.Single(_world.Reports().OfType<ServiceReport.Unusable>().Take(1)).Reason);
        Assert.Contains(("1", false), _world.Slurm.Cancelled);
    }

    [Fact]
    public void Submission_without_an_answer_that_made_a_job_is_found_and_not_repeated()
    {
        _world.Slurm.Answer = new SubmitAnswer(SubmitResult.Unknown, "Socket timed out");
        _world.Slurm.SubmitsSilently = true;
        var attempt = _world.Start(0);
        _world.Pass(60);
        Assert.Equal(1, _world.Slurm.Submissions);
        Finish(attempt);
    }

    [Fact]
    public void Submission_without_an_answer_that_made_no_job_is_repeated_after_a_while()
    {
        _world.Slurm.Answer = new SubmitAnswer(SubmitResult.Unknown, "Socket timed out");
        var attempt = _world.Start(0);
        _world.Pass(10);
        _world.Slurm.Answer = null;
        Assert.Equal(1, _world.Slurm.Submissions);
        _world.Pass(20);
        Assert.Equal(2, _world.Slurm.Submissions);
        Finish(attempt);
    }

    [Fact]
    public void Scheduler_that_does_not_answer_ends_nothing()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Begin(attempt);
        _world.Pass();
        _world.Slurm.IsBlind = true;
        _world.Slurm.Queue.Clear();
        var looks = _world.Slurm.Looks;
        _world.Pass(600);
        Assert.Null(_world.Ended());
        Assert.InRange(_world.Slurm.Looks - looks, 5, 25); // ever less often
        JobWorld.End(attempt);
        _world.Pass();
        Assert.Equal(0, _world.Ended()!.ExitCode); // its files are enough
    }

    [Fact]
    public void Job_that_vanishes_before_it_runs_is_submitted_again_and_after_that_it_is_lost()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.Queue.Clear();
        _world.Pass(30);
        Assert.Equal(2, _world.Slurm.Submissions);
        Assert.Null(_world.Ended());
        _world.Begin(attempt);
        _world.Pass();
        _world.Slurm.Queue.Clear();
        _world.Pass(30);
        var end = _world.Ended()!;
        Assert.True(end.IsLost);
        Assert.Contains("vanished", end.Problem);
        Assert.Equal(2, _world.Slurm.Submissions);
    }

    [Fact]
    public void Job_that_has_gone_from_the_queue_with_its_result_written_has_succeeded()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.Queue.Clear();
        Directory.CreateDirectory(JobFiles.Claim(attempt));
        JobWorld.End(attempt);
        _world.Pass(1);
        Assert.Equal((0, false), (_world.Ended()!.ExitCode, _world.Jobs.Count > 0));
    }

    [Theory]
    [InlineData(JobState.Lost, true, "lost with node n1")]
    [InlineData(JobState.Ended, true, "without a word")]
    [InlineData(JobState.TimeLimit, false, "time limit of its job (10)")]
    [InlineData(JobState.OutOfMemory, false, "more memory")]
    [InlineData(JobState.Cancelled, false, "cancelled from outside")]
    internal void Job_that_ends_without_a_result_is_told_apart(JobState state, bool isLost, string problem)
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Begin(attempt);
        _world.Pass();
        _world.Slurm.Show("1", state);
        _world.Pass(10);
        Assert.Null(_world.Ended()); // its files may be on their way
        _world.Pass(20);
        var end = _world.Ended()!;
        Assert.Equal(isLost, end.IsLost);
        Assert.Contains(problem, end.Problem);
    }

    [Fact]
    public void Job_that_ended_before_it_began_names_the_folder()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.Show("1", JobState.Ended);
        _world.Pass(30);
        var end = _world.Ended()!;
        Assert.True(end.IsLost);
        Assert.Contains($"may not see {attempt.Folder}", end.Problem);
    }

    [Fact]
    public void Job_that_Slurm_cancels_because_its_node_did_not_take_it_is_lost()
    {
        _world.Start(0);
        _world.Pass();
        _world.Slurm.Show("1", JobState.Cancelled);
        _world.Pass(30);
        var end = _world.Ended()!;
        Assert.True(end.IsLost);
        Assert.Contains("could not be launched on node n1", end.Problem);
    }

    [Theory]
    [InlineData(JobState.TimeLimit, "time limit", false)]
    [InlineData(JobState.Lost, "gave way", true)]
    [InlineData(JobState.Ended, null, false)]
    internal void Trial_that_was_told_to_end_is_judged_by_what_the_queue_says(JobState state, string? problem, bool isLost)
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Begin(attempt);
        JobWorld.End(attempt, "143 told\n", result: null);
        _world.Pass();
        Assert.Null(_world.Ended());
        _world.Slurm.Show("1", state);
        _world.Pass();
        var end = _world.Ended()!;
        Assert.Equal(isLost, end.IsLost);
        Assert.True(problem is null ? end.Problem is null && end.ExitCode == 143 : end.Problem!.Contains(problem, StringComparison.Ordinal), end.Problem);
    }

    [Fact]
    public void Held_job_is_waited_for_and_said()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.Show("1", JobState.Pending, "JobHeldAdmin");
        _world.Pass(600);
        var reports = _world.Reports();
        Assert.Contains("scontrol release 1", Assert.Single(reports.OfType<ServiceReport.Noted>()).Text);
        Assert.Empty(reports.OfType<ServiceReport.Ended>());
        Assert.Empty(_world.Slurm.Cancelled);
        Finish(attempt);
    }

    [Fact]
    public void Job_that_could_not_be_launched_is_cancelled_and_lost()
    {
        _world.Start(0);
        _world.Pass();
        _world.Slurm.Show("1", JobState.Pending, "launch failed requeued held");
        _world.Pass(30);
        Assert.True(_world.Ended()!.IsLost);
        Assert.Contains(("1", false), _world.Slurm.Cancelled);
    }

    [Fact]
    public void Running_trial_is_asked_first_and_its_job_cancelled_after_a_grace()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Begin(attempt);
        _world.Pass();
        _world.Jobs.Cancel(attempt.Record.Token);
        _world.Pass();
        Assert.Equal([("1", true)], _world.Slurm.Cancelled);
        _world.Pass(10);
        Assert.Equal([("1", true), ("1", false)], _world.Slurm.Cancelled);
        _world.Slurm.Show("1", JobState.Cancelled);
        _world.Pass(30);
        Assert.Equal((143, null), (_world.Reports().OfType<ServiceReport.Ended>().Single().ExitCode, null as string));
    }

    [Fact]
    public void Pending_job_is_cancelled_at_once()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Jobs.Cancel(attempt.Record.Token);
        _world.Pass(1);
        Assert.Equal([("1", false)], _world.Slurm.Cancelled);
    }

    [Fact]
    public void Cancellation_is_repeated_until_Slurm_has_heard_it()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.IsBlind = true;
        _world.Jobs.Cancel(attempt.Record.Token);
        _world.Pass(10);
        _world.Slurm.IsBlind = false;
        _world.Pass(10);
        Assert.InRange(_world.Slurm.Cancelled.Count, 3, 10);
    }

    [Fact]
    public void Cancellation_that_Slurm_has_not_heard_spares_a_later_job_with_the_same_number()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.IsBlind = true;
        _world.Jobs.Cancel(attempt.Record.Token);
        _world.Pass(3);
        _world.Slurm.ForgetAll();
        var later = _world.Start(1);
        _world.Pass(1);
        Assert.Equal("1", _world.Job(later));
        _world.Slurm.Cancelled.Clear();
        _world.Slurm.IsBlind = false;
        _world.Pass(30);
        Assert.Empty(_world.Slurm.Cancelled);
        Assert.Equal(0, Assert.Single(_world.Reports().OfType<ServiceReport.Ended>()).Attempt.Trial);
        Finish(later);
    }

    [Fact]
    public void Trial_that_does_not_listen_is_not_cancelled_by_a_number_that_is_another_jobs_now()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Begin(attempt);
        _world.Pass();
        _world.Jobs.Cancel(attempt.Record.Token);
        _world.Pass(1);
        _world.Slurm.ForgetAll();
        var later = _world.Start(1);
        _world.Pass(30);
        Assert.Equal([("1", true)], _world.Slurm.Cancelled); // what it was asked before
        Assert.Equal(0, Assert.Single(_world.Reports().OfType<ServiceReport.Ended>()).Attempt.Trial);
        Finish(later);
    }

    [Fact]
    public void Job_of_an_attempt_that_nobody_knows_is_cancelled()
    {
        var attempt = _world.Start(0);
        _world.Pass();
        _world.Slurm.Queue.Add(new QueueEntry("77", JobState.Running, "None", "n2", null, null, "nas-abcd-t0-a1", "token-of-another"));
        _world.Slurm.Queue.Add(new QueueEntry("78", JobState.Running, "None", "n2", null, null, "nas-efgh-t0-a1", "another-experiment"));
        _world.Pass(30);
        Assert.Equal(["77"], _world.Slurm.Cancelled.Select(c => c.Job).Distinct());
        Finish(attempt);
    }

    [Fact]
    public void Folder_of_an_attempt_that_the_database_forgot_is_not_used_again()
    {
        var first = _world.Start(0);
        _world.Pass();
        var second = first with { Record = first.Record with { Token = "another" } };
        using var later = new JobWorld();
        later.Jobs.Start(second, System.Threading.Channels.Channel.CreateUnbounded<ServiceReport>().Writer);
        later.Pass();
        Assert.Equal(0, later.Slurm.Submissions);
    }

    [Fact]
    public void Manager_that_comes_back_finds_each_job_where_it_is()
    {
        var (running, ended, lost, never) = (_world.Start(0), _world.Start(1), _world.Start(2), _world.Attempt(3));
        _world.Pass();
        _world.Begin(running);
        _world.Begin(ended);
        _world.Begin(lost);
        JobWorld.End(ended);
        JobWorld.WriteBegun(running, DateTime.UtcNow - TimeSpan.FromMinutes(10));
        JobWorld.WriteBegun(ended, File.GetLastWriteTimeUtc(JobFiles.Exit(ended)) - TimeSpan.FromMinutes(3));
        using var next = new JobWorld();
        next.Slurm.Queue.Add(_world.Slurm.Queue.Single(e => e.Token == running.Record.Token));
        foreach (var attempt in (TrialAttempt[])[running, ended, lost, never])
            next.Adopt(attempt);
        next.Pass(30);
        var reports = next.Reports();
        var begun = reports.OfType<ServiceReport.Begun>();
        var ends = reports.OfType<ServiceReport.Ended>().ToDictionary(e => e.Attempt.Trial);
        Assert.Equal([1, 2], ends.Keys.Order());
        Assert.Equal((0, true), (ends[1].ExitCode, ends[2].IsLost));
        Assert.Equal(TimeSpan.FromMinutes(3), ends[1].Ran);
        Assert.InRange(begun.Single(b => b.Attempt.Trial == 0).Ago.TotalMinutes, 10, 11);
        // What was recorded and never submitted is submitted now, and only that.
        Assert.Equal(never.Record.Token, Assert.Single(next.Slurm.Requests.Values).Token);
        JobWorld.End(running);
        next.Pass();
        Assert.Equal(0, next.Ended()!.ExitCode);
    }

    public void Dispose() => _world.Dispose();

    private void Finish(TrialAttempt attempt)
    {
        _world.Begin(attempt);
        JobWorld.End(attempt);
        _world.Pass();
        Assert.Equal(0, _world.Ended()!.ExitCode);
    }
}

using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Tests.Slurm;

public sealed class WorkerArraysTests
{
    private readonly ManualTime _time = new();
    private readonly FakeSlurm _slurm = new();
    private readonly List<string> _said = [];
    private readonly List<string> _refused = [];
    private readonly SchedulerDesk _desk;
    private readonly WorkerArrays _arrays;
    private readonly Dictionary<string, bool> _connected = [];
    private int _wanted;

    public WorkerArraysTests()
    {
        var options = new SlurmOptions { Command = "true", ExperimentId = "abcd", ExperimentFolder = "/experiment", MaxWorkers = 4, WorkerCommand = "worker" };
        _desk = new SchedulerDesk(_slurm, options.Times, _time, () => { });
        _arrays = new WorkerArrays(options, _desk) { Say = _said.Add, Refused = _refused.Add };
    }

    [Fact]
    public void As_many_workers_are_submitted_as_trials_wait_but_no_more_than_allowed()
    {
        _wanted = 2;
        Pass();
        Assert.Equal([2], _slurm.Requests.Values.Select(r => r.Tasks));
        Show(2);
        _wanted = 50;
        Pass();
        Assert.Equal([2, 2], _slurm.Requests.Values.Select(r => r.Tasks));
    }

    [Fact]
    public void Workers_that_leave_are_replaced()
    {
        _wanted = 4;
        Pass();
        Show(4);
        Pass();
        Assert.Single(_slurm.Requests);
        _connected["1_1"] = true; // it leaves
        Pass();
        Assert.Equal([4, 1], _slurm.Requests.Values.Select(r => r.Tasks));
    }

    [Fact]
    public void Nothing_is_submitted_while_the_queue_is_not_known()
    {
        _wanted = 3;
        _slurm.IsBlind = true;
        Pass(100);
        Assert.Equal(0, _slurm.Submissions);
    }

    [Fact]
    public void Submission_without_an_answer_is_not_repeated_before_it_can_be_seen()
    {
        _wanted = 3;
        _slurm.Answer = new SubmitAnswer(SubmitResult.Unknown, "Socket timed out");
        Pass(10);
        Assert.Equal(1, _slurm.Submissions);
        _slurm.Answer = null;
        Pass(20);
        Assert.Equal(2, _slurm.Submissions);
    }

    [Fact]
    public void Workers_that_Slurm_refuses_stop_the_experiment()
    {
        _wanted = 1;
        _slurm.Answer = new SubmitAnswer(SubmitResult.Rejected, "invalid account");
        Pass();
        Assert.Contains("invalid account", _refused[0]);
    }

    [Fact]
    public void Worker_that_runs_and_does_not_connect_is_said()
    {
        _wanted = 1;
        Pass();
        Show(1);
        Pass(50);
        Assert.Empty(_said);
        Assert.False(_arrays.AllAreHere);
        Pass(20);
        Assert.Contains("worker 1_1 runs and does not connect; /experiment/slurm/worker-1_1.log may say why", _said[0]);
        _connected["1_1"] = false;
        Pass();
        Assert.True(_arrays.AllAreHere);
    }

    [Fact]
    public void Worker_that_was_given_up_is_replaced_and_later_cancelled()
    {
        _wanted = 1;
        Pass();
        Show(1);
        _connected["1_1"] = false;
        Pass();
        _connected.Clear();
        Pass(10);
        Assert.Single(_slurm.Requests);
        Pass(10);
        Assert.Equal(2, _slurm.Requests.Count);
        Assert.Empty(_slurm.Cancelled);
        Pass(180);
        Assert.Contains(("1_1", false), _slurm.Cancelled);
    }

    [Fact]
    public void Workers_that_end_before_they_say_a_word_are_submitted_less_and_less_often_until_that_is_hopeless()
    {
        _wanted = 2;
        var submissions = new List<int>();
        for (var second = 0; _refused.Count == 0 && second < 600; second++)
        {
            Pass(1);
            submissions.Add(_slurm.Submissions);
            _slurm.Queue.Clear();
            Pass(3);
        }
        Assert.Contains("ended before it reached this manager; see /experiment/slurm/worker-1_2.log", Assert.Single(_said));
        Assert.Contains("correct 'nasctl' or 'setup' in slurmConfig", _refused[0]);
        Assert.Equal(6, _slurm.Submissions);
        Assert.InRange(submissions.Count * 4, 30, 120);
    }

    [Fact]
    public void Worker_that_ends_at_once_where_others_work_is_replaced_with_patience()
    {
        _wanted = 2;
        Pass();
        _connected["1_1"] = false;
        Show(2);
        Pass();
        for (var round = 0; round < 20; round++)
        {
            _slurm.Queue.RemoveAll(e => e.Id != "1_1");
            Pass(100);
        }
        Assert.Empty(_refused);
        Assert.InRange(_slurm.Submissions, 15, 21);
        Assert.Single(_said, s => s.Contains("ended before it reached", StringComparison.Ordinal));
    }

    [Fact]
    public void Script_of_a_worker_leads_it_to_the_manager()
    {
        var script = _arrays.Script();
        Assert.EndsWith("exec worker '/experiment/slurm/pool.json'\n", script, StringComparison.Ordinal);
        Assert.StartsWith("#!/bin/sh\n", script, StringComparison.Ordinal);
    }

    private void Show(int running)
    {
        _slurm.Queue.RemoveAll(e => e.State == JobState.Pending);
        for (var task = 1; task <= running; task++)
            _slurm.Queue.Add(new QueueEntry($"1_{task}", JobState.Running, "None", "n1", null, null, "nas-abcd-pool", "t"));
    }

    private void Pass(double seconds = 5)
    {
        for (var tenth = 0; tenth < seconds * 10; tenth++)
        {
            _time.Advance(TimeSpan.FromSeconds(0.1));
            _desk.Step(wantsQueue: true, (entries, askedAt) => _arrays.Seen(entries, askedAt, _wanted, _connected));
        }
    }
}

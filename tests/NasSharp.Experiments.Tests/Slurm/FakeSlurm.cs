using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>A scheduler that does what a test says.</summary>
internal sealed class FakeSlurm : ISlurmScheduler
{
    private int _lastId;

    /// <summary>What was submitted and accepted, by job.</summary>
    public Dictionary<string, JobRequest> Requests { get; } = [];

    /// <summary>The queue.</summary>
    public List<QueueEntry> Queue { get; } = [];

    /// <summary>What was cancelled, and how.</summary>
    public List<(string Job, bool Politely)> Cancelled { get; } = [];

    /// <summary>Looks into the queue so far.</summary>
    public int Looks { get; private set; }

    /// <summary>Submissions so far, whatever became of them.</summary>
    public int Submissions { get; private set; }

    /// <summary>What is answered to submissions; null: they are accepted.</summary>
    public SubmitAnswer? Answer { get; set; }

    /// <summary>Whether a submission without an answer makes a job.</summary>
    public bool SubmitsSilently { get; set; }

    /// <summary>Whether nobody answers for the queue.</summary>
    public bool IsBlind { get; set; }

    public Task<SubmitAnswer> SubmitAsync(JobRequest request)
    {
        Submissions++;
        if (Answer is { } answer && !SubmitsSilently)
            return Task.FromResult(answer);
        var id = $"{++_lastId}";
        Requests[id] = request;
        IEnumerable<string> ids = request.Tasks == 0 ? [id] : Enumerable.Range(1, request.Tasks).Select(task => $"{id}_{task}");
        Queue.AddRange(ids.Select(own => new QueueEntry(own, JobState.Pending, "Priority", "", null, null, request.Name, request.Token)));
        return Task.FromResult(Answer ?? new SubmitAnswer(SubmitResult.Accepted, id));
    }

    public Task<IReadOnlyList<QueueEntry>?> QueueAsync()
    {
        Looks++;
        return Task.FromResult<IReadOnlyList<QueueEntry>?>(IsBlind ? null : [.. Queue]);
    }

    public Task<bool> CancelAsync(IReadOnlyList<string> jobs, bool politely)
    {
        Cancelled.AddRange(jobs.Select(job => (job, politely)));
        return Task.FromResult(!IsBlind);
    }

    /// <summary>The controller is killed before it has saved anything: all jobs are gone, and their numbers are given away again.</summary>
    public void ForgetAll()
    {
        Queue.Clear();
        _lastId = 0;
    }

    /// <summary>Changes what the queue shows of a job.</summary>
    public void Show(string id, JobState state, string reason = "None")
    {
        var at = Queue.FindIndex(e => e.Id == id);
        Queue[at] = Queue[at] with { State = state, Reason = reason, Node = "n1" };
    }
}

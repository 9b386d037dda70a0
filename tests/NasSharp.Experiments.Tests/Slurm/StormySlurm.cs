using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>A scheduler and nodes to which everything happens that was seen at real ones, under a clock that the test moves. Jobs do what their script would do.</summary>
internal sealed class StormySlurm(ManualTime time, Random random) : ISlurmScheduler
{
    private const double Step = 0.1;

    private readonly List<Job> _jobs = [];
    private readonly List<(TimeSpan At, Action Do)> _plans = [];
    private TimeSpan _awayUntil;
    private int _lastId;

    /// <summary>How often the command of each attempt was started.</summary>
    public Dictionary<string, int> Runs { get; } = new(StringComparer.Ordinal);

    private TimeSpan Now => time.GetElapsedTime(0);

    private bool IsAway => Now < _awayUntil;

    /// <summary>The result that the command of an attempt reports.</summary>
    public static double ResultOf(string token) => token[^1] + token.Length / 1000.0;

    public Task<SubmitAnswer> SubmitAsync(JobRequest request)
    {
        if (IsAway && random.NextDouble() < 0.5)
            return Task.FromResult(new SubmitAnswer(SubmitResult.Unknown, "Socket timed out"));
        if (random.NextDouble() < 0.1)
            return Task.FromResult(new SubmitAnswer(SubmitResult.Busy, "QOSMaxSubmitJobPerUserLimit"));
        var job = new Job($"{++_lastId}", request);
        _jobs.Add(job);
        After(random.NextDouble() * 5, () => Begin(job));
        return Task.FromResult(IsAway || random.NextDouble() < 0.05 ? new SubmitAnswer(SubmitResult.Unknown, "Socket timed out") : new SubmitAnswer(SubmitResult.Accepted, job.Id));
    }

    public Task<IReadOnlyList<QueueEntry>?> QueueAsync() => Task.FromResult<IReadOnlyList<QueueEntry>?>(IsAway ? null : [.. _jobs.Select(j => j.Entry)]);

    public Task<bool> CancelAsync(IReadOnlyList<string> jobs, bool politely)
    {
        foreach (var job in IsAway ? [] : _jobs.Where(j => jobs.Contains(j.Entry.Id) && j.Entry.State is JobState.Pending or JobState.Running).ToArray())
        {
            job.IsAlive = false;
            End(job, JobState.Cancelled);
        }
        return Task.FromResult(!IsAway);
    }

    /// <summary>Lets happen what was planned for a tenth of a second, and perhaps some trouble.</summary>
    public void Pass()
    {
        time.Advance(TimeSpan.FromSeconds(Step));
        foreach (var plan in _plans.Where(p => p.At <= Now).ToArray())
        {
            _plans.Remove(plan);
            plan.Do();
        }
        Sometimes(30, () => WithAny(JobState.Running, job => Fail(job, goesOn: false)));
        Sometimes(30, () => WithAny(JobState.Running, job => Fail(job, goesOn: true)));
        Sometimes(60, () => WithAny(JobState.Pending, job => job.Entry = job.Entry with { Reason = "launch failed requeued held" }));
        Sometimes(60, () => _awayUntil = Now + TimeSpan.FromSeconds(random.NextDouble() * 60));
        Sometimes(60, KillController);
    }

    private void Begin(Job job)
    {
        if (!_jobs.Contains(job) || job.Entry is not { State: JobState.Pending, Reason: "Priority" })
            return;
        job.Entry = job.Entry with { State = JobState.Running, Node = "n1" };
        var claim = Path.Combine(job.Folder, $"claim.{job.Token}");
        if (Directory.Exists(claim))
        {
            End(job, JobState.Ended); // another job has the attempt
            return;
        }
        Directory.CreateDirectory(claim);
        Runs[job.Token] = Runs.GetValueOrDefault(job.Token) + 1;
        job.IsAlive = true;
        After(random.NextDouble() * 20, () =>
        {
            if (!job.IsAlive)
                return;
            if (_jobs.Contains(job) && job.Entry.State == JobState.Running)
                End(job, JobState.Ended);
            // Through the caches of the file system the manager sees it later than the queue.
            After(random.NextDouble() * 5, () => JobWorld.End(new(new AttemptRecord(0, 0, job.Token, null), job.Folder, "", null), result: ResultOf(job.Token)));
        });
    }

    private void Fail(Job job, bool goesOn)
    {
        job.IsAlive = goesOn;
        End(job, JobState.Lost);
    }

    // It has lost what happened last: jobs that waited, and some that ran. Of these some are killed as orphans; the numbers are given away again.
    private void KillController()
    {
        _awayUntil = Now + TimeSpan.FromSeconds(4);
        foreach (var job in _jobs.Where(j => j.Entry.State == JobState.Pending || random.NextDouble() < 0.3).ToArray())
        {
            _jobs.Remove(job);
            job.IsAlive &= random.NextDouble() < 0.5;
        }
        _lastId = _jobs.Select(j => int.Parse(j.Id, System.Globalization.CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max();
    }

    private void End(Job job, JobState state)
    {
        job.Entry = job.Entry with { State = state };
        After(random.NextDouble() * 30, () => _jobs.Remove(job));
    }

    private void After(double seconds, Action happens) => _plans.Add((Now + TimeSpan.FromSeconds(seconds), happens));

    private void Sometimes(double meanSeconds, Action happens)
    {
        if (random.NextDouble() < Step / meanSeconds)
            happens();
    }

    private void WithAny(JobState state, Action<Job> happens)
    {
        var some = _jobs.FindAll(j => j.Entry.State == state);
        if (some.Count > 0)
            happens(some[random.Next(some.Count)]);
    }

    private sealed class Job(string id, JobRequest request)
    {
        public string Id { get; } = id;

        public string Token { get; } = request.Token;

        public string Folder { get; } = Path.GetDirectoryName(request.Log)!;

        /// <summary>Whether its command runs, wherever that is.</summary>
        public bool IsAlive { get; set; }

        public QueueEntry Entry { get; set; } = new(id, JobState.Pending, "Priority", "", null, null, request.Name, request.Token);
    }
}

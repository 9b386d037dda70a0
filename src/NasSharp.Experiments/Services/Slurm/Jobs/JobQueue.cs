using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Services.Slurm.Jobs;

/// <summary>
/// Mode <see cref="SlurmMode.Job"/>: every attempt is a job. What a job has done stands in its files; the queue only says when to look and why there is nothing to be found. Nothing waits, the
/// clock and the scheduler come from outside. Used by one thread.
/// </summary>
internal sealed partial class JobQueue(SlurmOptions options, SchedulerDesk desk)
{
    // A job that vanishes before it runs is submitted again; a scheduler that loses all of them is no scheduler.
    private const int MaxSubmissions = 5;

    private readonly Dictionary<string, JobAttempt> _attempts = new(StringComparer.Ordinal);
    private readonly Queue<JobAttempt> _waiting = new();
    private readonly Dictionary<string, TimeSpan> _strays = new(StringComparer.Ordinal);
    private TimeSpan _filesFrom;

    /// <summary>What the names of the jobs of this experiment's attempts begin with.</summary>
    public string NamePrefix { get; } = $"nas-{options.ExperimentId}-t";

    /// <summary>Attempts whose end was not reported yet.</summary>
    public int Count => _attempts.Count;

    /// <summary>Whether the queue says something that is to be known.</summary>
    public bool WantsQueue => _strays.Count > 0 || _attempts.Values.Any(a => a.Phase is JobPhase.Unknown or JobPhase.Submitted);

    /// <summary>Is told of each job that has succeeded: how long it waited, and how long it ran.</summary>
    public Action<TimeSpan?, TimeSpan?>? Measured { get; init; }

    /// <summary>Starts an attempt.</summary>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        var job = new JobAttempt(attempt, reports, JobPhase.Waiting, desk.Now);
        try
        {
            if (!JobFiles.TryPrepare(attempt))
            {
                job.End(1, Forgotten(job), isLost: true);
                return;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            job.End(126, $"it could not be started: {error.Message}");
            return;
        }
        _attempts[job.Token] = job;
        _waiting.Enqueue(job);
    }

    /// <summary>Takes over an attempt of an earlier manager: whether there is a job for it is found out.</summary>
    public void Adopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) =>
        _attempts[attempt.Record.Token] = new JobAttempt(attempt, reports, JobPhase.Unknown, desk.Now) { IsAdopted = true, CancelledAt = JobFiles.IsCancelled(attempt) ? desk.Now : null };

    /// <summary>Ends an attempt.</summary>
    public void Cancel(string token)
    {
        if (!_attempts.TryGetValue(token, out var job) || job.CancelledAt is not null)
            return;
        job.CancelledAt = desk.Now;
        if (job.Phase == JobPhase.Waiting)
            End(job, 143, null);
        else
            JobFiles.MarkCancelled(job.Attempt);
    }

    /// <summary>Cancels the jobs of all attempts that were asked to end, without further patience.</summary>
    public void CancelAtOnce()
    {
        foreach (var job in _attempts.Values.Where(a => a is { CancelledAt: not null, IsJobCancelled: false, JobId: not null }))
        {
            job.IsJobCancelled = true;
            desk.Cancel(job.JobId!, politely: false);
        }
    }

    /// <summary>Looks for what has happened since the last time, and submits the next job.</summary>
    public void Step()
    {
        if (desk.Now >= _filesFrom)
        {
            // The more jobs, the less often: a file server has other users.
            _filesFrom = desk.Now + options.Times.FileTick + TimeSpan.FromMilliseconds(_attempts.Count);
            foreach (var job in _attempts.Values.Where(a => a.Phase is JobPhase.Unknown or JobPhase.Submitted).ToArray())
                ReadFiles(job);
        }
        foreach (var job in _attempts.Values.Where(a => a is { CancelledAt: not null, IsJobCancelled: false, JobId: not null }))
            PursueCancel(job);
        while (_waiting.Count > 0 && _waiting.Peek().Phase == JobPhase.Ended)
            _waiting.Dequeue();
        if (_waiting.Count > 0 && desk.CanSubmit)
            Submit(_waiting.Dequeue());
    }

    private void Submit(JobAttempt job)
    {
        job.Phase = JobPhase.Submitting;
        job.Submissions++;
        var record = job.Attempt.Record;
        var name = string.Create(CultureInfo.InvariantCulture, $"{NamePrefix}{record.Trial}-a{record.Number}");
        desk.Submit(new JobRequest(name, job.Token, JobScript.Of(options, job.Attempt), JobFiles.Log(job.Attempt)), answer => Submitted(job, answer));
    }

    private void Submitted(JobAttempt job, SubmitAnswer answer)
    {
        job.Since = desk.Now;
        switch (answer.Result)
        {
            case SubmitResult.Accepted:
                job.Phase = JobPhase.Submitted;
                Own(job, answer.Text);
                break;
            case SubmitResult.Busy when job.CancelledAt is not null:
                End(job, 143, null);
                break;
            case SubmitResult.Busy:
                job.Submissions--;
                Wait(job);
                job.Say($"Slurm takes no job at this time ({answer.Text}); it is offered again until it does");
                break;
            case SubmitResult.Rejected:
                job.Phase = JobPhase.Waiting;
                job.Report(new ServiceReport.Unusable($"Slurm refuses the job of trial {job.Attempt.Record.Trial}: {answer.Text}; correct slurmConfig in config.yml and create the experiment again") { Attempt = job.Attempt.Record });
                break;
            case SubmitResult.Unknown:
                job.Phase = JobPhase.Unknown;
                job.Say($"Slurm did not say whether it has the job ({answer.Text}); the queue will tell");
                break;
        }
    }

    // A controller that was killed gives numbers away again; the job that had this one before is not there any more.
    private void Own(JobAttempt job, string id)
    {
        if (job.JobId == id)
            return;
        foreach (var former in _attempts.Values.Where(a => a.JobId == id))
            former.JobId = null;
        job.HandleIs(id);
    }

    private void Wait(JobAttempt job)
    {
        job.Phase = JobPhase.Waiting;
        (job.AbsentSince, job.EndedSince, job.HopelessSince, job.JobId) = (null, null, null, null);
        _waiting.Enqueue(job);
    }

    private void ReadFiles(JobAttempt job)
    {
        if (JobFiles.ReadExit(job.Attempt) is { } exit)
        {
            job.Begin();
            // A signal may be Slurm's: then the queue knows why.
            if (exit.Code <= 128 && !exit.WasTold || job.CancelledAt is not null)
                End(job, exit.Code, null);
            return;
        }
        if (!job.HasBegun && Directory.Exists(JobFiles.Claim(job.Attempt)))
            job.Begin();
        if (job.HasBegun)
            job.ReadMetrics(thoroughly: false);
    }

    private void PursueCancel(JobAttempt job)
    {
        if (!job.HasBegun || desk.Now - job.CancelledAt >= options.Times.Grace)
        {
            job.IsJobCancelled = true;
            desk.Cancel(job.JobId!, politely: false);
        }
        else if (!job.WasAsked)
        {
            job.WasAsked = true;
            desk.Cancel(job.JobId!, politely: true);
        }
    }

    private void End(JobAttempt job, int code, string? problem, bool isLost = false)
    {
        if (code == 0 && !isLost)
            Measured?.Invoke(JobFiles.Gap(job.Attempt), JobFiles.Length(job.Attempt));
        job.End(code, problem, isLost);
        _attempts.Remove(job.Token);
    }
}

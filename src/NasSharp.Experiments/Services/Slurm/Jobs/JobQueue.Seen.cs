using System.Globalization;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Services.Slurm.Jobs;

internal sealed partial class JobQueue
{
    private const string Held = "launch failed requeued held";

    // Reasons for which a job stands in the queue for ever.
    private static readonly HashSet<string> Hopeless = new(StringComparer.Ordinal)
    {
        "PartitionConfig", "PartitionNodeLimit", "PartitionTimeLimit", "BadConstraints", "InvalidAccount", "InvalidQOS", "AccountNotAllowed", "QOSNotAllowed", "DependencyNeverSatisfied",
    };

    /// <summary>Takes what the queue shows.</summary>
    /// <param name="entries">All jobs of the user.</param>
    /// <param name="askedAt">When the queue was asked; it may not show what happened later.</param>
    public void Seen(IReadOnlyList<QueueEntry> entries, TimeSpan askedAt)
    {
        var byToken = entries.Where(e => e.Name.StartsWith(NamePrefix, StringComparison.Ordinal)).ToLookup(e => e.Token, StringComparer.Ordinal);
        foreach (var job in _attempts.Values.Where(a => a.Phase is JobPhase.Unknown or JobPhase.Submitted && a.Since <= askedAt).ToArray())
        {
            // After a submission without an answer and another one there may be two; the one that lives counts.
            if (byToken[job.Token].OrderBy(e => e.State is JobState.Running ? 0 : e.State is JobState.Pending ? 1 : 2).FirstOrDefault() is { } entry)
                Seen(job, entry);
            else
                NotSeen(job);
        }
        SeekStrays(byToken.Where(own => !_attempts.ContainsKey(own.Key)).SelectMany(own => own).Where(e => e.State is JobState.Pending or JobState.Running));
    }

    private void Seen(JobAttempt job, QueueEntry entry)
    {
        job.Phase = JobPhase.Submitted;
        job.AbsentSince = null;
        Own(job, entry.Id);
        if (entry.State == JobState.Pending)
        {
            SeenPending(job, entry);
            return;
        }
        if (entry.State == JobState.Running)
        {
            (job.EndedSince, job.HopelessSince) = (null, null);
            return;
        }
        // Its files may still be on their way through the caches.
        job.EndedSince ??= desk.Now;
        var exit = JobFiles.ReadExit(job.Attempt);
        if (exit is not null || desk.Now - job.EndedSince >= options.Times.Settle)
            Conclude(job, entry, exit);
    }

    private void SeenPending(JobAttempt job, QueueEntry entry)
    {
        var isHopeless = Hopeless.Contains(entry.Reason) || entry.Reason.Contains(Held, StringComparison.Ordinal);
        job.HopelessSince = isHopeless ? job.HopelessSince ?? desk.Now : null;
        if (entry.Reason is "JobHeldUser" or "JobHeldAdmin")
            job.Say($"its job {entry.Id} is held ({entry.Reason}); 'scontrol release {entry.Id}' lets it run");
        if (job.HopelessSince is null || desk.Now - job.HopelessSince < options.Times.Settle || job.CancelledAt is not null)
            return;
        desk.Cancel(entry.Id, politely: false);
        if (Hopeless.Contains(entry.Reason))
        {
            Wait(job);
            job.Report(new ServiceReport.Unusable($"Slurm can never start the job of trial {job.Attempt.Record.Trial} (reason {entry.Reason}); correct slurmConfig in config.yml and create the experiment again") { Attempt = job.Attempt.Record });
        }
        else
            End(job, 1, $"its job {entry.Id} could not be launched and was held", isLost: true);
    }

    private void Conclude(JobAttempt job, QueueEntry entry, JobExit? exit)
    {
        if (job.CancelledAt is not null)
            End(job, exit?.Code ?? 143, null);
        else if (entry.State == JobState.TimeLimit)
            End(job, exit?.Code ?? 143, $"it reached the time limit of its job ({options.Time ?? "the partition's"}); raise 'time' in slurmConfig or train less");
        else if (entry.State == JobState.OutOfMemory)
            End(job, exit?.Code ?? 137, $"it used more memory than its job has ({options.Memory ?? "the partition's default"}); raise 'memory' in slurmConfig");
        else if (entry.State == JobState.Lost)
            End(job, 1, $"its job {entry.Id} was lost with {Node(entry)}, or gave way to another", isLost: true);
        else if (entry.State == JobState.Cancelled && entry.Node.Length > 0 && !Directory.Exists(JobFiles.Claim(job.Attempt)))
            End(job, 1, $"its job {entry.Id} could not be launched on {Node(entry)}", isLost: true);
        else if (entry.State == JobState.Cancelled)
            End(job, exit?.Code ?? 143, $"its job {entry.Id} was cancelled from outside, such as with scancel");
        else if (exit is not null)
            End(job, exit.Code, null);
        else if (Directory.Exists(JobFiles.Claim(job.Attempt)))
            End(job, 1, $"its job {entry.Id} ended on {Node(entry)} without a word", isLost: true);
        else
            End(job, 1, $"its job {entry.Id} ended on {Node(entry)} before it could begin; that node may not see {job.Attempt.Folder}", isLost: true);
    }

    private void NotSeen(JobAttempt job)
    {
        job.AbsentSince ??= desk.Now;
        if (desk.Now - job.AbsentSince < options.Times.Settle)
            return;
        var exit = JobFiles.ReadExit(job.Attempt);
        if (exit is not null || job.CancelledAt is not null)
            End(job, exit?.Code ?? 143, null);
        else if (Directory.Exists(JobFiles.Claim(job.Attempt)))
            End(job, 1, $"its job {(job.JobId is { } id ? $"{id} " : "")}vanished from the queue while it ran", isLost: true);
        else if (job.Submissions >= MaxSubmissions)
            End(job, 1, string.Create(CultureInfo.InvariantCulture, $"its job vanished from the queue {MaxSubmissions} times before it ran"), isLost: true);
        else
        {
            // Nothing of it has run, and should an earlier submission still come through, only one of both can claim the attempt.
            try
            {
                if (JobFiles.TryPrepare(job.Attempt))
                    Wait(job);
                else
                    End(job, 1, Forgotten(job), isLost: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                End(job, 126, $"it could not be started: {error.Message}");
            }
        }
    }

    // Jobs of attempts that nobody waits for: submissions that came through late, or that a power cut has erased from the database. One that has just ended may still be shown.
    private void SeekStrays(IEnumerable<QueueEntry> strays)
    {
        var seen = strays.Select(s => s.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _strays.Keys.Where(id => !seen.Contains(id)).ToArray())
            _strays.Remove(gone);
        foreach (var id in seen)
        {
            if (!_strays.TryAdd(id, desk.Now) && desk.Now - _strays[id] >= options.Times.Settle)
                desk.Cancel(id, politely: false);
        }
    }

    private static string Forgotten(JobAttempt job) => $"{job.Attempt.Folder} belongs to an attempt that the database has forgotten";

    private static string Node(QueueEntry entry) => entry.Node.Length == 0 ? "its node" : $"node {entry.Node}";
}

namespace NasSharp.Experiments.Services.Slurm.Scheduler;

/// <summary>What the service asks of Slurm. No answer is late for ever: each call has its time limit, and what then is not known is said to be so.</summary>
internal interface ISlurmScheduler
{
    /// <summary>Submits a job, or an array of them.</summary>
    Task<SubmitAnswer> SubmitAsync(JobRequest request);

    /// <summary>All jobs of the user that Slurm knows, ended ones too; null when it cannot be told.</summary>
    Task<IReadOnlyList<QueueEntry>?> QueueAsync();

    /// <summary>Cancels jobs, or asks their scripts with SIGTERM to end; false when it is not known whether Slurm has heard.</summary>
    Task<bool> CancelAsync(IReadOnlyList<string> jobs, bool politely);
}

/// <summary>A job to be submitted.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Token">Its comment: a text that no other submission has.</param>
/// <param name="Script">What it runs.</param>
/// <param name="Log">The file for what the script says.</param>
/// <param name="Tasks">Tasks of an array; 0: no array.</param>
/// <param name="Signal">Seconds before the time limit at which the script gets SIGUSR1; 0: never.</param>
internal sealed record JobRequest(string Name, string Token, string Script, string Log, int Tasks = 0, int Signal = 0);

/// <summary>What became of a submission.</summary>
internal enum SubmitResult
{
    /// <summary>The job is in the queue.</summary>
    Accepted,

    /// <summary>There is no job; the scheduler may have room later.</summary>
    Busy,

    /// <summary>There is no job, and there will be none with these options.</summary>
    Rejected,

    /// <summary>There may be a job.</summary>
    Unknown,
}

/// <summary>The answer to a submission.</summary>
/// <param name="Result">What became of it.</param>
/// <param name="Text">The job's number when accepted, otherwise what Slurm said.</param>
internal sealed record SubmitAnswer(SubmitResult Result, string Text);

/// <summary>A line of the queue.</summary>
/// <param name="Id">The job, such as <c>17</c> or <c>17_3</c>.</param>
/// <param name="State">Its state.</param>
/// <param name="Reason">Why it waits.</param>
/// <param name="Node">Where it runs or ran.</param>
/// <param name="Submitted">When it was submitted, by the controller's clock; null when that is not known.</param>
/// <param name="Started">When it began; null when it has not.</param>
/// <param name="Name">Its name.</param>
/// <param name="Token">Its comment.</param>
internal sealed record QueueEntry(string Id, JobState State, string Reason, string Node, DateTime? Submitted, DateTime? Started, string Name, string Token);

/// <summary>Slurm's states, as far as they differ here.</summary>
internal enum JobState
{
    /// <summary>In the queue.</summary>
    Pending,

    /// <summary>Running, or on its way there or back.</summary>
    Running,

    /// <summary>Ended by itself, well or badly.</summary>
    Ended,

    /// <summary>Cancelled by somebody.</summary>
    Cancelled,

    /// <summary>Ended at its time limit.</summary>
    TimeLimit,

    /// <summary>Ended for its memory.</summary>
    OutOfMemory,

    /// <summary>Ended with its node, or for another job.</summary>
    Lost,
}

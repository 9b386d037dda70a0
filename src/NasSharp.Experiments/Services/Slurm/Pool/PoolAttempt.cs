using System.Threading.Channels;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>Where an attempt is.</summary>
internal enum PoolPhase
{
    /// <summary>No worker has it.</summary>
    Waiting,

    /// <summary>A worker of an earlier manager may have it.</summary>
    Sought,

    /// <summary>A worker has it.</summary>
    Assigned,

    /// <summary>Its end was reported, and is not recorded yet.</summary>
    Ended,
}

/// <summary>An attempt as the pool sees it.</summary>
internal sealed class PoolAttempt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports, PoolPhase phase)
{
    public TrialAttempt Attempt { get; } = attempt;

    public string Token => Attempt.Record.Token;

    public PoolPhase Phase { get; set; } = phase;

    /// <summary>The worker that has it.</summary>
    public PoolSession? Session { get; set; }

    /// <summary>Reports that were passed on.</summary>
    public int Metrics { get; set; }

    /// <summary>When it was cancelled.</summary>
    public TimeSpan? CancelledAt { get; set; }

    /// <summary>Whether its worker was cancelled for it.</summary>
    public bool IsWorkerCancelled { get; set; }

    public void Report(ServiceReport report) => reports.TryWrite(report);
}

/// <summary>A worker as the manager sees it.</summary>
internal sealed class PoolSession(string worker, string job, IPoolConnection connection, TimeSpan now)
{
    public string Worker { get; } = worker;

    public string Job { get; } = job;

    public IPoolConnection? Connection { get; set; } = connection;

    /// <summary>The attempts that it has: the one it runs, and those whose results it keeps.</summary>
    public HashSet<PoolAttempt> Attempts { get; } = [];

    /// <summary>The attempt that it is to run or runs.</summary>
    public PoolAttempt? Current { get; set; }

    public bool Leaves { get; set; }

    public TimeSpan HeardAt { get; set; } = now;

    public TimeSpan GoneAt { get; set; }

    public TimeSpan IdleSince { get; set; } = now;

    public void Send(PoolMessage message) => Connection?.Send(message);
}

using System.Security.Cryptography;
using System.Text;
using System.Threading.Channels;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>
/// The manager's side of mode <see cref="SlurmMode.Pool"/>: hands attempts to workers that ask for them. An attempt is with at most one worker; once it was given up, nothing that still
/// comes of it is taken. Clock and connections come from outside. Any thread may call.
/// </summary>
/// <param name="secret">What a worker must know.</param>
/// <param name="times">How long to wait for what.</param>
/// <param name="time">The clock.</param>
internal sealed partial class PoolCoordinator(string secret, SlurmTimes times, TimeProvider time)
{
    private readonly byte[] _secret = Encoding.UTF8.GetBytes(secret);
    private readonly long _origin = time.GetTimestamp();
    private readonly Lock _gate = new();
    private readonly Dictionary<string, PoolAttempt> _attempts = new(StringComparer.Ordinal);
    private readonly LinkedList<PoolAttempt> _waiting = new();
    private readonly Dictionary<string, PoolSession> _sessions = new(StringComparer.Ordinal);
    private readonly Dictionary<IPoolConnection, PoolSession> _byConnection = [];
    private readonly Queue<PoolSession> _free = new();
    private readonly HashSet<string> _spoken = new(StringComparer.Ordinal);

    /// <summary>Is told of a worker's job that is to be cancelled, for its trial does not end otherwise.</summary>
    public Action<string>? CancelWorker { get; init; }

    /// <summary>Results that came of attempts that had been given up, or twice; none of them was taken.</summary>
    public long Refused { get; private set; }

    /// <summary>Attempts that have not ended.</summary>
    public int Open
    {
        get
        {
            lock (_gate)
                return _attempts.Values.Count(a => a.Phase != PoolPhase.Ended);
        }
    }

    /// <summary>Whether there are attempts that the next manager is to find again: such as have not ended and were not cancelled.</summary>
    public bool HasWork
    {
        get
        {
            lock (_gate)
                return _attempts.Values.Any(a => a.Phase != PoolPhase.Ended && a.CancelledAt is null);
        }
    }

    /// <summary>The jobs of the workers that are connected, with whether they leave.</summary>
    public IReadOnlyDictionary<string, bool> Workers()
    {
        lock (_gate)
            return _sessions.Values.Where(s => s.Connection is not null).GroupBy(s => s.Job, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.All(s => s.Leaves), StringComparer.Ordinal);
    }

    /// <summary>Whether the worker of a job has ever said that it is there.</summary>
    public bool HasSpoken(string job)
    {
        lock (_gate)
            return _spoken.Contains(job);
    }

    private TimeSpan Now => time.GetElapsedTime(_origin);

    /// <summary>Takes an attempt for the next worker that is free.</summary>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        lock (_gate)
        {
            var added = new PoolAttempt(attempt, reports, PoolPhase.Waiting);
            _attempts.Add(added.Token, added);
            _waiting.AddLast(added);
            Assign();
        }
    }

    /// <summary>Takes over an attempt that a worker of an earlier manager may have.</summary>
    public void Adopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        lock (_gate)
            _attempts[attempt.Record.Token] = new PoolAttempt(attempt, reports, PoolPhase.Sought);
    }

    /// <summary>Ends an attempt: its worker is told.</summary>
    public void Cancel(string token)
    {
        lock (_gate)
        {
            if (!_attempts.TryGetValue(token, out var attempt) || attempt.Phase == PoolPhase.Ended || attempt.CancelledAt is not null)
                return;
            attempt.CancelledAt = Now;
            if (attempt.Phase == PoolPhase.Waiting)
            {
                _waiting.Remove(attempt);
                End(attempt, 143, null);
                _attempts.Remove(token);
            }
            else
                attempt.Session?.Send(new PoolMessage(PoolMessage.Stop) { Token = token });
        }
    }

    /// <summary>The end of an attempt is recorded: its worker may forget the result.</summary>
    public void Recorded(AttemptRecord record)
    {
        lock (_gate)
        {
            if (!_attempts.TryGetValue(record.Token, out var attempt) || attempt.Phase != PoolPhase.Ended)
                return;
            _attempts.Remove(record.Token);
            attempt.Session?.Attempts.Remove(attempt);
            attempt.Session?.Send(new PoolMessage(PoolMessage.Recorded) { Token = record.Token });
        }
    }

    /// <summary>Reports something that concerns the pool, through one of its attempts.</summary>
    public void Tell(Func<AttemptRecord, ServiceReport> report)
    {
        lock (_gate)
        {
            if (_attempts.Values.FirstOrDefault(a => a.Phase != PoolPhase.Ended) is { } attempt)
                attempt.Report(report(attempt.Attempt.Record));
        }
    }

    /// <summary>Sends all workers away; what they run is ended.</summary>
    public void Dismiss()
    {
        lock (_gate)
        {
            foreach (var session in _sessions.Values)
            {
                if (session.Current is { } current)
                    session.Send(new PoolMessage(PoolMessage.Stop) { Token = current.Token });
                session.Send(new PoolMessage(PoolMessage.Leave));
            }
        }
    }

    /// <summary>Ends all connections: the workers look for the next manager.</summary>
    public void Close()
    {
        lock (_gate)
        {
            foreach (var connection in _byConnection.Keys)
                connection.Close();
        }
    }

    private void Assign()
    {
        while (_waiting.First is { } first && _free.TryDequeue(out var session))
        {
            if (!IsFree(session))
                continue;
            _waiting.RemoveFirst();
            var attempt = first.Value;
            (attempt.Phase, attempt.Session, session.Current) = (PoolPhase.Assigned, session, attempt);
            session.Attempts.Add(attempt);
            var (record, trial) = (attempt.Attempt.Record, attempt.Attempt);
            session.Send(new PoolMessage(PoolMessage.Trial)
            {
                Token = record.Token, Number = record.Trial, Attempt = record.Number, Folder = trial.Folder, Parameters = trial.Parameters, Epochs = trial.Epochs, Continues = trial.ContinuesFolder,
            });
        }
    }

    // A session stands in the line of the free ones perhaps more than once, and may have gone since.
    private bool IsFree(PoolSession session) => session is { Connection: not null, Current: null, Leaves: false } && _sessions.GetValueOrDefault(session.Worker) == session;

    private void Offer(PoolSession session)
    {
        session.IdleSince = Now;
        _free.Enqueue(session);
        Assign();
    }

    private static void End(PoolAttempt attempt, int code, string? problem, bool isLost = false, string? logTail = null, TimeSpan? ran = null)
    {
        attempt.Phase = PoolPhase.Ended;
        attempt.Report(new ServiceReport.Ended(code, problem, isLost) { Attempt = attempt.Attempt.Record, LogTail = logTail, Ran = ran });
    }

    private bool Knows(string? told) => told is not null && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(told), _secret);

    private static TrialMetric? ParseReport(PoolMessage message) => message.Report is { } line ? TrialMetric.Parse(line) : null;
}

using System.Threading.Channels;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services;

/// <summary>
/// Runs trials somewhere. The manager records an attempt before it calls <see cref="Start"/>; the service answers with reports on the channel it was given, the last one of each
/// attempt being its end. Calls come from one thread; none of them waits for a trial.
/// </summary>
public interface ITrainingService : IDisposable
{
    /// <summary>Attempts that the service has room for at once; the manager starts no more than that.</summary>
    int Capacity { get; }

    /// <summary>What the manager must know of the service; nothing special by default.</summary>
    ServiceTraits Traits => ServiceTraits.None;

    /// <summary>Starts an attempt. A start that fails is reported as the attempt's end.</summary>
    /// <param name="attempt">What to run.</param>
    /// <param name="reports">Where to report.</param>
    void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports);

    /// <summary>Takes over an attempt that an earlier manager has started.</summary>
    /// <returns>True when it runs, or has ended and its end will be reported; false when it is lost and nothing of it is running any more.</returns>
    bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports);

    /// <summary>Ends an attempt with all its processes. Its end is reported as for one that ends by itself.</summary>
    void Cancel(TrialAttempt attempt);

    /// <summary>Is told that the manager has recorded an attempt's end, or its loss, and needs nothing more of it; does nothing by default.</summary>
    void Recorded(AttemptRecord attempt)
    {
    }
}

/// <summary>How a service differs from one that runs trials as processes of the manager's machine.</summary>
[Flags]
public enum ServiceTraits
{
    /// <summary>In nothing.</summary>
    None = 0,

    /// <summary>Metrics come as reports; the manager does not read the attempts' files.</summary>
    ReportsMetrics = 1,

    /// <summary>Attempts wait somewhere before they run, and are reported as <see cref="ServiceReport.Begun"/> when they do; a limit of their time counts from then.</summary>
    Queues = 2,

    /// <summary>When the experiment is stopped its attempts go on, for the manager that resumes it.</summary>
    OutlivesManager = 4,
}

/// <summary>One start of a trial, as a service gets it.</summary>
/// <param name="Record">The attempt as recorded.</param>
/// <param name="Folder">The attempt's folder; the service makes it.</param>
/// <param name="Parameters">The parameters as JSON.</param>
/// <param name="Epochs">Epochs that the tuner asks for; null when it leaves that to the trial.</param>
/// <param name="ContinuesFolder">The folder of the trial of the same architecture whose training may be continued; null: none.</param>
public sealed record TrialAttempt(AttemptRecord Record, string Folder, string Parameters, int? Epochs, string? ContinuesFolder = null);

/// <summary>What a service reports.</summary>
public abstract record ServiceReport
{
    private ServiceReport()
    {
    }

    /// <summary>The attempt that it is about.</summary>
    public required AttemptRecord Attempt { get; init; }

    /// <summary>An attempt runs, and is found again by a text.</summary>
    /// <param name="Handle">For <see cref="ITrainingService.TryAdopt"/>.</param>
    public sealed record Started(string Handle) : ServiceReport;

    /// <summary>An attempt that had to wait runs now.</summary>
    public sealed record Begun : ServiceReport
    {
        /// <summary>How long ago that was; default just now. Of an attempt that was taken over it may be long.</summary>
        public TimeSpan Ago { get; init; }
    }

    /// <summary>Something that the user should know of an attempt; it goes on.</summary>
    /// <param name="Text">One line.</param>
    public sealed record Noted(string Text) : ServiceReport;

    /// <summary>No attempt can be run as things are, such as with a partition that does not exist: the experiment stops, and nothing has been lost.</summary>
    /// <param name="Reason">One line.</param>
    public sealed record Unusable(string Reason) : ServiceReport;

    /// <summary>An attempt has ended.</summary>
    /// <param name="ExitCode">What its program ended with; 128 and the number of the signal when it was killed.</param>
    /// <param name="Problem">What the service knows of its end, such as a limit of memory; null when the exit code says all.</param>
    /// <param name="IsLost">True when the machinery failed and not the trial; it is then started again.</param>
    public sealed record Ended(int ExitCode, string? Problem = null, bool IsLost = false) : ServiceReport
    {
        /// <summary>The last lines that the trial wrote, from a service that <see cref="ServiceTraits.ReportsMetrics"/>; null when there are none.</summary>
        public string? LogTail { get; init; }

        /// <summary>How long it ran, from a service that measures it where it runs; null, the default: for as long as the manager saw it.</summary>
        public TimeSpan? Ran { get; init; }
    }

    /// <summary>An attempt reported a metric other than through its file.</summary>
    internal sealed record Reported(TrialMetric Metric) : ServiceReport;
}

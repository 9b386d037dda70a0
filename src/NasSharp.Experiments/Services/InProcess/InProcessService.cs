using System.Collections.Concurrent;
using System.Threading.Channels;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.InProcess;

/// <summary>
/// Runs trials as a C# function in the manager's process, for tabular benchmarks, tests and cheap objectives. An exception fails one trial; a function that ends the process, or never
/// returns and ignores its token, does so to the manager.
/// </summary>
public sealed class InProcessService : ITrainingService
{
    private readonly Action<TrialContext, CancellationToken> _trial;
    private readonly ConcurrentDictionary<string, CancellationTokenSource> _running = new(StringComparer.Ordinal);

    /// <summary>Makes the service.</summary>
    /// <param name="trial">One trial; it reports through the context, or through <see cref="Trial"/>.</param>
    /// <param name="capacity">Trials at once; each has a thread of the pool. At least 1.</param>
    public InProcessService(Action<TrialContext, CancellationToken> trial, int capacity = int.MaxValue)
    {
        ArgumentNullException.ThrowIfNull(trial);
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        _trial = trial;
        Capacity = capacity;
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <inheritdoc/>
    public ServiceTraits Traits => ServiceTraits.ReportsMetrics;

    /// <inheritdoc/>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        var cancel = new CancellationTokenSource();
        _running[attempt.Record.Token] = cancel;
        ThreadPool.UnsafeQueueUserWorkItem(_ => Run(attempt, cancel, reports), null);
    }

    /// <summary>A function that ran in a process that has ended is lost.</summary>
    public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => false;

    /// <inheritdoc/>
    public void Cancel(TrialAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        if (_running.TryGetValue(attempt.Record.Token, out var cancel))
            cancel.Cancel();
    }

    /// <summary>Asks what is still running to end.</summary>
    public void Dispose()
    {
        foreach (var cancel in _running.Values)
            cancel.Cancel();
    }

    private void Run(TrialAttempt attempt, CancellationTokenSource cancel, ChannelWriter<ServiceReport> reports)
    {
        var context = new TrialContext(attempt.Record.Trial, attempt.Parameters, attempt.Epochs, null,
            metric => reports.TryWrite(new ServiceReport.Reported(metric) { Attempt = attempt.Record }));
        var end = new ServiceReport.Ended(0) { Attempt = attempt.Record };
        try
        {
            Trial.Within(context, () => _trial(context, cancel.Token));
        }
        catch (Exception failure)
        {
            // The trial's failure is a result; it must not end the manager.
            end = new ServiceReport.Ended(1, $"{failure.GetType().Name}: {failure.Message}") { Attempt = attempt.Record };
        }
        _running.TryRemove(attempt.Record.Token, out _);
        reports.TryWrite(end);
    }
}

using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Running;

/// <summary>
/// The manager of an experiment: asks the tuner, starts trials, records what they report and enforces the limits. It may be killed at any instant; another one on the same store, with a
/// new tuner of the same kind, arguments and seed, goes on as if nothing had happened.
/// </summary>
public sealed partial class ExperimentRun
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestBatch = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SaveInterval = TimeSpan.FromSeconds(1);

    private readonly ExperimentStore _store;
    private readonly ITrainingService _service;
    private readonly ExperimentRunOptions _options;
    private readonly TunerDriver _tuner;
    private readonly TimeProvider _time;
    private readonly bool _usesFolders;
    private readonly bool _queues;
    private readonly Channel<ServiceReport> _reports = Channel.CreateUnbounded<ServiceReport>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Dictionary<int, ActiveTrial> _active = [];
    private readonly List<int> _waiting = [];
    private readonly Dictionary<int, int> _losses = [];
    private readonly List<int> _ended = [];
    private readonly List<AttemptRecord> _closed = [];
    private readonly long _startedAt;
    private readonly TimeSpan _elapsedBefore;
    private ExperimentInfo _info;
    private int _proposed;
    private long _seenVersion = -1;
    private TimeSpan _savedElapsed;
    private TimeSpan _idle;
    private long? _idleSince;
    private bool _stopRequested;

    /// <summary>Prepares to go on with an experiment; the tuner is brought into the recorded state.</summary>
    /// <param name="store">The experiment; its lock is held by the caller.</param>
    /// <param name="tuner">A fresh tuner.</param>
    /// <param name="service">Runs the trials; disposed by the caller.</param>
    /// <param name="options">How to run.</param>
    /// <exception cref="TunerException">The tuner does not repeat what was recorded.</exception>
    /// <exception cref="ExperimentException">The store is damaged.</exception>
    public ExperimentRun(ExperimentStore store, ITuner tuner, ITrainingService service, ExperimentRunOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(tuner);
        ArgumentNullException.ThrowIfNull(service);
        _store = store;
        _service = service;
        _options = options ?? new ExperimentRunOptions();
        _time = _options.Time;
        _usesFolders = !service.Traits.HasFlag(ServiceTraits.ReportsMetrics);
        _queues = service.Traits.HasFlag(ServiceTraits.Queues);
        _info = store.Info();
        _startedAt = _time.GetTimestamp();
        _elapsedBefore = _savedElapsed = _info.Elapsed;
        var objectives = _options.Objectives ?? [new Objective(Objective.Default, _info.Maximize ? Goal.Maximize : Goal.Minimize)];
        _tuner = new TunerDriver(store, tuner, SearchSpace.Parse(_info.SearchSpace, "search space of the experiment"), objectives, _options.Session with { Seed = _info.Seed });
        _proposed = store.TrialCount();
    }

    /// <summary>How long managers have run this experiment, all of them together; without the time that it was paused and no trial ran.</summary>
    public TimeSpan Elapsed => _elapsedBefore + _time.GetElapsedTime(_startedAt, _idleSince ?? _time.GetTimestamp()) - _idle;

    /// <summary>Runs until a limit is reached, the tuner has no more proposals, or somebody stops it.</summary>
    /// <param name="cancel">Stops the experiment; running trials are ended and run again when it is resumed.</param>
    /// <returns>The state that was recorded last.</returns>
    public async Task<ExperimentStatus> RunAsync(CancellationToken cancel = default)
    {
        Begin();
        while (true)
        {
            AnswerRequests();
            StopTheClock();
            if (_stopRequested || cancel.IsCancellationRequested)
                return await FinishAsync(ExperimentStatus.Stopped, "stopped by the user").ConfigureAwait(false);
            if (Elapsed >= _info.MaxDuration)
                return await FinishAsync(ExperimentStatus.Done, "the time of the experiment is over").ConfigureAwait(false);
            FillSlots();
            if (_active.Count == 0 && _waiting.Count == 0)
            {
                if (_proposed >= _info.MaxTrials)
                    return await FinishAsync(ExperimentStatus.Done, "all trials have ended").ConfigureAwait(false);
                if (_tuner.IsExhausted)
                    return await FinishAsync(ExperimentStatus.Done, _tuner.Rejections == 0
                        ? "the tuner has no more proposals"
                        : string.Create(CultureInfo.InvariantCulture, $"the tuner has no more proposals; the constraints refused {_tuner.Rejections}")).ConfigureAwait(false);
            }
            await WaitForReportAsync(cancel).ConfigureAwait(false);
            Drain();
            ReadMetrics();
            EnforceTimeLimits();
            SaveElapsed();
        }
    }

    private void Begin()
    {
        _store.Commit(() =>
        {
            // Whoever resumes has changed his mind about stopping and pausing.
            foreach (var request in _store.OpenRequests().Where(r => r.Kind is RequestKind.Stop or RequestKind.Pause))
                _store.AnswerRequest(request.Number);
            _store.WritePaused(false);
            _store.Requeue();
            _store.WriteStatus(ExperimentStatus.Running, "", Elapsed);
        });
        TeachEarlyStopping();
        var open = _store.OpenAttempts();
        foreach (var record in open)
        {
            var trial = _store.Trial(record.Trial);
            var attempt = AttemptOf(trial, record);
            if (_service.TryAdopt(attempt, _reports.Writer))
                _active[record.Trial] = new ActiveTrial(attempt, _time.GetTimestamp(), _queues);
            else
            {
                // It went with its manager; that is no fault of its own, however often it happens.
                _store.LoseAttempt(record);
                _waiting.Add(record.Trial);
            }
        }
        foreach (var trial in _store.Unfinished().Where(t => !_active.ContainsKey(t.Number) && !_waiting.Contains(t.Number)))
            _waiting.Add(trial.Number);
    }

    // In a pause the time stands still from the moment that nothing runs.
    private void StopTheClock()
    {
        var isIdle = _info.IsPaused && _active.Count == 0;
        if (isIdle)
            _idleSince ??= _time.GetTimestamp();
        else if (_idleSince is { } since)
            (_idle, _idleSince) = (_idle + _time.GetElapsedTime(since), null);
    }

    private void FillSlots()
    {
        var room = _info.IsPaused ? 0 : Math.Min(_info.Concurrency, _service.Capacity);
        while (_active.Count < room && HasMore && StartSome(room - _active.Count))
        {
            // as many as there is room for
        }
    }

    private bool HasMore => _waiting.Count > 0 || _proposed < _info.MaxTrials && !_tuner.IsExhausted;

    // Proposals and their first attempts are one transaction: there is no instant at which the one is known without the other. Quick ones share it, none waits for a tuner that thinks.
    private bool StartSome(int most)
    {
        var started = new List<(TrialRecord Trial, AttemptRecord Attempt)>();
        var isWaitingForResults = false;
        var watch = Stopwatch.StartNew();
        _store.Commit(() =>
        {
            while (started.Count < most && HasMore && (started.Count == 0 || watch.Elapsed < LongestBatch))
            {
                if (NextTrial() is not { } trial)
                {
                    isWaitingForResults = true;
                    return;
                }
                started.Add((trial, _store.AddAttempt(trial.Number, _queues)));
            }
        });
        foreach (var (trial, attempt) in started)
            StartTrial(trial, attempt);
        return !isWaitingForResults;
    }

    private TrialRecord? NextTrial()
    {
        if (_waiting.Count > 0)
        {
            var number = _waiting[0];
            _waiting.RemoveAt(0);
            return _store.Trial(number);
        }
        var trial = _tuner.Propose();
        _proposed += trial is null ? 0 : 1;
        return trial;
    }

    private void StartTrial(TrialRecord trial, AttemptRecord record)
    {
        var attempt = AttemptOf(trial, record);
        _active[trial.Number] = new ActiveTrial(attempt, _time.GetTimestamp(), _queues);
        _service.Start(attempt, _reports.Writer);
    }

    private TrialAttempt AttemptOf(TrialRecord trial, AttemptRecord record)
    {
        var earlier = trial.Continues is { } before ? _store.Folder.Attempt(before, _store.Trial(before).Attempts) : null;
        return new TrialAttempt(record, _store.Folder.Attempt(trial.Number, record.Number), trial.Parameters, trial.Fidelity, earlier);
    }

    private void Lose(AttemptRecord record, string? problem)
    {
        var losses = _losses[record.Trial] = _losses.GetValueOrDefault(record.Trial) + 1;
        if (losses < _options.MaxAttempts)
        {
            _store.LoseAttempt(record);
            _waiting.Add(record.Trial);
            return;
        }
        _store.Commit(() =>
        {
            _store.LoseAttempt(record);
            _tuner.End(record.Trial, new TrialEnding(TrialState.Failed, null, new Dictionary<string, double>(), $"its process was lost {losses} times{(problem is null ? "" : $"; the last time {problem}")}", null, TimeSpan.Zero), null);
        });
        _ended.Add(record.Trial);
    }

    private async Task WaitForReportAsync(CancellationToken cancel)
    {
        using var timeout = new CancellationTokenSource(PollInterval, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, timeout.Token);
        try
        {
            await _reports.Reader.WaitToReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // time to look at the files, the clock and the requests
        }
    }

    private void SaveElapsed()
    {
        if (Elapsed - _savedElapsed < SaveInterval)
            return;
        _savedElapsed = Elapsed;
        _store.WriteElapsed(_savedElapsed);
    }

    private async Task<ExperimentStatus> FinishAsync(ExperimentStatus status, string reason)
    {
        if (status == ExperimentStatus.Stopped && _service.Traits.HasFlag(ServiceTraits.OutlivesManager))
        {
            // The next manager finds the attempts as it finds those of one that was killed.
            _store.WriteStatus(status, reason, Elapsed);
            return status;
        }
        foreach (var trial in _active.Values)
        {
            if (trial.Stopping == StopCause.None)
                trial.Stopping = StopCause.Experiment;
            _service.Cancel(trial.Attempt);
        }
        // What ends by itself in this moment still counts; what does not end at all is cancelled in the record and ended with the service.
        for (var waited = 0; _active.Count > 0 && waited < 50; waited++)
        {
            await WaitForReportAsync(CancellationToken.None).ConfigureAwait(false);
            Drain();
        }
        _store.Commit(() =>
        {
            foreach (var trial in _active.Values)
                _store.CancelForNow(trial.Record.Trial, trial.Record);
            foreach (var number in _waiting)
                _store.CancelForNow(number, null);
            _store.WriteStatus(status, reason, Elapsed);
        });
        return status;
    }
}

using System.Diagnostics;
using System.Globalization;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Running;

public sealed partial class ExperimentRun
{
    // What has come is taken in one transaction, or in several when a tuner thinks about each result; who reported it is told that it is safe when it is.
    private void Drain()
    {
        while (_reports.Reader.TryPeek(out _))
            DrainSome();
    }

    private void DrainSome()
    {
        var watch = Stopwatch.StartNew();
        string? unusable = null;
        _store.Commit(() =>
        {
            while (watch.Elapsed < LongestBatch && _reports.Reader.TryRead(out var report))
            {
                // A report of an attempt that is no longer the trial's is nobody's.
                if (!_active.TryGetValue(report.Attempt.Trial, out var trial) || trial.Record.Token != report.Attempt.Token)
                    continue;
                if (report is ServiceReport.Unusable told)
                    unusable ??= told.Reason;
                else
                    Take(trial, report);
            }
        });
        foreach (var trial in _ended)
            _options.TrialEnded?.Invoke(trial);
        _ended.Clear();
        foreach (var attempt in _closed)
            _service.Recorded(attempt);
        _closed.Clear();
        if (unusable is not null)
            throw new ExperimentException(unusable);
    }

    private void Take(ActiveTrial trial, ServiceReport report)
    {
        switch (report)
        {
            case ServiceReport.Started started:
                _store.WriteHandle(trial.Record, started.Handle);
                break;
            case ServiceReport.Begun begun when trial.IsWaiting:
                trial.IsWaiting = false;
                trial.StartedAt = _time.GetTimestamp() - (long)(begun.Ago.TotalSeconds * _time.TimestampFrequency);
                _store.WriteBegun(trial.Record, begun.Ago);
                break;
            case ServiceReport.Noted noted:
                _store.AddNote(trial.Record.Trial, noted.Text);
                break;
            case ServiceReport.Reported reported:
                Take(trial, [reported.Metric]);
                break;
            case ServiceReport.Ended ended:
                End(trial, ended);
                break;
        }
    }

    private void ReadMetrics()
    {
        if (!_usesFolders)
            return;
        foreach (var trial in _active.Values)
            Take(trial, trial.Tail.Read());
    }

    private void Take(ActiveTrial trial, IReadOnlyList<TrialMetric> metrics)
    {
        if (metrics.Count == 0)
            return;
        _store.Commit(() =>
        {
            foreach (var metric in metrics)
                Take(trial, metric);
        });
    }

    private void Take(ActiveTrial trial, TrialMetric metric)
    {
        if (metric.IsFinal)
        {
            trial.Final ??= metric; // the first one counts; C# trials are refused a second one
            return;
        }
        _store.AddIntermediate(trial.Record.Trial, trial.Steps++, metric.Value, metric.Others);
        if (double.IsFinite(metric.Value))
            trial.Last = metric;
        if (trial.Stopping == StopCause.None && _options.EarlyStopping?.ShouldStop(trial.Record.Trial, trial.Steps, Oriented(metric.Value)) == true)
            Stop(trial, StopCause.EarlyStopping);
    }

    private void Stop(ActiveTrial trial, StopCause cause)
    {
        trial.Stopping = cause;
        _service.Cancel(trial.Attempt);
    }

    private void End(ActiveTrial trial, ServiceReport.Ended ended)
    {
        if (_usesFolders)
            Take(trial, trial.Tail.Read());
        var number = trial.Record.Trial;
        _active.Remove(number);
        Close(trial, ended, number);
        _closed.Add(trial.Record);
    }

    private void Close(ActiveTrial trial, ServiceReport.Ended ended, int number)
    {
        var finished = trial.Final is not null && ended.ExitCode == 0;
        if (trial.Stopping == StopCause.Experiment && !finished)
        {
            _store.CancelForNow(number, trial.Record);
            return;
        }
        if (ended.IsLost && trial.Stopping is (StopCause.None or StopCause.TimeLimit))
        {
            Lose(trial.Record, ended.Problem);
            return;
        }
        if (finished && trial.Stopping is StopCause.User or StopCause.TimeLimit)
            trial.Stopping = StopCause.None; // it was faster than its end
        var ending = Endings.Of(trial, ended, metric => _tuner.Problem(metric.Value, metric.Others), _usesFolders, _options.TrialDuration, ended.Ran ?? _time.GetElapsedTime(trial.StartedAt));
        if (ending.Status == TrialState.Failed && _usesFolders && !_queues)
            FullDisk.DemandRoom(trial.Attempt.Folder);
        _store.Commit(() =>
        {
            if (trial.Tail.Garbage > 0)
                _store.AddNote(number, string.Create(CultureInfo.InvariantCulture, $"{trial.Tail.Garbage} lines of metrics.jsonl are no reports and were left out"));
            _tuner.End(number, ending, trial.Record);
        });
        if (ending.Status == TrialState.Succeeded)
            _options.EarlyStopping?.Completed(number);
        _ended.Add(number);
    }

    private void EnforceTimeLimits()
    {
        if (_options.TrialDuration is not { } limit)
            return;
        foreach (var trial in _active.Values.Where(t => t.Stopping == StopCause.None && !t.IsWaiting && _time.GetElapsedTime(t.StartedAt) > limit))
            Stop(trial, StopCause.TimeLimit);
    }

    private void AnswerRequests()
    {
        var version = _store.DataVersion();
        if (version == _seenVersion)
            return;
        _seenVersion = version;
        foreach (var request in _store.OpenRequests())
        {
            Answer(request);
            _store.AnswerRequest(request.Number);
        }
        _tuner.LearnImported();
        _info = _store.Info();
    }

    private void Answer(ExperimentRequest request)
    {
        var value = long.TryParse(request.Argument, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;
        switch (request.Kind)
        {
            case RequestKind.Stop:
                _stopRequested = true;
                break;
            case RequestKind.KillTrial when _active.TryGetValue((int)value, out var trial) && trial.Stopping == StopCause.None:
                Stop(trial, StopCause.User);
                break;
            case RequestKind.KillTrial when _waiting.Remove((int)value):
                _tuner.End((int)value, new TrialEnding(TrialState.UserCanceled, null, new Dictionary<string, double>(), null, null, TimeSpan.Zero), null);
                break;
            case RequestKind.Pause or RequestKind.Continue:
                _store.WritePaused(request.Kind == RequestKind.Pause);
                break;
            case RequestKind.Concurrency when value > 0:
                _store.WriteLimits((int)value, _info.MaxTrials, _info.MaxDuration);
                break;
            case RequestKind.Duration when value > 0:
                _store.WriteLimits(_info.Concurrency, _info.MaxTrials, TimeSpan.FromMilliseconds(value));
                break;
            case RequestKind.TrialCount when value > 0:
                _store.WriteLimits(_info.Concurrency, (int)value, _info.MaxDuration);
                break;
        }
        _info = _store.Info();
    }

    // What earlier managers saw, in the order of the trials.
    private void TeachEarlyStopping()
    {
        if (_options.EarlyStopping is not { } rule)
            return;
        foreach (var trial in _store.Trials().Where(t => t.HasEnded))
        {
            foreach (var result in _store.Intermediates(trial.Number))
                rule.ShouldStop(trial.Number, result.Sequence + 1, Oriented(result.Value));
            if (trial.Status == TrialState.Succeeded)
                rule.Completed(trial.Number);
        }
    }

    private double Oriented(double value) => _info.Maximize ? value : -value;
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Local;

/// <summary>
/// Runs each trial as processes of this machine, in a session of its own that is ended as a whole. The processes survive the manager; the next one takes them over. Linux only.
/// </summary>
public sealed class LocalService : ITrainingService
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(250);

    private readonly LocalOptions _options;
    private readonly ResourceSlots _slots;
    private readonly Dictionary<string, Running> _running = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Timer _watch;

    /// <summary>Makes the service.</summary>
    /// <exception cref="ExperimentException">The machine has not the cores or GPUs that are asked for, or is no Linux.</exception>
    public LocalService(LocalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!OperatingSystem.IsLinux())
            throw new ExperimentException("The local service needs Linux: it ends trials by sessions and reads /proc.");
        _options = options;
        _slots = new ResourceSlots(options, ResourceSlots.CoresHere(), ResourceSlots.GpusHere());
        Capacity = _slots.Capacity;
        _watch = new Timer(_ => Watch(), null, WatchInterval, WatchInterval);
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <inheritdoc/>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        lock (_gate)
        {
            var assignment = _slots.Take();
            var running = new Running(attempt, reports, assignment);
            try
            {
                AttemptFiles.Prepare(attempt);
                running.Process = ProcessGroup.Start(_options, attempt.Folder, assignment, AttemptFiles.Environment(attempt));
            }
            catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
            {
                _slots.Return(assignment);
                reports.TryWrite(new ServiceReport.Ended(126, $"it could not be started: {error.Message}") { Attempt = attempt.Record });
                return;
            }
            running.Leader = running.Process.Id;
            _running[attempt.Record.Token] = running;
            reports.TryWrite(new ServiceReport.Started(Handle(running)) { Attempt = attempt.Record });
            running.Process.Exited += (_, _) => Finish(running, running.Process.ExitCode);
            running.Process.EnableRaisingEvents = true;
        }
    }

    /// <inheritdoc/>
    public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        lock (_gate)
        {
            if (ProcessGroup.Find(attempt.Folder) is { } leader)
            {
                var running = new Running(attempt, reports, ParseHandle(attempt.Record.Handle)) { Leader = leader };
                _slots.Retake(running.Assignment);
                _running[attempt.Record.Token] = running;
                return true;
            }
            // Between its start and its first line an attempt has no number yet; nothing of it may go on beside the next one.
            ProcessGroup.KillWhole(0, attempt.Folder);
            if (ProcessGroup.ExitCode(attempt.Folder) is not { } code)
                return false;
            reports.TryWrite(new ServiceReport.Ended(code) { Attempt = attempt.Record });
            return true;
        }
    }

    /// <inheritdoc/>
    public void Cancel(TrialAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        lock (_gate)
        {
            if (_running.TryGetValue(attempt.Record.Token, out var running))
                End(running);
        }
    }

    /// <summary>Ends what is still running.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        lock (_gate)
        {
            foreach (var running in _running.Values)
                ProcessGroup.KillWhole(running.Leader, running.Attempt.Folder);
            _running.Clear();
        }
    }

    private void End(Running running)
    {
        if (running.KillAt is not null)
            return;
        running.KillAt = Stopwatch.GetTimestamp() + (long)(_options.Grace.TotalSeconds * Stopwatch.Frequency);
        ProcessTable.SignalGroup(running.Leader, ProcessTable.Terminate);
    }

    private void Watch()
    {
        lock (_gate)
        {
            var resident = _options.MemoryLimit is not null && _running.Count > 0 ? ProcessTable.ResidentBySession() : null;
            foreach (var running in _running.Values.ToArray())
            {
                if (resident?.GetValueOrDefault(running.Leader) is { } bytes && bytes > _options.MemoryLimit)
                {
                    running.Problem ??= string.Create(CultureInfo.InvariantCulture, $"it used {bytes >> 20} MiB of memory; the limit is {_options.MemoryLimit >> 20} MiB");
                    End(running);
                }
                if (running.KillAt < Stopwatch.GetTimestamp())
                    ProcessGroup.KillWhole(running.Leader, running.Attempt.Folder);
                // Only its parent is told that a process has ended; a manager that took it over has to look.
                if (running.Process is null && !ProcessTable.IsAlive(running.Leader))
                    Finish(running, ProcessGroup.ExitCode(running.Attempt.Folder) ?? 128 + ProcessTable.Kill);
            }
        }
    }

    private void Finish(Running running, int exitCode)
    {
        lock (_gate)
        {
            if (!_running.Remove(running.Attempt.Record.Token))
                return;
            if (exitCode != 0)
                ProcessGroup.KillWhole(running.Leader, running.Attempt.Folder);
            else
                ProcessTable.SignalGroup(running.Leader, ProcessTable.Kill);
            _slots.Return(running.Assignment);
            running.Process?.Dispose();
            running.Reports.TryWrite(new ServiceReport.Ended(exitCode, running.Problem) { Attempt = running.Attempt.Record });
        }
    }

    private static string Handle(Running running) =>
        string.Create(CultureInfo.InvariantCulture, $"{running.Leader} cores={string.Join(',', running.Assignment.Cores)} gpus={running.Assignment.VisibleDevices}");

    private static Assignment ParseHandle(string? handle)
    {
        var parts = (handle ?? "").Split(' ').Select(p => p.Split('=')).Where(p => p is [_, not ""]).ToDictionary(p => p[0], p => p[1]);
        IReadOnlyList<int>? List(string name) => parts.TryGetValue(name, out var text) && text != "-1" ? ResourceSlots.ParseList(text) : null;
        return new Assignment(List("cores") ?? [], List("gpus"));
    }

    private sealed class Running(TrialAttempt attempt, ChannelWriter<ServiceReport> reports, Assignment assignment)
    {
        public TrialAttempt Attempt { get; } = attempt;

        public ChannelWriter<ServiceReport> Reports { get; } = reports;

        public Assignment Assignment { get; } = assignment;

        public Process? Process { get; set; }

        public int Leader { get; set; }

        public string? Problem { get; set; }

        public long? KillAt { get; set; }
    }
}

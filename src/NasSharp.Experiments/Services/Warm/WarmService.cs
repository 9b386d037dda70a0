using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Services.Warm;

/// <summary>
/// Runs trials of a .NET program that calls <see cref="Trial.Run"/> in processes that stay: the runtime, libtorch and the data are loaded once. A crash, a limit or a cancelled trial costs
/// the process and this trial only. Workers end with their manager; a trial that ran in one is started again.
/// </summary>
public sealed class WarmService : ITrainingService
{
    private static readonly TimeSpan WatchInterval = TimeSpan.FromMilliseconds(250);

    private readonly LocalOptions _options;
    private readonly ResourceSlots _slots;
    private readonly SocketFolder _sockets = new();
    private readonly List<WarmWorker> _workers = [];
    private readonly Dictionary<string, string> _problems = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private readonly Timer _watch;
    private ChannelWriter<ServiceReport>? _reports;
    private int _started;
    private bool _disposed;

    /// <summary>Makes the service.</summary>
    /// <exception cref="ExperimentException">The machine has not the cores or GPUs that are asked for, or is no Linux.</exception>
    public WarmService(LocalOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!OperatingSystem.IsLinux())
            throw new ExperimentException("Warm workers need Linux: they are ended by sessions and watched through /proc.");
        _options = options;
        _slots = new ResourceSlots(options, ResourceSlots.CoresHere(), ResourceSlots.GpusHere());
        Capacity = _slots.Capacity;
        _watch = new Timer(_ => Watch(), null, WatchInterval, WatchInterval);
    }

    /// <inheritdoc/>
    public int Capacity { get; }

    /// <summary>Processes that were started so far.</summary>
    public int WorkersStarted => _started;

    /// <inheritdoc/>
    public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        lock (_gate)
        {
            _reports = reports;
            try
            {
                AttemptFiles.Prepare(attempt);
                (_workers.FirstOrDefault(w => w.Attempt is null) ?? AddWorker()).Send(attempt);
            }
            catch (Exception error) when (error is Win32Exception or IOException or UnauthorizedAccessException)
            {
                reports.TryWrite(new ServiceReport.Ended(126, $"it could not be started: {error.Message}") { Attempt = attempt.Record });
            }
        }
    }

    /// <summary>A worker has ended with its manager; only what it had finished by then is taken over.</summary>
    public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        ArgumentNullException.ThrowIfNull(reports);
        if (ProcessGroup.ExitCode(attempt.Folder) is not { } code)
            return false;
        reports.TryWrite(new ServiceReport.Ended(code) { Attempt = attempt.Record });
        return true;
    }

    /// <inheritdoc/>
    public void Cancel(TrialAttempt attempt)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        lock (_gate)
        {
            if (_workers.Find(w => w.Attempt?.Record.Token == attempt.Record.Token) is { } worker)
                ProcessGroup.KillWhole(worker.Process.Id, worker.Folder);
        }
    }

    /// <summary>Ends the workers.</summary>
    public void Dispose()
    {
        _watch.Dispose();
        lock (_gate)
        {
            _disposed = true;
            foreach (var worker in _workers)
            {
                worker.Dispose();
                ProcessGroup.KillWhole(worker.Process.Id, worker.Folder);
            }
            _workers.Clear();
        }
        _sockets.Dispose();
    }

    private WarmWorker AddWorker()
    {
        var assignment = _slots.Take();
        try
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"worker-{++_started}");
            var folder = Path.Combine(_options.ExperimentFolder, "workers", string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}-{name}"));
            var worker = new WarmWorker(_options, folder, _sockets.At(name), assignment, Done, Gone);
            _workers.Add(worker);
            return worker;
        }
        catch
        {
            _slots.Return(assignment);
            throw;
        }
    }

    private void Done(WarmWorker worker, int exitCode)
    {
        lock (_gate)
        {
            if (_disposed || worker.Attempt is not { } attempt)
                return;
            worker.Attempt = null;
            _reports!.TryWrite(new ServiceReport.Ended(exitCode) { Attempt = attempt.Record });
        }
    }

    private void Gone(WarmWorker worker, int exitCode)
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            ProcessGroup.KillWhole(worker.Process.Id, worker.Folder);
            _workers.Remove(worker);
            _slots.Return(worker.Assignment);
            worker.Dispose();
            if (worker.Attempt is not { } attempt)
                return;
            _problems.Remove(attempt.Record.Token, out var problem);
            // A process that ends between two trials has done no harm: the one before is complete, the one after never came to it.
            if (ProcessGroup.ExitCode(attempt.Folder) is { } complete)
            {
                _reports!.TryWrite(new ServiceReport.Ended(complete) { Attempt = attempt.Record });
                return;
            }
            var isLost = worker is { HasConnected: true, HasBegun: false } && problem is null;
            var said = AttemptFiles.LogTail(worker.Folder);
            problem ??= worker.HasConnected ? null : $"its program ended without taking a trial: let it call Trial.Run, or set warmWorkers to false{(said is null ? "" : $"; its last words: {said.Split('\n')[^1]}")}";
            // What the process itself has said, such as the stack of a crash, belongs to the trial that ended it.
            if (said is not null)
                AttemptFiles.AppendError(attempt.Folder, said);
            _reports!.TryWrite(new ServiceReport.Ended(exitCode == 0 ? 1 : exitCode, problem, isLost) { Attempt = attempt.Record });
        }
    }

    private void Watch()
    {
        lock (_gate)
        {
            if (_options.MemoryLimit is not { } limit || _workers.Count == 0 || _disposed)
                return;
            var resident = ProcessTable.ResidentBySession();
            foreach (var worker in _workers.Where(w => resident.GetValueOrDefault(w.Process.Id) > limit).ToArray())
            {
                if (worker.Attempt is { } attempt)
                    _problems[attempt.Record.Token] = string.Create(CultureInfo.InvariantCulture,
                        $"its worker used {resident[worker.Process.Id] >> 20} MiB of memory; the limit is {limit >> 20} MiB");
                ProcessGroup.KillWhole(worker.Process.Id, worker.Folder);
            }
        }
    }
}

using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using NasSharp.Experiments.Services.InProcess;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Warm;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>A worker as a process of a compute node: finds the manager, loses it and finds the next one, and ends before its job does.</summary>
internal sealed class PoolWorkerProcess : IDisposable
{
    /// <summary>The variable with the file that leads to the manager, for programs that are workers themselves.</summary>
    public const string DirectionsVariable = "NASCTL_POOL";

    /// <summary>The variable with the job that the worker is.</summary>
    public const string JobVariable = "NASCTL_POOL_JOB";

    // SIGUSR1, by which Slurm tells that the time limit is near; .NET has no name for it.
    private const PosixSignal TimeIsNear = (PosixSignal)10;

    private static readonly TimeSpan StepInterval = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    private readonly string _file;
    private readonly string _name = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";
    private readonly ITrainingService _service;
    private readonly PoolWorker _worker;
    private readonly ConcurrentQueue<(IPoolConnection From, PoolMessage? Message)> _heard = new();
    private readonly AutoResetEvent _wake = new(initialState: false);
    private IPoolConnection? _manager;
    private int _connections;
    private volatile bool _isTold;

    private PoolWorkerProcess(string file, PoolDirections directions, ITrainingService service)
    {
        _file = file;
        _service = service;
        _worker = new PoolWorker(_name, Environment.GetEnvironmentVariable(JobVariable) ?? "", service, directions.Options.Times, TimeProvider.System, () => _wake.Set());
    }

    /// <summary>Runs trials as processes, fresh or warm, until there is nothing more to do.</summary>
    public static int Run(string file)
    {
        var directions = Demand(file);
        var options = directions.Options;
        var local = new LocalOptions
        {
            Command = ShellText.InContainer(options, options.Container is null ? options.Command : $"/bin/sh -c {ShellText.Quote(options.Command)}"),
            CodeFolder = options.CodeFolder,
            ExperimentId = options.ExperimentId,
            ExperimentFolder = options.ExperimentFolder,
            MemoryLimit = options.MemoryLimit,
        };
        return Run(file, directions, options.TrialKind == SlurmTrialKind.Warm ? new WarmService(local) : new LocalService(local));
    }

    /// <summary>Runs a function as trials in this process.</summary>
    public static int Run(string file, Action body) => Run(file, Demand(file), new InProcessService((_, _) => body(), capacity: 1));

    private static int Run(string file, PoolDirections directions, ITrainingService service)
    {
        using (service)
        using (var process = new PoolWorkerProcess(file, directions, service))
            return process.Work();
    }

    private static PoolDirections Demand(string file) => PoolDirections.TryRead(file)
        ?? throw new NasSharpException($"{file}: a worker needs this file and cannot read it; the experiment's folder must be on a file system that compute nodes share with the manager.");

    private int Work()
    {
        using var draining = PosixSignalRegistration.Create(TimeIsNear, Told);
        using var ending = PosixSignalRegistration.Create(PosixSignal.SIGTERM, context =>
        {
            context.Cancel = true;
            _service.Dispose(); // ends what runs: nothing is to stay behind on the node
            Environment.Exit(143);
        });
        var tryAt = TimeSpan.Zero;
        var clock = System.Diagnostics.Stopwatch.StartNew();
        while (!_worker.IsOver)
        {
            if (_manager is null && clock.Elapsed >= tryAt)
            {
                TryConnect();
                tryAt = clock.Elapsed + RetryInterval;
            }
            if (_isTold)
                _worker.Leave();
            Hear();
            _worker.Step();
            if (!_worker.IsConnected)
                _manager = null;
            (_manager as FolderMail)?.Exchange(_worker.Received);
            if (_heard.IsEmpty)
                _wake.WaitOne(StepInterval);
        }
        (_manager as FolderMail)?.Exchange(_ => { });
        _manager?.Close();
        return 0;
    }

    public void Dispose() => _wake.Dispose();

    private void Told(PosixSignalContext context)
    {
        context.Cancel = true;
        _isTold = true;
        _wake.Set();
    }

    private void Hear()
    {
        while (_heard.TryDequeue(out var heard))
        {
            if (heard.From != _manager)
                continue;
            if (heard.Message is { } message)
                _worker.Received(message);
            else
            {
                _manager = null;
                _worker.Disconnected();
            }
        }
        // The next manager removes the folder of the one before.
        if (_manager is FolderMail { IsClosed: true })
        {
            _manager = null;
            _worker.Disconnected();
        }
    }

    private void TryConnect()
    {
        if (PoolDirections.TryRead(_file) is not { } directions)
            return;
        if (directions.Transport == SlurmTransport.Folder)
        {
            if (!Directory.Exists(FolderMail.RootOf(directions)))
                return; // a manager makes it
            _manager = FolderMail.Connect(directions, _name, ++_connections);
        }
        else if (TcpConnection.ConnectAsync(directions.Address, directions.Port, TimeSpan.FromSeconds(10)).GetAwaiter().GetResult() is { } connection)
        {
            _manager = connection;
            connection.Start((from, message) => Hear(from, message), from => Hear(from, null));
        }
        else
            return;
        _worker.Connected(_manager, directions.Secret);
    }

    private void Hear(IPoolConnection from, PoolMessage? message)
    {
        _heard.Enqueue((from, message));
        _wake.Set();
    }
}

using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>Mode <see cref="SlurmMode.Pool"/> of a manager: what hands out trials, what carries the messages, and what keeps workers coming. Stepped by one thread; the coordinator takes calls from any.</summary>
internal sealed class SlurmPool : IDisposable
{
    private readonly SchedulerDesk _desk;
    private readonly WorkerArrays _arrays;
    private readonly TcpListenerOfPool? _listener;
    private readonly FolderPostOffice? _post;
    private readonly HashSet<string> _said = new(StringComparer.Ordinal);

    public SlurmPool(SlurmOptions options, SchedulerDesk desk, Action wake)
    {
        _desk = desk;
        // Files on their way through the caches of a file server are not silence.
        var times = options.Transport == SlurmTransport.Tcp ? options.Times : options.Times with { Lease = options.Times.Lease * 4, Reunion = options.Times.Reunion * 2 };
        options = options with { Times = times };
        var directions = new PoolDirections
        {
            Secret = PoolDirections.SecretOf(options.ExperimentFolder), Epoch = Guid.NewGuid().ToString("N"), Transport = options.Transport, Options = options,
        };
        Coordinator = new PoolCoordinator(directions.Secret, times, TimeProvider.System)
        {
            CancelWorker = job =>
            {
                desk.Cancel(job, politely: false);
                wake();
            },
        };
        _arrays = new WorkerArrays(options, desk) { Say = Say, Refused = Refuse, HasSpoken = Coordinator.HasSpoken };
        if (options.Transport == SlurmTransport.Tcp)
        {
            _listener = new TcpListenerOfPool(Coordinator.Received, Coordinator.Disconnected);
            directions = directions with { Address = options.Address ?? Environment.MachineName, Port = _listener.Port };
        }
        else
            _post = new FolderPostOffice(directions);
        directions.Write();
    }

    /// <summary>What hands out trials.</summary>
    public PoolCoordinator Coordinator { get; }

    /// <summary>Whether the queue says something that is to be known.</summary>
    public bool WantsQueue => Coordinator.Open > 0;

    /// <summary>Gives up who is silent, and carries messages that lie in files.</summary>
    public void Step()
    {
        _post?.Exchange(Coordinator.Received, Coordinator.Disconnected);
        Coordinator.Step(_arrays.AllAreHere);
    }

    /// <summary>Takes what the queue shows.</summary>
    public void Seen(IReadOnlyList<QueueEntry> entries, TimeSpan askedAt) => _arrays.Seen(entries, askedAt, Coordinator.Open, Coordinator.Workers());

    /// <summary>Sends the workers away, and cancels those that have not begun.</summary>
    /// <param name="isOver">Waits so long, and says whether there is no time left.</param>
    public void Dismiss(Func<TimeSpan, bool> isOver)
    {
        _arrays.CancelPending();
        Coordinator.Dismiss();
        while (Coordinator.Workers().Count > 0 && !isOver(TimeSpan.FromMilliseconds(50)))
            Step();
        foreach (var job in Coordinator.Workers().Keys)
            _desk.Cancel(job, politely: false);
    }

    public void Dispose()
    {
        _listener?.Dispose();
        Coordinator.Close();
    }

    private void Say(string text)
    {
        if (_said.Add(text))
            Coordinator.Tell(record => new ServiceReport.Noted(text) { Attempt = record });
    }

    private void Refuse(string reason)
    {
        _arrays.CancelPending();
        Coordinator.Tell(record => new ServiceReport.Unusable(reason) { Attempt = record });
    }
}

using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>A coordinator and workers joined by connections that a test can cut, under a clock that the test moves.</summary>
internal sealed class PoolWorld
{
    public const string Secret = "secret";

    private readonly Channel<ServiceReport> _reports = Channel.CreateUnbounded<ServiceReport>();

    public PoolWorld() => Manager = NewManager();

    public ManualTime Time { get; } = new();

    public SlurmTimes Times { get; } = new();

    public PoolCoordinator Manager { get; private set; }

    public List<Machine> Machines { get; } = [];

    public List<string> CancelledWorkers { get; } = [];

    /// <summary>Another manager takes the place of the one before, which has gone without a word.</summary>
    public void ReplaceManager()
    {
        foreach (var machine in Machines)
            machine.Cut();
        Manager = NewManager();
        Reports();
    }

    public Machine AddMachine()
    {
        var machine = new Machine(this, $"w{Machines.Count}");
        Machines.Add(machine);
        machine.Connect();
        return machine;
    }

    /// <summary>A worker that says only what the test has it say; it claims to have an attempt.</summary>
    public Side AddStranger(string name, TrialAttempt holds)
    {
        var connection = new Side();
        Manager.Received(connection, new PoolMessage(PoolMessage.Hello) { Secret = Secret, Worker = name, Job = $"18_{name}", Holds = [holds.Record.Token] });
        return connection;
    }

    public static TrialAttempt Attempt(int trial, int number = 1) => new(new AttemptRecord(trial, number, $"token-{trial}-{number}", null), $"/nowhere/{trial}", "{}", null);

    public TrialAttempt Start(int trial, int number = 1)
    {
        var attempt = Attempt(trial, number);
        Manager.Start(attempt, _reports.Writer);
        return attempt;
    }

    public void Adopt(TrialAttempt attempt) => Manager.Adopt(attempt, _reports.Writer);

    /// <summary>Lets time pass, in steps of a tenth of a second.</summary>
    public void Pass(double seconds = 1, bool allWorkersAreHere = false)
    {
        for (var tenth = 0; tenth < seconds * 10; tenth++)
        {
            Time.Advance(TimeSpan.FromSeconds(0.1));
            Manager.Step(allWorkersAreHere);
            foreach (var machine in Machines)
                machine.Step();
        }
    }

    public IReadOnlyList<ServiceReport> Reports()
    {
        var reports = new List<ServiceReport>();
        while (_reports.Reader.TryRead(out var report))
            reports.Add(report);
        return reports;
    }

    public IReadOnlyList<ServiceReport.Ended> Ends() => [.. Reports().OfType<ServiceReport.Ended>()];

    private PoolCoordinator NewManager() => new(Secret, Times, Time) { CancelWorker = CancelledWorkers.Add };

    /// <summary>A worker, the trial it runs, and its line to the manager.</summary>
    internal sealed class Machine : ITrainingService
    {
        private readonly PoolWorld _world;
        private readonly PoolWorker _worker;
        private Line? _line;
        private (TrialAttempt Attempt, ChannelWriter<ServiceReport> Reports)? _running;

        public Machine(PoolWorld world, string name)
        {
            _world = world;
            _worker = new PoolWorker(name, $"17_{name}", this, world.Times, world.Time, () => { });
        }

        public int Capacity => 1;

        public ServiceTraits Traits => ServiceTraits.ReportsMetrics;

        /// <summary>The trials that began here.</summary>
        public List<string> Began { get; } = [];

        /// <summary>Whether the machine is frozen: it neither hears nor says anything.</summary>
        public bool IsFrozen { get; set; }

        public bool IsConnected => _worker.IsConnected;

        public bool IsOver => _worker.IsOver;

        public bool IsRunning => _running is not null;

        /// <summary>Whether a trial that is told to end does not.</summary>
        public bool IsStubborn { get; set; }

        public void Connect(string secret = Secret)
        {
            _line = new Line(_world.Manager);
            _worker.Connected(_line.AtWorker, secret);
        }

        /// <summary>The connection ends, for both sides; what was on its way is lost.</summary>
        public void Cut()
        {
            if (_line is not { } line)
                return;
            _line = null;
            line.Manager.Disconnected(line.AtManager);
            _worker.Disconnected();
        }

        public void Leave() => _worker.Leave();

        public void Metric(double value) => _running!.Value.Reports.TryWrite(new ServiceReport.Reported(new TrialMetric(false, value, new Dictionary<string, double>())) { Attempt = _running.Value.Attempt.Record });

        public void End(int code = 0)
        {
            var (attempt, reports) = _running!.Value;
            _running = null;
            reports.TryWrite(new ServiceReport.Ended(code) { Attempt = attempt.Record });
        }

        public void Step()
        {
            if (IsFrozen)
                return;
            _worker.Step();
            for (var more = true; more && _line is { } line;)
            {
                more = line.Carry(_worker);
                if (line.IsClosed)
                    Cut();
            }
        }

        public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
        {
            Assert.Null(_running);
            Began.Add(attempt.Record.Token);
            _running = (attempt, reports);
        }

        public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => false;

        public void Cancel(TrialAttempt attempt)
        {
            if (!IsStubborn && _running is not null)
                End(143);
        }

        public void Dispose()
        {
        }
    }

    private sealed class Line(PoolCoordinator manager)
    {
        public PoolCoordinator Manager { get; } = manager;

        public Side AtWorker { get; } = new();

        public Side AtManager { get; } = new();

        public bool IsClosed => AtWorker.IsClosed || AtManager.IsClosed;

        public bool Carry(PoolWorker worker)
        {
            var any = false;
            for (; AtWorker.Sent.TryDequeue(out var message); any = true)
                Manager.Received(AtManager, PoolMessage.Parse(message.ToLine())!);
            for (; AtManager.Sent.TryDequeue(out var message); any = true)
                worker.Received(PoolMessage.Parse(message.ToLine())!);
            return any;
        }
    }

    internal sealed class Side : IPoolConnection
    {
        public Queue<PoolMessage> Sent { get; } = new();

        public bool IsClosed { get; private set; }

        public void Send(PoolMessage message) => Sent.Enqueue(message);

        public void Close() => IsClosed = true;
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Pool;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;
using NasSharp.Spaces;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Bench.Slurm;

/// <summary>What a manager costs while a thousand trials run: as workers of another process over real TCP, with a report every ten seconds each; and as jobs with their files.</summary>
internal static class LoadBench
{
    private const int Trials = 1000;

    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(10);

    /// <summary>The share of a core that the manager needs.</summary>
    public static double Share(string folder, SearchSpace space, SlurmMode mode, TimeSpan time)
    {
        using var stop = new CancellationTokenSource();
        var options = new SlurmOptions { Command = "true", ExperimentId = "load", ExperimentFolder = folder, Mode = mode, Address = "127.0.0.1" };
        using var service = new SlurmService(options, new EndlessJobs(folder, mode));
        ExperimentStore.Create(folder, new ExperimentInfo
        {
            Id = "load", Name = "load", Created = DateTimeOffset.UtcNow, Configuration = "{}", SearchSpace = space.ToJson(), Seed = 1, Maximize = true, Concurrency = Trials, MaxTrials = Trials,
            MaxDuration = TimeSpan.FromHours(1),
        }).Dispose();
        var run = Task.Run(async () =>
        {
            using var store = ExperimentStore.Open(folder);
            return await new ExperimentRun(store, new RandomTuner(space, 1), service).RunAsync(stop.Token).ConfigureAwait(false);
        });
        using var workers = mode == SlurmMode.Pool ? Workers(folder) : null;
        using var reader = ExperimentStore.Open(folder);
        while (reader.Database.Scalar("SELECT COUNT(*) FROM intermediate") is < 1000L && mode == SlurmMode.Pool || reader.TrialCount() < Trials || mode == SlurmMode.Job && EndlessJobs.Begun < Trials)
        {
            if (run.IsCompleted)
                throw new InvalidOperationException($"the experiment ended: {run.Result}");
            Thread.Sleep(200);
        }
        using var self = Process.GetCurrentProcess();
        var (cpu, watch) = (self.TotalProcessorTime, Stopwatch.StartNew());
        Thread.Sleep(time);
        self.Refresh();
        var share = (self.TotalProcessorTime - cpu) / watch.Elapsed;
        stop.Cancel();
        run.GetAwaiter().GetResult();
        workers?.Kill();
        return share;
    }

    /// <summary>The other process: a thousand workers with one connection each.</summary>
    public static int RunWorkers(string file)
    {
        while (PoolDirections.TryRead(file) is null)
            Thread.Sleep(100);
        var directions = PoolDirections.TryRead(file)!;
        var workers = Enumerable.Range(0, Trials).Select(i => new LoadWorker(directions, i)).ToList();
        while (true)
        {
            foreach (var worker in workers)
                worker.Step();
            Thread.Sleep(100);
        }
    }

    private static Process Workers(string folder)
    {
        var program = Environment.ProcessPath!;
        string[] own = Path.GetFileName(program) == "dotnet" ? [typeof(LoadBench).Assembly.Location] : [];
        return Process.Start(program, [.. own, "slurm-load", PoolDirections.FileOf(folder)]);
    }

    private sealed class LoadWorker : ITrainingService
    {
        private readonly PoolWorker _worker;
        private readonly ConcurrentQueue<PoolMessage> _heard = new();
        private readonly Stopwatch _reported;
        private (TrialAttempt Attempt, ChannelWriter<ServiceReport> Reports)? _running;

        public LoadWorker(PoolDirections directions, int index)
        {
            _worker = new PoolWorker($"load-{index}", string.Create(CultureInfo.InvariantCulture, $"1_{index + 1}"), this, directions.Options.Times, TimeProvider.System, () => { });
            var connection = TcpConnection.ConnectAsync(directions.Address, directions.Port, TimeSpan.FromSeconds(30)).GetAwaiter().GetResult() ?? throw new InvalidOperationException("no manager");
            connection.Start((_, message) => _heard.Enqueue(message), _ => Environment.Exit(0));
            _worker.Connected(connection, directions.Secret);
            _reported = Stopwatch.StartNew();
        }

        public int Capacity => 1;

        public ServiceTraits Traits => ServiceTraits.ReportsMetrics;

        public void Step()
        {
            while (_heard.TryDequeue(out var message))
                _worker.Received(message);
            if (_running is { } running && _reported.Elapsed > ReportInterval)
            {
                _reported.Restart();
                running.Reports.TryWrite(new ServiceReport.Reported(new TrialMetric(false, 0.5, new Dictionary<string, double>())) { Attempt = running.Attempt.Record });
            }
            _worker.Step();
        }

        public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => _running = (attempt, reports);

        public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => false;

        public void Cancel(TrialAttempt attempt)
        {
        }

        public void Dispose()
        {
        }
    }

    // A scheduler that starts everything at once; of jobs it makes the files that their scripts would make.
    private sealed class EndlessJobs(string folder, SlurmMode mode) : ISlurmScheduler
    {
        private readonly List<QueueEntry> _queue = [];
        private int _jobs;

        public static int Begun { get; private set; }

        public Task<SubmitAnswer> SubmitAsync(JobRequest request)
        {
            var job = string.Create(CultureInfo.InvariantCulture, $"{++_jobs}");
            IEnumerable<string> ids = request.Tasks == 0 ? [job] : Enumerable.Range(1, request.Tasks).Select(t => string.Create(CultureInfo.InvariantCulture, $"{job}_{t}"));
            _queue.AddRange(ids.Select(id => new QueueEntry(id, JobState.Running, "None", "n1", null, null, request.Name, request.Token)));
            if (mode == SlurmMode.Job)
            {
                var attempt = Path.GetDirectoryName(request.Log)!;
                Directory.CreateDirectory(Path.Combine(attempt, $"claim.{request.Token}"));
                File.WriteAllText(Path.Combine(attempt, "metrics.jsonl"), "{\"type\":\"intermediate\",\"value\":0.5}\n");
                Begun++;
            }
            return Task.FromResult(new SubmitAnswer(SubmitResult.Accepted, job));
        }

        public Task<IReadOnlyList<QueueEntry>?> QueueAsync() => Task.FromResult<IReadOnlyList<QueueEntry>?>(Directory.Exists(folder) ? [.. _queue] : null);

        public Task<bool> CancelAsync(IReadOnlyList<string> jobs, bool politely) => Task.FromResult(true);
    }
}

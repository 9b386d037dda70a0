using System.Threading.Channels;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>What a service may rely on: it hears of nothing that another manager would not find in the store.</summary>
public sealed class DurabilityTests
{
    [Fact]
    public void Attempt_is_recorded_before_the_service_is_to_start_it_and_its_end_before_it_is_said_to_be_safe()
    {
        using var experiment = new TestExperiment(6, concurrency: 3);
        var service = new LookingService(experiment.Folder);
        Assert.Equal(ExperimentStatus.Done, experiment.Run(service));
        Assert.Equal(Enumerable.Repeat("attempt is open", 6), service.AtStart);
        Assert.Equal(Enumerable.Repeat("trial has its result", 6), service.AtRecorded);
    }

    [Fact]
    public void Trial_waits_until_the_service_says_that_it_has_begun()
    {
        using var experiment = new TestExperiment(2);
        var service = new LookingService(experiment.Folder) { Waits = true };
        experiment.Run(service);
        Assert.Equal(["attempt is open", "attempt is open"], service.AtStart);
        Assert.Equal([(TrialState.Waiting, null), (TrialState.Waiting, null)], service.SeenAtStart);
        Assert.All(experiment.Store.Trials(), t => Assert.InRange((DateTimeOffset.UtcNow - t.Started!.Value).TotalMinutes, 59, 65));
        Assert.All(experiment.Store.Trials(), t => Assert.Equal(TimeSpan.FromMinutes(30), t.Duration));
    }

    [Fact]
    public void Report_of_a_former_attempt_is_nobodys()
    {
        using var experiment = new TestExperiment(1);
        Assert.Equal(ExperimentStatus.Done, experiment.Run(new LateService()));
        var trial = experiment.Store.Trial(0);
        Assert.Equal((TrialState.Succeeded, 2, 0.25), (trial.Status, trial.Attempts, trial.Result!.Value));
    }

    private static void Report(ChannelWriter<ServiceReport> reports, AttemptRecord attempt, double result)
    {
        reports.TryWrite(new ServiceReport.Reported(new TrialMetric(true, result, new Dictionary<string, double>())) { Attempt = attempt });
        reports.TryWrite(new ServiceReport.Ended(0) { Attempt = attempt });
    }

    // Loses the first attempt, and when the second one runs, the first is heard of after all.
    private sealed class LateService : ITrainingService
    {
        private AttemptRecord? _lost;

        public int Capacity => 1;

        public ServiceTraits Traits => ServiceTraits.ReportsMetrics;

        public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
        {
            if (_lost is null)
            {
                _lost = attempt.Record;
                reports.TryWrite(new ServiceReport.Ended(1, "its node was cut off", IsLost: true) { Attempt = _lost });
                return;
            }
            Report(reports, _lost, 0.75);
            Report(reports, attempt.Record, 0.25);
        }

        public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => false;

        public void Cancel(TrialAttempt attempt)
        {
        }

        public void Dispose()
        {
        }
    }

    // Looks into the store as another process would: through a connection of its own.
    private sealed class LookingService(string folder) : ITrainingService
    {
        public List<string> AtStart { get; } = [];

        public List<string> AtRecorded { get; } = [];

        public int Capacity => 3;

        /// <summary>Whether trials wait before they begin.</summary>
        public bool Waits { get; init; }

        public List<(TrialState, DateTimeOffset?)> SeenAtStart { get; } = [];

        public ServiceTraits Traits => ServiceTraits.ReportsMetrics | (Waits ? ServiceTraits.Queues : 0);

        public void Start(TrialAttempt attempt, ChannelWriter<ServiceReport> reports)
        {
            using var reader = ExperimentStore.Open(folder);
            AtStart.Add(reader.OpenAttempts().Any(a => a.Token == attempt.Record.Token) ? "attempt is open" : "attempt is unknown");
            SeenAtStart.Add((reader.Trial(attempt.Record.Trial).Status, reader.Trial(attempt.Record.Trial).Started));
            if (Waits)
                reports.TryWrite(new ServiceReport.Begun { Attempt = attempt.Record, Ago = TimeSpan.FromHours(1) });
            reports.TryWrite(new ServiceReport.Reported(new TrialMetric(true, 0.5, new Dictionary<string, double>())) { Attempt = attempt.Record });
            reports.TryWrite(new ServiceReport.Ended(0) { Attempt = attempt.Record, Ran = Waits ? TimeSpan.FromMinutes(30) : null });
        }

        public bool TryAdopt(TrialAttempt attempt, ChannelWriter<ServiceReport> reports) => false;

        public void Cancel(TrialAttempt attempt)
        {
        }

        public void Recorded(AttemptRecord attempt)
        {
            using var reader = ExperimentStore.Open(folder);
            AtRecorded.Add(reader.Trial(attempt.Trial) is { Status: TrialState.Succeeded, Result: 0.5 } ? "trial has its result" : "trial has no result");
        }

        public void Dispose()
        {
        }
    }
}

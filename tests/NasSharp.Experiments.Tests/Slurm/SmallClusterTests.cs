using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>
/// An experiment on a small cluster with a small queue: one trial that reaches the time limit of its job, five others that have to wait for their turn. Slurm looks for jobs over their
/// time twice a minute, so this runs beside the other tests.
/// </summary>
public sealed class ExperimentAtItsLimits : IDisposable
{
    private const string Command = "if [ $NASCTL_TRIAL_ID = 0 ]; then sleep 600; fi; echo '{\"type\": \"final\", \"value\": 0.5}' >>\"$NASCTL_TRIAL_DIR/metrics.jsonl\"";

    private readonly CancellationTokenSource _stop = new();

    public ExperimentAtItsLimits() => Ended = Task.Run(() => Run(_stop.Token));

    internal Task<(IReadOnlyList<TrialRecord> Trials, IReadOnlyList<string> Notes)> Ended { get; }

    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAny(Ended); // its test may not have been asked for, and its cluster must not stay
        _stop.Dispose();
    }

    private static (IReadOnlyList<TrialRecord>, IReadOnlyList<string>) Run(CancellationToken stop)
    {
        using var cluster = new SlurmCluster(nodes: 1, "MaxJobCount=3\nMinJobAge=3");
        if (!cluster.IsThere)
            return ([], []);
        using var experiment = new TestExperiment(6, concurrency: 6);
        experiment.Run(cluster.Service(experiment, Command, o => o with { Time = "1", Times = o.Times with { Call = TimeSpan.FromSeconds(4) } }), cancel: stop);
        return (experiment.Store.Trials(), [.. experiment.Store.Notes().Select(n => n.Text)]);
    }
}

[Collection(SlurmClusterTests.Name)]
public sealed class SmallClusterTests(SlurmCluster cluster, ExperimentAtItsLimits experiment)
{
    [Fact]
    public async Task Full_queue_is_waited_for_and_the_time_limit_is_named()
    {
        cluster.Demand();
        var (trials, notes) = await experiment.Ended;
        Assert.All(trials.Skip(1), t => Assert.Equal((TrialState.Succeeded, 1), (t.Status, t.Attempts)));
        Assert.Contains(notes, n => n.Contains("takes no job at this time", StringComparison.Ordinal));
        Assert.Equal((TrialState.Failed, 1), (trials[0].Status, trials[0].Attempts));
        Assert.Contains("time limit of its job (1)", trials[0].Error);
    }
}

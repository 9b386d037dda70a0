using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>200 trials on a cluster whose nodes crash and come back, whose controller is killed twice and whose manager is killed ten times: it must end like an experiment to which nothing happened.</summary>
[Collection(SlurmClusterTests.Name)]
public sealed class SlurmFaults(SlurmCluster cluster, ExperimentsAmongFaults experiments) : IClassFixture<ExperimentsAmongFaults>
{
    [Theory]
    [InlineData(ExperimentsAmongFaults.Job)]
    [InlineData(ExperimentsAmongFaults.Pool)]
    public async Task Experiment_among_failures_ends_like_one_without(string kind)
    {
        cluster.Demand();
        Compare(await experiments.Whole, await (kind == ExperimentsAmongFaults.Job ? experiments.OfJobs : experiments.OfWorkers));
    }

    private static void Compare(string whole, string broken)
    {
        using var expected = ExperimentStore.Open(whole);
        using var actual = ExperimentStore.Open(broken);
        Assert.Equal(expected.Trials().Select(Essence), actual.Trials().Select(Essence));
        Assert.Equal(expected.Best(1, maximize: true)[0].Number, actual.Best(1, maximize: true)[0].Number);
        Assert.Empty(StoreCheck.Run(actual));
        var results = actual.Database.Rows(row => (int)row.GetInt64(1), "SELECT trial, SUM(state = 'ended') FROM attempt GROUP BY trial ORDER BY trial");
        Assert.Equal(Enumerable.Repeat(1, ExperimentsAmongFaults.Trials), results);
        SlurmCluster.WaitUntil(() => ProcessTable.WithVariable("NASCTL_EXPERIMENT_DIR", broken).Count == 0, "no process of a trial is left");

        static (int, string, TrialState, double?) Essence(TrialRecord trial) => (trial.Number, trial.Parameters, trial.Status, trial.Result);
    }
}

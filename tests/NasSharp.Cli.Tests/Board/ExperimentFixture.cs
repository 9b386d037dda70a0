using NasSharp.Experiments.Store;
using NasSharp.Spaces;
using NasSharp.Training;

namespace NasSharp.Cli.Tests.Board;

/// <summary>An experiment's store with trials that nobody ran.</summary>
internal static class ExperimentFixture
{
    public static SearchSpace Space { get; } = new(Enumerable.Range(0, 8).Select(i => Choice.Layer($"c{i}", ["a", "b", "c", "d"])).Append(Choice.Input("in", ["c0", "c1", "c2"], chosenCount: 2)));

    public static ExperimentStore Create(string folder, int trials = 0)
    {
        var store = ExperimentStore.Create(folder, new ExperimentInfo
        {
            Id = "abcd1234", Name = "test", Created = DateTimeOffset.UnixEpoch, Configuration = """{"tuner": {"name": "Random"}}""", SearchSpace = Space.ToJson(), Seed = 1, Maximize = true,
            Concurrency = 2, MaxTrials = Math.Max(trials, 10), MaxDuration = TimeSpan.FromHours(1),
        });
        var random = new RandomStream(5, "fixture");
        store.Commit(() =>
        {
            for (var i = 0; i < trials; i++)
                End(store, Add(store, Space.Sample(random)), random.NextDouble(), random.NextDouble());
        });
        return store;
    }

    public static int Add(ExperimentStore store, Architecture architecture) => store.AddTrial("tuner", architecture.ToTrialParameters(), null, null);

    public static void End(ExperimentStore store, int trial, double result, double cost) => store.EndTrial(
        trial, new TrialEnding(TrialState.Succeeded, result, new Dictionary<string, double> { ["cost"] = cost }, null, null, TimeSpan.FromSeconds(2)));
}

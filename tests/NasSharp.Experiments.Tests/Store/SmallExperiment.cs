using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Experiments.Tests.Store;

/// <summary>A small space and an experiment over it.</summary>
internal static class SmallExperiment
{
    public static SearchSpace Space { get; } = SearchSpaceFile.Read(Repository.At("samples", "AnyLanguage", "space.json"));

    public static string Parameters(int seed = 0) => Space.Sample(new Random(seed)).ToTrialParameters();

    public static ExperimentInfo Info => new()
    {
        Id = "abcd1234",
        Name = "small",
        Created = DateTimeOffset.UnixEpoch,
        Configuration = "{}",
        SearchSpace = Space.ToJson(),
        Seed = 7,
        Maximize = true,
        Concurrency = 2,
        MaxTrials = 10,
        MaxDuration = TimeSpan.FromHours(1),
    };

    public static ExperimentStore Create(TemporaryFolder folder) => ExperimentStore.Create(folder.At("experiment"), Info);

    public static TrialEnding Succeeded(double result) => new(TrialState.Succeeded, result, new Dictionary<string, double> { ["width"] = 16 }, null, null, TimeSpan.FromSeconds(2));

    /// <summary>A trial with its step in the tuner's history, as the manager records it.</summary>
    public static int Propose(ExperimentStore store, int seed = 0)
    {
        var number = store.AddTrial("tuner", Parameters(seed), null, null);
        store.AddTunerStep(TunerStep.Ask, number);
        return number;
    }
}

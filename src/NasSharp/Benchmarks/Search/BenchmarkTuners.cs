using System.Text.Json.Nodes;
using NasSharp.Tuners;

namespace NasSharp.Benchmarks.Search;

/// <summary>Tuners with arguments that suit the few hundred queries of a benchmark.</summary>
public static class BenchmarkTuners
{
    /// <summary>
    /// Makes a tuner by name for a task. Where the tuner's own defaults are meant for thousands of trials, others take their place unless they are given:
    /// populations of 20 (regularized evolution with samples of 10), small policies that learn ten times as fast, and the fidelities that the table knows.
    /// </summary>
    /// <exception cref="TunerException">The name or an argument is unknown or out of range.</exception>
    public static ITuner Create(string name, BenchmarkTask task, JsonObject? arguments = null, long seed = 0)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(task);
        var merged = Suited(name, task);
        foreach (var (key, value) in arguments ?? [])
            merged[key] = value?.DeepClone();
        return TunerCatalog.Create(name, task.Space, merged, seed);
    }

    private static JsonObject Suited(string name, BenchmarkTask task) => name.ToLowerInvariant() switch
    {
        "evolution" => new JsonObject { ["population_size"] = 20, ["sample_size"] = 10 },
        "spos" => new JsonObject { ["population"] = 20, ["parents"] = 5, ["mutations"] = 10, ["crossovers"] = 10 },
        "ppo" => new JsonObject { ["lr"] = 3e-3, ["trials_per_update"] = 10, ["minibatch_size"] = 2, ["embedding_size"] = 16, ["hidden_size"] = 32 },
        "reinforce" => new JsonObject { ["learning_rate"] = 1e-2, ["hidden_size"] = 32 },
        "nsga2" => new JsonObject { ["population"] = 20 },
        "asha" or "successive-halving" => new JsonObject
        {
            ["min_epochs"] = task.LeastEpochs,
            ["max_epochs"] = task.Epochs,
            ["reduction_factor"] = Math.Max(2, Math.Ceiling((double)task.Epochs / task.LeastEpochs)),
        },
        _ => [],
    };
}

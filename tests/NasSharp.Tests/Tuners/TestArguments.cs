using System.Text.Json.Nodes;

namespace NasSharp.Tests.Tuners;

/// <summary>Arguments with which a tuner learns within few trials.</summary>
internal static class TestArguments
{
    public static JsonObject? For(string tuner) => tuner switch
    {
        "evolution" => new JsonObject { ["population_size"] = 12, ["sample_size"] = 4 },
        "tpe" => new JsonObject { ["startup_trials"] = 8 },
        "successive-halving" or "asha" => new JsonObject { ["min_epochs"] = 1, ["max_epochs"] = 9 },
        "spos" => new JsonObject { ["population"] = 10, ["parents"] = 4, ["mutations"] = 5, ["crossovers"] = 5 },
        "ppo" => new JsonObject { ["trials_per_update"] = 8, ["lr"] = 0.003 },
        "bananas" => new JsonObject { ["training_epochs"] = 20 },
        "nsga2" => new JsonObject { ["population"] = 10 },
        _ => null,
    };
}

using System.Text.Json.Nodes;

namespace NasSharp.Tests.Tuners;

/// <summary>Arguments with which a tuner learns within few trials.</summary>
internal static class TestArguments
{
    public static JsonObject? For(string tuner) => tuner switch
    {
        "evolution" => new JsonObject { ["population_size"] = 12, ["sample_size"] = 4 },
        _ => null,
    };
}

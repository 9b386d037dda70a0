using System.Text.Json;
using System.Text.Json.Serialization;

namespace NasSharp.Morphing;

/// <summary>A plan as JSON, read strictly.</summary>
internal static class NetworkPlanJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    public static string Print(NetworkPlan plan) => JsonSerializer.Serialize(new Form(plan.InputChannels, plan.Classes, [.. plan.Layers], [.. plan.Skips]), Options);

    public static NetworkPlan Parse(string json, string? source)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            var form = JsonSerializer.Deserialize<Form>(json, Options) ?? throw new JsonException("it is null");
            return new NetworkPlan(form.InputChannels, form.Classes, form.Layers, form.Skips);
        }
        catch (Exception wrong) when (wrong is JsonException or ArgumentException or NullReferenceException)
        {
            throw new NetworkPlanException($"{source ?? "The text"} is no network plan: {wrong.Message}", wrong);
        }
    }

    private sealed record Form(int InputChannels, int Classes, PlannedLayer[] Layers, PlannedSkip[] Skips);
}

using System.Globalization;
using System.Text.Json.Nodes;
using NasSharp.Cli.Board.Sources;
using NasSharp.Spaces;
using NasSharp.Torch;

namespace NasSharp.Cli.Board.Runs;

/// <summary>An architecture of a run for the page.</summary>
internal sealed record ArchitectureAnswer(
    bool Available, string? Reason, string? Source, long? Step, int? Epoch, JsonNode? Architecture, IReadOnlyDictionary<string, IReadOnlyList<int>>? Selected, IReadOnlyList<string>? Changed)
{
    /// <summary>The architecture itself, where the space is known.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Architecture? Value { get; init; }

    public static ArchitectureAnswer None(string reason) => new(false, reason, null, null, null, null, null, null);
}

/// <summary>Finds architectures of a run: in frames of the weights, in the files of its epochs, in its result.</summary>
internal sealed class ArchitectureReading(string folder, SupernetReading? supernet, WeightHistory weights, List<string> problems)
{
    private string Result => Path.Combine(folder, "architecture.json");

    /// <summary>The epochs that have a file.</summary>
    public static IReadOnlyList<int> Epochs(string folder)
    {
        var inner = new DirectoryInfo(Path.Combine(folder, "architectures"));
        return !inner.Exists || inner.LinkTarget is not null ? [] : [.. SafeFolder.Entries(inner).Select(e => e.Name)
            .Where(n => n.StartsWith("epoch-", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal))
            .Select(n => int.TryParse(n[6..^5], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) ? epoch : -1).Where(e => e >= 0).Order()];
    }

    /// <summary>What is asked for.</summary>
    public ArchitectureAnswer Answer(long? step, int? epoch)
    {
        if (epoch is { } number)
            return Epochs(folder).Contains(number)
                ? FromFile(EpochFile(number), "epoch", number)
                : ArchitectureAnswer.None($"there is no architecture of epoch {number}");
        if (step is { } at)
            return FromFrame(weights.FrameAt(at));
        if (File.Exists(Result))
            return FromFile(Result, "result", null);
        if (weights.Steps.Count > 0 && supernet is not null)
            return FromFrame(weights.Steps.Count - 1);
        return Epochs(folder) is [.., var newest]
            ? FromFile(EpochFile(newest), "epoch", newest)
            : ArchitectureAnswer.None("there is no architecture yet: the run has neither weights nor a result");
    }

    private ArchitectureAnswer FromFrame(int index)
    {
        if (index < 0 || weights.Problem is not null)
            return ArchitectureAnswer.None(weights.Problem ?? "there is no frame at or before that step");
        if (supernet is null)
            return ArchitectureAnswer.None(problems.Count > 0 ? problems[0] : "there is no supernet.json, which names the choices");
        try
        {
            var frame = weights.Read([index]).First();
            return Of(Derivation.Of(frame, weights.Choices, supernet.Space), "weights", frame.Step, null);
        }
        catch (Exception error) when (error is NasSharpException or ArgumentException or InvalidOperationException)
        {
            return ArchitectureAnswer.None($"the weights do not fit the space: {error.Message}");
        }
    }

    private ArchitectureAnswer FromFile(string path, string source, int? epoch)
    {
        if (supernet is not null && TryRead(path) is { } architecture)
            return Of(architecture, source, null, epoch);
        if (JsonFile.Read(path, problems) is not { } content)
            return ArchitectureAnswer.None(problems.Count > 0 ? problems[^1] : $"{Path.GetFileName(path)} cannot be read");
        content.Remove("$meta");
        return new ArchitectureAnswer(true, null, source, null, epoch, content, null, null);
    }

    private ArchitectureAnswer Of(Architecture architecture, string source, long? step, int? epoch) => new(
        true, null, source, step, epoch, JsonNode.Parse(architecture.ToJson()), architecture.Decisions.ToDictionary(d => d.Key, d => d.Value.Selected, StringComparer.Ordinal),
        Reference() is { } other ? [.. Derivation.Differences(architecture, other)] : null)
    {
        Value = architecture,
    };

    private Architecture? Reference()
    {
        try
        {
            return File.Exists(Result) ? TryRead(Result) : weights.Steps.Count > 0 ? Derivation.Of(weights.Read([weights.Steps.Count - 1]).First(), weights.Choices, supernet!.Space) : null;
        }
        catch (Exception error) when (error is NasSharpException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private Architecture? TryRead(string path)
    {
        try
        {
            return ArchitectureFile.Read(path, supernet!.Space);
        }
        catch (Exception error) when (error is NasSharpException or IOException or UnauthorizedAccessException)
        {
            problems.Add(error.Message);
            return null;
        }
    }

    private string EpochFile(int epoch) => Path.Combine(folder, "architectures", $"epoch-{epoch.ToString("D4", CultureInfo.InvariantCulture)}.json");
}

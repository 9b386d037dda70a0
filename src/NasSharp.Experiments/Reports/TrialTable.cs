using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Experiments.Store;
using NasSharp.Spaces;

namespace NasSharp.Experiments.Reports;

/// <summary>The trials of an experiment as a file, for other programs and for <c>nasctl import</c>.</summary>
public static class TrialTable
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A JSON list with NNI's members (<c>trialJobId</c>, <c>parameter</c>, <c>value</c>) and more.</summary>
    /// <param name="store">The experiment.</param>
    /// <param name="intermediate">Whether to add the intermediate results.</param>
    /// <param name="damaged">Gets a line for each row that cannot be read, which is then left out; null to fail at the first.</param>
    public static string Json(ExperimentStore store, bool intermediate, Action<string>? damaged = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var list = new JsonArray();
        foreach (var trial in store.Trials(damaged))
        {
            var entry = new JsonObject
            {
                ["trialJobId"] = trial.Number.ToString(CultureInfo.InvariantCulture),
                ["parameter"] = JsonNode.Parse(trial.Parameters),
                ["status"] = trial.Status.ToString(),
                ["value"] = trial.Result,
            };
            if (trial.Metrics.Count > 0)
                entry["metrics"] = new JsonObject(trial.Metrics.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value)));
            if (trial.Fidelity is { } epochs)
                entry["epochs"] = epochs;
            if (trial.Continues is { } before)
                entry["continues"] = before;
            if (trial.Parents.Count > 0)
                entry["parents"] = new JsonArray([.. trial.Parents.Select(p => (JsonNode?)p)]);
            if (trial.Error is { } error)
                entry["error"] = error;
            if (intermediate)
                entry["intermediate"] = new JsonArray([.. store.Intermediates(trial.Number).Select(i => double.IsFinite(i.Value) ? (JsonNode?)i.Value : null)]);
            list.Add(entry);
        }
        return list.ToJsonString(Indented) + "\n";
    }

    /// <summary>A table with a row for each trial and a column for each choice.</summary>
    /// <param name="store">The experiment.</param>
    /// <param name="intermediate">Whether to add the intermediate results.</param>
    /// <param name="damaged">Gets a line for each row that cannot be read, which is then left out; null to fail at the first.</param>
    public static string Csv(ExperimentStore store, bool intermediate, Action<string>? damaged = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        var trials = store.Trials(damaged);
        var space = SearchSpace.Parse(store.Info().SearchSpace, "search space of the experiment");
        var metrics = trials.SelectMany(t => t.Metrics.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var text = new StringBuilder();
        Row(text, ["trial", "status", "result", .. metrics, "seconds", "attempts", "epochs", "continues", "parents", "error", .. intermediate ? ["intermediate"] : Array.Empty<string>(), .. space.Keys]);
        foreach (var trial in trials)
        {
            var architecture = Architecture.ParseTrialParameters(space, trial.Parameters, $"trial {trial.Number}");
            Row(text,
            [
                Number(trial.Number), trial.Status.ToString(), Number(trial.Result), .. metrics.Select(m => trial.Metrics.TryGetValue(m, out var value) ? Number(value) : ""),
                Number(trial.Duration?.TotalSeconds), Number(trial.Attempts), Number(trial.Fidelity), Number(trial.Continues), string.Join(' ', trial.Parents), trial.Error ?? "",
                .. intermediate ? [string.Join(' ', store.Intermediates(trial.Number).Select(i => Number(i.Value)))] : Array.Empty<string>(),
                .. space.Choices.Select(c => Decided(architecture, c)),
            ]);
        }
        return text.ToString();
    }

    /// <summary>Records the results of a JSON list for the tuner; entries without a value are left out.</summary>
    /// <returns>How many were recorded.</returns>
    /// <exception cref="ExperimentException">The file is missing or no such list, or parameters do not fit the space; nothing is recorded.</exception>
    public static int Import(ExperimentStore store, string path)
    {
        ArgumentNullException.ThrowIfNull(store);
        var space = SearchSpace.Parse(store.Info().SearchSpace, "search space of the experiment");
        try
        {
            var entries = JsonNode.Parse(File.ReadAllText(path)) as JsonArray ?? throw new JsonException("it is no list");
            var results = new List<(string Parameters, int? Epochs, Dictionary<string, double> Values)>();
            foreach (var (index, node) in entries.Index())
            {
                if (node is not JsonObject entry || entry["parameter"] is not JsonObject parameter)
                    throw new JsonException($"entry {index} has no 'parameter'");
                if (entry["value"] is null)
                    continue;
                var values = entry["metrics"] is JsonObject metrics ? metrics.ToDictionary(m => m.Key, m => m.Value!.GetValue<double>()) : [];
                values["default"] = entry["value"] is JsonObject several ? several["default"]!.GetValue<double>() : entry["value"]!.GetValue<double>();
                // The architecture's own writing, so that a later reader finds what it expects.
                results.Add((Architecture.ParseTrialParameters(space, parameter.ToJsonString(), $"{path}, entry {index}").ToTrialParameters(), entry["epochs"]?.GetValue<int>(), values));
            }
            store.Commit(() =>
            {
                foreach (var (parameters, epochs, values) in results)
                    store.AddImported(parameters, epochs, values);
            });
            return results.Count;
        }
        catch (Exception error) when (error is JsonException or IOException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new ExperimentException($"{path}: the results cannot be imported: {error.Message}", error);
        }
    }

    private static string Decided(Architecture architecture, Choice choice) => !architecture.TryGet(choice.Key, out var decision)
        ? ""
        : choice.Kind == ChoiceKind.LayerChoice ? choice.Candidates[decision.Selected[0]] : string.Join(' ', decision.Selected);

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void Row(StringBuilder text, IReadOnlyList<string> cells) => text.Append(string.Join(',', cells.Select(Quote))).Append('\n');

    private static string Quote(string cell) => cell.AsSpan().IndexOfAny(",\"\n\r") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}

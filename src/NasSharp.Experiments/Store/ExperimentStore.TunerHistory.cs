using System.Text.Json;

namespace NasSharp.Experiments.Store;

/// <summary>What happened between manager and tuner.</summary>
internal enum TunerStep
{
    /// <summary>The tuner proposed the trial.</summary>
    Ask,

    /// <summary>The tuner was told how the trial ended.</summary>
    Tell,

    /// <summary>The tuner was told an imported result.</summary>
    Learn,

    /// <summary>The tuner had nothing to propose, after answering duplicates.</summary>
    Wait,
}

/// <summary>A result that came from outside.</summary>
internal sealed record ImportedResult(int Number, string Parameters, int? Fidelity, IReadOnlyDictionary<string, double> Values);

public sealed partial class ExperimentStore
{
    /// <summary>Records a step of the tuner; the steps in their order bring a new tuner into the state of the old one.</summary>
    /// <param name="step">What happened.</param>
    /// <param name="number">The number of the trial, or of the imported result; -1 for a wait.</param>
    internal void AddTunerStep(TunerStep step, int number) => _database.Execute(
        "INSERT INTO tuner_event(position, kind, trial) VALUES((SELECT COALESCE(MAX(position) + 1, 0) FROM tuner_event), $1, $2)", step.ToString().ToLowerInvariant(), number);

    /// <summary>The steps of the tuner, in order.</summary>
    internal IReadOnlyList<(TunerStep Step, int Number)> TunerSteps() => _database.Rows(row => (Step(row.GetString(0)), (int)row.GetInt64(1)), "SELECT kind, trial FROM tuner_event ORDER BY position");

    /// <summary>Records a result from outside and returns its number.</summary>
    internal int AddImported(string parameters, int? fidelity, IReadOnlyDictionary<string, double> values) => (int)(long)_database.Scalar(
        "INSERT INTO imported(number, parameters, fidelity, result) VALUES((SELECT COALESCE(MAX(number) + 1, 0) FROM imported), $1, $2, $3) RETURNING number",
        parameters, fidelity, JsonSerializer.Serialize(values))!;

    /// <summary>The results from outside, by number.</summary>
    internal IReadOnlyList<ImportedResult> Imported() => _database.Rows(row => new ImportedResult(
        (int)row.GetInt64(0), row.GetString(1), row.IsDBNull(2) ? null : (int)row.GetInt64(2), JsonSerializer.Deserialize<Dictionary<string, double>>(row.GetString(3))!),
        "SELECT number, parameters, fidelity, result FROM imported ORDER BY number");

    private TunerStep Step(string text) => Enum.TryParse<TunerStep>(text, ignoreCase: true, out var step)
        ? step
        : throw new ExperimentException($"{Folder.Database}: the tuner's history has a step '{text}'; the row is damaged, see 'nasctl experiment check'.");
}

using System.Globalization;
using System.Text.Json.Serialization;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>A trial in a table.</summary>
internal sealed record TrialLine(int Number, string Status, double? Result, double? Seconds, int Attempts, string? Error, string Parameters)
{
    /// <summary>The other numbers of its final report.</summary>
    public IReadOnlyDictionary<string, double> Metrics { get; init; } = new Dictionary<string, double>();

    /// <summary>How many intermediate results a running trial has; 0 without.</summary>
    public int Steps { get; init; }

    /// <summary>The last intermediate result of a running trial.</summary>
    public double? LastIntermediate { get; init; }

    [JsonIgnore]
    public required ParameterText Text { get; init; }

    /// <summary>Reads what is known of the trial now.</summary>
    public static TrialLine Of(TrialRecord trial)
    {
        var text = ParameterText.Of(trial.Parameters);
        return new(trial.Number, ExperimentSummary.Word(trial.Status), trial.Result, trial.Duration?.TotalSeconds, trial.Attempts, trial.Error, text.Full) { Metrics = trial.Metrics, Text = text };
    }

    /// <summary>The same of a trial that is running: how long, and its last intermediate result.</summary>
    public static TrialLine OfRunning(TrialRecord trial, IntermediateRecord? last, DateTimeOffset now) => Of(trial) with
    {
        Seconds = trial.Started is { } started ? Math.Max(0, (now - started).TotalSeconds) : null,
        Steps = last is null ? 0 : last.Sequence + 1,
        LastIntermediate = last is { } report && double.IsFinite(report.Value) ? report.Value : null,
    };

    /// <summary>The lines of a table of trials, head first, none longer than <paramref name="width"/>: parameters in the longest form that fits, errors before them.</summary>
    /// <param name="trials">The rows.</param>
    /// <param name="others">The names of further numbers that have a column each.</param>
    /// <param name="width">Columns of the screen.</param>
    public static IEnumerable<string> Table(IReadOnlyList<TrialLine> trials, IReadOnlyList<string> others, int width)
    {
        string[] head = ["trial", "result", .. others, "status", "time"];
        var cells = trials.Select(t => t.Cells(others)).ToList();
        var left = width - head.Select((h, column) => cells.Select(c => c[column].Length).Append(h.Length).Max() + 2).Sum();
        var sound = trials.Where(t => t.Error is null).Select(t => t.Text).DefaultIfEmpty().ToList();
        bool Fits(Func<ParameterText, string> form) => sound.All(t => t is null || form(t).Length <= left);
        var (name, chosen) = Fits(t => t.Full) ? ("parameters", (Func<ParameterText, string>)(t => t.Full)) : Fits(t => t.Values) ? ("chosen", t => t.Values) : ("chosen, by index", t => t.Indices);
        return TextTable.Lines([.. head, name], trials.Select((t, i) => (string[])[.. cells[i], t.Error is null ? chosen(t.Text) : $"{t.Error}  [{chosen(t.Text)}]"]))
            .Select(line => TextTable.Fit(line, width));
    }

    /// <summary>The trial in one line of a log.</summary>
    public string Line() => $"trial {string.Join("  ", Cells([]))}  {(Error is null ? Parameters : $"{Error}  [{Parameters}]")}";

    private string[] Cells(IReadOnlyList<string> others) =>
    [
        Number.ToString(CultureInfo.InvariantCulture),
        Result is { } result ? Short(result) : LastIntermediate is { } last ? $"({Short(last)})" : "-",
        .. others.Select(o => Metrics.TryGetValue(o, out var value) ? Short(value) : "-"),
        Steps == 0 ? Status : string.Create(CultureInfo.InvariantCulture, $"{Status}, step {Steps}"),
        Seconds is { } seconds ? Numbers.Time(TimeSpan.FromSeconds(seconds)) : "-",
    ];

    // Six digits that count, also of a loss of 1e-9 or a number of weights.
    private static string Short(double value) => Math.Abs(value) is 0 or >= 1e-4 and < 1e9 ? value.ToString("0.######", CultureInfo.InvariantCulture) : value.ToString("0.####e0", CultureInfo.InvariantCulture);
}

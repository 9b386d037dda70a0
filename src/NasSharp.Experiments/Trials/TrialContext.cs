using System.Globalization;
using System.Text;

namespace NasSharp.Experiments.Trials;

/// <summary>The trial that some code runs in: what it was given, and where its reports go.</summary>
public sealed class TrialContext
{
    private readonly Action<TrialMetric> _report;
    private bool _hasFinal;

    internal TrialContext(int number, string parameters, int? epochs, string? folder, Action<TrialMetric> report)
    {
        Number = number;
        Parameters = parameters;
        Epochs = epochs;
        Folder = folder;
        _report = report;
    }

    /// <summary>The trial's number, from 0.</summary>
    public int Number { get; }

    /// <summary>The parameters as JSON: for each key <c>_value</c> and <c>_idx</c>.</summary>
    public string Parameters { get; }

    /// <summary>Epochs that the tuner asks for; null when it leaves that to the trial.</summary>
    public int? Epochs { get; }

    /// <summary>The folder of this attempt, for the trial's files; null for a trial inside the manager's process.</summary>
    public string? Folder { get; }

    /// <summary>Reports how the training goes. Early stopping compares these, by their order.</summary>
    /// <param name="value">The number to optimize, such as the accuracy of an epoch.</param>
    /// <param name="others">Other numbers, by name; stored, not optimized.</param>
    public void ReportIntermediate(double value, IReadOnlyDictionary<string, double>? others = null) => Report(isFinal: false, value, others);

    /// <summary>Reports the result.</summary>
    /// <param name="value">The number to optimize.</param>
    /// <param name="others">Other numbers, by name, such as the latency; tuners for several objectives use them.</param>
    /// <exception cref="InvalidOperationException">The trial has reported its result before.</exception>
    public void ReportFinal(double value, IReadOnlyDictionary<string, double>? others = null)
    {
        if (_hasFinal)
            throw new InvalidOperationException("The trial has reported its final result before; report it once, at the end.");
        Report(isFinal: true, value, others);
        _hasFinal = true;
    }

    private void Report(bool isFinal, double value, IReadOnlyDictionary<string, double>? others)
    {
        if (others?.ContainsKey("default") == true)
            throw new ArgumentException("The name 'default' belongs to the number to optimize; choose another name.", nameof(others));
        _report(new TrialMetric(isFinal, value, others ?? new Dictionary<string, double>()));
    }

    /// <summary>The trial of an attempt's folder.</summary>
    /// <exception cref="NasSharpException">The folder has no parameters.</exception>
    internal static TrialContext OfFolder(string folder, int number, int? epochs)
    {
        var file = Path.Combine(folder, TrialEnvironment.ParametersFile);
        if (!File.Exists(file))
            throw new NasSharpException($"{file}: there is no such file; {TrialEnvironment.Folder} must name the folder of a trial.");
        var metrics = Path.Combine(folder, TrialEnvironment.MetricsFile);
        return new TrialContext(number, File.ReadAllText(file), epochs, folder, metric => Append(metrics, metric));
    }

    /// <summary>The trial that the environment of this process names, or null when it names none.</summary>
    internal static TrialContext? OfEnvironment()
    {
        if (Environment.GetEnvironmentVariable(TrialEnvironment.Folder) is not { Length: > 0 } folder)
            return null;
        return OfFolder(folder, Whole(TrialEnvironment.Number) ?? 0, Whole(TrialEnvironment.Epochs));
    }

    private static int? Whole(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;

    // One write for the whole line: a reader sees it complete or without its end.
    private static void Append(string path, TrialMetric metric)
    {
        using var stream = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        stream.Write(Encoding.UTF8.GetBytes(metric.ToLine() + "\n"));
    }
}

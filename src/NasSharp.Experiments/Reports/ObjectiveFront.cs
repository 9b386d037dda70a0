using System.Text.Json;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Reports;

/// <summary>The trials of an experiment with several objectives that no other one beats, and the hypervolume between them and a reference.</summary>
internal sealed class ObjectiveFront
{
    private const double Beyond = 0.1; // of the range, so that the worst trials count too
    private const int MostPoints = 200;

    private readonly List<Point> _results;
    private readonly double[] _signs;
    private readonly double[] _reference;

    private ObjectiveFront(IReadOnlyList<Objective> objectives, List<Point> results)
    {
        Objectives = objectives;
        _results = results;
        (_signs, _reference) = (new double[objectives.Count], new double[objectives.Count]);
        for (var i = 0; i < objectives.Count; i++)
        {
            _signs[i] = objectives[i].Goal == Goal.Maximize ? 1 : -1;
            _reference[i] = objectives[i].Reference is { } reference ? reference * _signs[i] : Worst(results, i);
        }
        var members = Front(results);
        members.Sort(static (a, b) => (b.Values[0].CompareTo(a.Values[0]), a.Trial.CompareTo(b.Trial)) switch { (0, var byTrial) => byTrial, (var byValue, _) => byValue });
        var numbers = new int[members.Count];
        for (var i = 0; i < numbers.Length; i++)
            numbers[i] = members[i].Trial;
        Members = numbers;
        var front = new ParetoFront<Point>();
        foreach (var member in members)
            front.Add(member, member.Values);
        Hypervolume = results.Count == 0 ? 0 : front.Hypervolume(_reference);
    }

    public IReadOnlyList<Objective> Objectives { get; }

    /// <summary>Numbers of the trials on the front, best in the first objective first.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>The volume between front and reference.</summary>
    public double Hypervolume { get; }

    /// <summary>The reference, as trials report values: what the configuration says, otherwise a tenth of the range worse than the worst trial.</summary>
    public IReadOnlyList<double> Reference
    {
        get
        {
            var reference = new double[_reference.Length];
            for (var i = 0; i < reference.Length; i++)
                reference[i] = _reference[i] * _signs[i];
            return reference;
        }
    }

    /// <summary>The front of an experiment; null when it has one objective.</summary>
    public static ObjectiveFront? Of(ExperimentStore store, ExperimentInfo info)
    {
        var objectives = ObjectivesOf(info);
        if (objectives.Count < 2)
            return null;
        var results = new List<Point>();
        store.Results((number, result, metrics) =>
        {
            var values = new double[objectives.Count];
            for (var i = 0; i < values.Length; i++)
                values[i] = (objectives[i].Name == Objective.Default ? result : Metric(metrics, objectives[i].Name)) * (objectives[i].Goal == Goal.Maximize ? 1 : -1);
            if (Array.TrueForAll(values, double.IsFinite))
                results.Add(new Point(number, values));
        });
        return new ObjectiveFront(objectives, results);
    }

    /// <summary>What the configuration of an experiment says of objectives; none when a program made it.</summary>
    public static IReadOnlyList<Objective> ObjectivesOf(ExperimentInfo info)
    {
        // Only this part of the configuration is read: a serializer for all of it would take longer than everything else.
        try
        {
            using var document = JsonDocument.Parse(info.Configuration);
            return ObjectivesOf(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return []; // resuming names what is wrong
        }
    }

    private static List<Objective> ObjectivesOf(JsonElement configuration)
    {
        if (configuration.ValueKind != JsonValueKind.Object || !configuration.TryGetProperty("objectives", out var written))
            return [];
        var objectives = new List<Objective>();
        foreach (var one in written.EnumerateArray())
        {
            var goal = one.GetProperty("goal").GetString() == "minimize" ? Goal.Minimize : Goal.Maximize;
            objectives.Add(new Objective(one.GetProperty("name").GetString()!, goal, one.TryGetProperty("reference", out var reference) ? reference.GetDouble() : null));
        }
        return objectives;
    }

    /// <summary>The hypervolume after each trial, all from the same reference; of many trials, after some of them.</summary>
    public IReadOnlyList<(double Trial, double Hypervolume)> Progress()
    {
        var (front, points) = (new ParetoFront<int>(), new List<(double, double)>());
        var every = Math.Max(1, _results.Count / MostPoints);
        for (var i = 0; i < _results.Count; i++)
        {
            front.Add(_results[i].Trial, _results[i].Values);
            if (i % every == 0 || i == _results.Count - 1)
                points.Add((_results[i].Trial, front.Hypervolume(_reference)));
        }
        return points;
    }

    // Of two objectives one pass in order finds them; of more each is compared with those that are left.
    private static List<Point> Front(List<Point> results)
    {
        if (results.Count > 0 && results[0].Values.Length > 2)
        {
            var front = new ParetoFront<Point>();
            foreach (var result in results)
                front.Add(result, result.Values);
            return [.. front.Members.Select(m => m.Item)];
        }
        var ordered = new List<Point>(results);
        ordered.Sort(static (a, b) => b.Values[0] != a.Values[0] ? b.Values[0].CompareTo(a.Values[0]) : b.Values[1] != a.Values[1] ? b.Values[1].CompareTo(a.Values[1]) : a.Trial.CompareTo(b.Trial));
        var (members, best) = (new List<Point>(), double.NegativeInfinity);
        foreach (var point in ordered)
        {
            if (point.Values[1] <= best)
                continue;
            best = point.Values[1];
            members.Add(point);
        }
        return members;
    }

    private static double Worst(List<Point> results, int objective)
    {
        if (results.Count == 0)
            return 0;
        var (worst, best) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (var result in results)
            (worst, best) = (Math.Min(worst, result.Values[objective]), Math.Max(best, result.Values[objective]));
        return worst - Beyond * (best - worst);
    }

    private static double Metric(string? json, string name)
    {
        try
        {
            return json is null ? double.NaN : StoredNumbers.One(json, name);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException)
        {
            return double.NaN; // the check of the store names the row
        }
    }

    // Greater is better in each value.
    private sealed record Point(int Trial, double[] Values);
}

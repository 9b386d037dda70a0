using System.Text.Json;
using NasSharp.Experiments.Configuration;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Store;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Reports;

/// <summary>The trials of an experiment with several objectives that no other one beats, and the hypervolume between them and a reference.</summary>
internal sealed class ObjectiveFront
{
    private const double Beyond = 0.1; // of the range, so that the worst trials count too
    private const int MostPoints = 200;

    private readonly List<(int Trial, double[] Values)> _results; // greater is better
    private readonly double[] _signs;
    private readonly double[] _reference;

    private ObjectiveFront(IReadOnlyList<Objective> objectives, List<(int, double[])> results)
    {
        Objectives = objectives;
        _results = results;
        _signs = [.. objectives.Select(o => o.Goal == Goal.Maximize ? 1.0 : -1.0)];
        _reference = [.. objectives.Select((o, i) => o.Reference * _signs[i] ?? Worst(results, i))];
        var front = Front(results);
        Members = [.. front.Members.OrderByDescending(m => m.Values[0]).ThenBy(m => m.Item).Select(m => m.Item)];
        Hypervolume = results.Count == 0 ? 0 : front.Hypervolume(_reference);
    }

    public IReadOnlyList<Objective> Objectives { get; }

    /// <summary>Numbers of the trials on the front, best in the first objective first.</summary>
    public IReadOnlyList<int> Members { get; }

    /// <summary>The volume between front and reference.</summary>
    public double Hypervolume { get; }

    /// <summary>The reference, as trials report values: what the configuration says, otherwise a tenth of the range worse than the worst trial.</summary>
    public IReadOnlyList<double> Reference => [.. _reference.Select((r, i) => r * _signs[i])];

    /// <summary>The front of an experiment; null when it has one objective.</summary>
    public static ObjectiveFront? Of(ExperimentStore store, ExperimentInfo info)
    {
        var objectives = ObjectivesOf(info);
        if (objectives.Count < 2)
            return null;
        var results = new List<(int, double[])>();
        foreach (var (number, result, metrics) in store.Results())
        {
            var others = Metrics(metrics);
            var values = objectives.Select(o => (o.Name == Objective.Default ? result : others.GetValueOrDefault(o.Name, double.NaN)) * (o.Goal == Goal.Maximize ? 1 : -1)).ToArray();
            if (Array.TrueForAll(values, double.IsFinite))
                results.Add((number, values));
        }
        return new ObjectiveFront(objectives, results);
    }

    /// <summary>What the configuration of an experiment says of objectives; none when a program made it.</summary>
    public static IReadOnlyList<Objective> ObjectivesOf(ExperimentInfo info)
    {
        try
        {
            return ExperimentConfiguration.FromJson(info.Configuration).Objectives;
        }
        catch (JsonException)
        {
            return [];
        }
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

    private static ParetoFront<int> Front(List<(int Trial, double[] Values)> results)
    {
        var front = new ParetoFront<int>();
        foreach (var (trial, values) in results)
            front.Add(trial, values);
        return front;
    }

    private static double Worst(List<(int Trial, double[] Values)> results, int objective)
    {
        if (results.Count == 0)
            return 0;
        var (worst, best) = (results.Min(r => r.Values[objective]), results.Max(r => r.Values[objective]));
        return worst - Beyond * (best - worst);
    }

    private static Dictionary<string, double> Metrics(string? json)
    {
        try
        {
            return json is null ? [] : JsonSerializer.Deserialize<Dictionary<string, double>>(json) ?? [];
        }
        catch (JsonException)
        {
            return []; // the check of the store names the row
        }
    }
}

using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;

namespace NasSharp.Hardware.Measuring;

/// <summary>
/// Measures what each candidate of a space costs on the device at hand. In every round each candidate runs once, alone, on the input that it gets in the network, then one whole network; the
/// part of that network's time which its candidates do not explain is the table's constant. A candidate that contains choices has the time that is its own, the choices inside have theirs. Afterwards random networks are derived and measured, to say how well the table predicts them.
/// </summary>
public static class LatencyMeter
{
    /// <summary>Measures a space.</summary>
    /// <param name="build">Makes the model with its choices open; called once for the table and once for each compared network.</param>
    /// <param name="inputShape">The shape of an input with the batch, such as [1, 3, 224, 224].</param>
    /// <param name="options">How to measure; null: the defaults.</param>
    /// <param name="progress">Told rounds done and their number.</param>
    /// <param name="cancel">Ends the measurement between two rounds.</param>
    /// <exception cref="LatencyException">A choice is nested in more than one candidate, or there is no layer choice.</exception>
    /// <exception cref="TorchException">The model does not accept the shape.</exception>
    public static LatencyMeasurement Measure(
        Func<torch.nn.Module<torch.Tensor, torch.Tensor>> build, long[] inputShape, LatencyMeterOptions? options = null, Action<int, int>? progress = null, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(build);
        ArgumentNullException.ThrowIfNull(inputShape);
        options ??= new LatencyMeterOptions();
        options.Validate();
        using var recording = torch.no_grad();
        using var scope = torch.NewDisposeScope();
        var rounds = options.WarmupRounds + options.Repeats;
        var done = 0;
        void Round()
        {
            cancel.ThrowIfCancellationRequested();
            progress?.Invoke(++done, options.Networks > 0 ? 2 * rounds : rounds);
        }
        var random = new RandomStream(options.Seed, "latency");
        var (space, candidates, constant, predict) = MeasureCandidates(build, inputShape, options, random, rounds, Round);
        var table = new LatencyTable(space, candidates.ToDictionary(c => c.Key, c => (IReadOnlyList<double>)[.. c.Value.Select(m => m.Median)], StringComparer.Ordinal), constant.Median, options.DeviceName);
        var drawn = Draw(space, options);
        var networks = MeasureNetworks(build, inputShape, options, drawn, random, rounds, Round);
        return new LatencyMeasurement
        {
            Table = table,
            Candidates = candidates,
            Constant = constant,
            Networks = [.. drawn.Select((a, i) => new MeasuredNetwork(a, predict(table, a), networks[i]))],
        };
    }

    private static (SearchSpace Space, OrderedDictionary<string, IReadOnlyList<MeasuredLatency>> Candidates, MeasuredLatency Constant, Func<LatencyTable, Architecture, double> Predict) MeasureCandidates(
        Func<torch.nn.Module<torch.Tensor, torch.Tensor>> build, long[] inputShape, LatencyMeterOptions options, RandomStream random, int rounds, Action round)
    {
        using var subject = new MeasuredModel(build(), inputShape, options);
        using var choices = new TimedChoices(subject.Model, subject.Time);
        var space = choices.Space;
        if (space.Choices.FirstOrDefault(c => c.ActiveWhen.Count > 1) is { } several)
            throw new LatencyException($"The choice '{several.Key}' is nested in more than one candidate, where it may cost different things, and a table has one number for it; give its places keys of their own.");
        if (space.Choices.All(c => c.Kind != ChoiceKind.LayerChoice))
            throw new LatencyException("The space has no layer choice; there is nothing to measure.");
        var first = space.First();
        var running = choices.RunBy(first, subject.Forward);
        var samples = new OrderedDictionary<string, List<double>[]>(StringComparer.Ordinal);
        foreach (var choice in space.Choices.Where(c => c.Kind == ChoiceKind.LayerChoice))
            samples.Add(choice.Key, [.. choice.Candidates.Select(_ => new List<double>())]);
        var rest = new List<double>();
        for (var r = 0; r < rounds; r++)
        {
            round();
            choices.Reset();
            subject.Forward();
            var times = choices.Times.ToDictionary(t => t.Key, t => t.Value, StringComparer.Ordinal);
            choices.Fix(first);
            var whole = subject.TimeForward();
            if (r < options.WarmupRounds)
                continue;
            foreach (var (key, lists) in samples)
                for (var i = 0; i < lists.Length; i++)
                    lists[i].Add(times[key][i]);
            rest.Add(Math.Max(0, whole - times.Where(t => running.Contains(t.Key)).Sum(t => t.Value[0])));
        }
        var candidates = new OrderedDictionary<string, IReadOnlyList<MeasuredLatency>>(StringComparer.Ordinal);
        foreach (var (key, lists) in samples)
            candidates.Add(key, [.. lists.Select(l => MeasuredLatency.Of(l, random))]);
        // What each compared network runs is found out while the supernet is here; the numbers come later.
        var runs = Draw(space, options).ToDictionary(a => a.Hash, a => choices.RunBy(a, subject.Forward), StringComparer.Ordinal);
        return (space, candidates, MeasuredLatency.Of(rest, random), (table, a) => table.Constant + table.Rows.Where(row => runs[a.Hash].Contains(row.Key)).Sum(row => a[row.Key].Selected.Sum(i => row.Value[i])));
    }

    // The same ones whenever they are drawn.
    private static List<Architecture> Draw(SearchSpace space, LatencyMeterOptions options)
    {
        var random = new RandomStream(options.Seed, "networks");
        return [.. Enumerable.Range(0, options.Networks).Select(_ => space.Sample(random)).DistinctBy(a => a.Hash)];
    }

    private static List<MeasuredLatency> MeasureNetworks(
        Func<torch.nn.Module<torch.Tensor, torch.Tensor>> build, long[] inputShape, LatencyMeterOptions options, List<Architecture> architectures, RandomStream random, int rounds, Action round)
    {
        var subjects = new List<MeasuredModel>();
        try
        {
            foreach (var architecture in architectures)
            {
                var model = build();
                FixedArchitecture.Apply(model, architecture);
                subjects.Add(new MeasuredModel(model, inputShape, options));
            }
            var samples = subjects.ConvertAll(_ => new List<double>());
            for (var r = 0; r < rounds && subjects.Count > 0; r++)
            {
                round();
                foreach (var (i, subject) in subjects.Index())
                {
                    var time = subject.TimeForward();
                    if (r >= options.WarmupRounds)
                        samples[i].Add(time);
                }
            }
            return samples.ConvertAll(s => MeasuredLatency.Of(s, random));
        }
        finally
        {
            subjects.ForEach(s => s.Dispose());
        }
    }
}

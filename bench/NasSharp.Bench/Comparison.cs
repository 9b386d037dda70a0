namespace NasSharp.Bench;

/// <summary>One row of the table: the same work on both sides, and the ratio that is asked for.</summary>
internal sealed record Row(string Work, string Unit, double NasSharp, double Other, double Target)
{
    internal double Ratio => NasSharp / Other;
}

/// <summary>A quantity that a comparison reports: its name in the measurements, how it is shown, and its target ratio.</summary>
internal sealed record Quantity(string Name, string Work, string Unit, double Scale, double Target);

/// <summary>Runs both sides in turn, one repeat each, so that what else the machine does hits both.</summary>
/// <param name="name">The work in C#, as <see cref="Comparisons.Serve"/> knows it.</param>
/// <param name="against">A script of bench/python, or another work in C#.</param>
/// <param name="quantities">What is reported.</param>
/// <param name="warmup">Requests before the first repeat. Work that takes another path at each step needs many until every path was compiled, in both runtimes.</param>
/// <param name="steps">Requests in a repeat; their mean is the repeat's value. More than one where steps differ among themselves.</param>
internal sealed class Comparison(string name, string against, IReadOnlyList<Quantity> quantities, int warmup = 1, int steps = 1)
{
    internal string Name => name;

    // `dotnet NasSharp.Bench.dll` runs in the process of the dotnet host, which wants to be told the assembly.
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Comparison).Assembly.Location] : [];

    private void DemandSameSize(Opponent ours, Opponent other)
    {
        if (ours.Facts["parameters"] != other.Facts["parameters"])
            throw new InvalidOperationException($"{name}: {ours.Facts["parameters"]} parameters here, {other.Facts["parameters"]} on the other side: not the same network");
    }

    private Opponent Against(BenchOptions options, string[] threads)
    {
        if (!against.EndsWith(".py", StringComparison.Ordinal))
            return Own(against, threads);
        return new Opponent($"{name} (PyTorch)", options.Python,
            [Path.Combine(options.PythonFolder, against), .. against == "darts_supernet.py" ? ["--serve"] : Array.Empty<string>(), .. threads]);
    }

    private static Opponent Own(string work, string[] threads) =>
        new($"{work} (NasSharp)", Environment.ProcessPath!, [.. OwnAssembly(), "serve", work, .. threads]);

    internal IReadOnlyList<Row> Run(BenchOptions options)
    {
        string[] threads = ["--threads", options.Threads.ToString()];
        using var other = Against(options, threads);
        using var ours = Own(name, threads);
        // Against ourselves it is the cost of having more than what runs.
        if (against.EndsWith(".py", StringComparison.Ordinal))
            DemandSameSize(ours, other);
        for (var request = 0; request < warmup; request++)
        {
            ours.Repeat();
            other.Repeat();
        }
        var pairs = new List<(Measurements Ours, Measurements Other)>();
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            // The order alternates too: whoever runs second finds a warmer or a busier machine.
            var first = repeat % 2 == 0 ? ours : other;
            var second = repeat % 2 == 0 ? other : ours;
            var (a, b) = (Mean(first), Mean(second));
            pairs.Add(repeat % 2 == 0 ? (a, b) : (b, a));
            Console.Error.WriteLine($"{name}: repeat {repeat + 1} of {options.Repeats}");
        }
        return [.. quantities.Select(q => new Row(q.Work, q.Unit, q.Scale * Measurements.Median(pairs.Select(p => p.Ours[q.Name])),
            q.Scale * Measurements.Median(pairs.Select(p => p.Other[q.Name])), q.Target))];
    }

    private Measurements Mean(Opponent side) => Measurements.Mean([.. Enumerable.Range(0, steps).Select(_ => side.Repeat())]);
}

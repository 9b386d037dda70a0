namespace NasSharp.Bench;

/// <summary>One row of the table: the same work on both sides, and the ratio that is asked for.</summary>
internal sealed record Row(string Work, string Unit, double NasSharp, double PyTorch, double Target)
{
    internal double Ratio => NasSharp / PyTorch;
}

/// <summary>A quantity that a comparison reports: its name in the measurements, how it is shown, and its target ratio.</summary>
internal sealed record Quantity(string Name, string Work, string Unit, double Scale, double Target);

/// <summary>Runs both sides in turn, one repeat each, so that what else the machine does hits both.</summary>
internal sealed class Comparison(string name, string script, IReadOnlyList<Quantity> quantities)
{
    internal string Name => name;

    // `dotnet NasSharp.Bench.dll` runs in the process of the dotnet host, which wants to be told the assembly.
    private static string[] OwnAssembly() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(Comparison).Assembly.Location] : [];

    private void DemandSameSize(Opponent ours, Opponent python)
    {
        if (ours.Facts["parameters"] != python.Facts["parameters"])
            throw new InvalidOperationException($"{name}: {ours.Facts["parameters"]} parameters here, {python.Facts["parameters"]} in PyTorch: not the same network");
    }

    internal IReadOnlyList<Row> Run(BenchOptions options)
    {
        string[] threads = ["--threads", options.Threads.ToString()];
        using var python = new Opponent($"{name} (PyTorch)", options.Python,
            [Path.Combine(options.PythonFolder, script), .. script == "darts_supernet.py" ? ["--serve"] : Array.Empty<string>(), .. threads]);
        using var ours = new Opponent($"{name} (NasSharp)", Environment.ProcessPath!, [.. OwnAssembly(), "serve", name, .. threads]);
        DemandSameSize(ours, python);
        ours.Repeat();
        var pairs = new List<(Measurements Ours, Measurements Python)>();
        for (var repeat = 0; repeat < options.Repeats; repeat++)
        {
            // The order alternates too: whoever runs second finds a warmer or a busier machine.
            var first = repeat % 2 == 0 ? ours : python;
            var second = repeat % 2 == 0 ? python : ours;
            var (a, b) = (first.Repeat(), second.Repeat());
            pairs.Add(repeat % 2 == 0 ? (a, b) : (b, a));
            Console.Error.WriteLine($"{name}: repeat {repeat + 1} of {options.Repeats}");
        }
        return [.. quantities.Select(q => new Row(q.Work, q.Unit, q.Scale * Measurements.Median(pairs.Select(p => p.Ours[q.Name])),
            q.Scale * Measurements.Median(pairs.Select(p => p.Python[q.Name])), q.Target))];
    }
}

using NasSharp.Bench;
using NasSharp.Torch;

// NasSharp.Bench experiments [--output docs/benchmarks-experiments.md]
// NasSharp.Bench profiles [--output docs/benchmarks-profiling.md]
// NasSharp.Bench tables [--output docs/benchmarks-tables.md]
// NasSharp.Bench records [--threads N] [--output docs/benchmarks-records.md]
// NasSharp.Bench slurm [--only cluster|load|simulation] [--output docs/benchmarks-slurm.md]
// NasSharp.Bench slurm --seeds WORKERS TRIALS HARSHNESS
// NasSharp.Bench [--repeats 7] [--threads N] [--only overhead|resnet|child|darts|pdarts|cdarts|gdas|enas|proxyless|spos|path|superkernel] [--output docs/benchmarks.md]
if (args is ["serve", var work, "--threads", var threads])
{
    torch.set_num_threads(int.Parse(threads));
    Comparisons.Serve(work);
    return 0;
}

if (args is ["slurm-load", var pool])
    return NasSharp.Bench.Slurm.LoadBench.RunWorkers(pool);
if (args is ["slurm-worker", var directions])
    return NasSharp.Experiments.Services.Slurm.Pool.PoolWorkerProcess.Run(directions);
if (args is ["slurm", "--seeds", var workers, var trials, var harshness])
    return NasSharp.Bench.Slurm.SlurmBench.Simulate(int.Parse(workers), int.Parse(trials), double.Parse(harshness, System.Globalization.CultureInfo.InvariantCulture));
if (args is ["slurm", ..])
    return NasSharp.Bench.Slurm.SlurmBench.Run(args is [_, "--only", var part] ? part : null, args is [_, "--output", var report] ? report : null);
if (args is ["trial"])
    return NasSharp.Bench.Experiments.ExperimentBench.RunTrial();
if (args is ["profiles", ..])
    return NasSharp.Bench.Profiles.ProfileBench.Run(args is [_, "--output", var profiles] ? profiles : null);
if (args is ["experiments", ..])
    return NasSharp.Bench.Experiments.ExperimentBench.Run(args is [_, "--output", var page] ? page : null);
if (args is ["records", ..])
{
    if (args is [_, "--threads", var count, ..])
        torch.set_num_threads(int.Parse(count));
    return RecordBench.Run(args is [.., "--output", var records] ? records : null);
}
if (args is ["tables", ..])
    return NasSharp.Bench.Tables.TableBench.Run(args is [_, "--output", var tables] ? tables : null);

BenchOptions options;
try
{
    options = BenchOptions.Parse(args);
}
catch (Exception e) when (e is ArgumentException or FormatException)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
var rows = Comparisons.All.Where(c => options.Only is null || c.Name == options.Only).SelectMany(c => Told(c.Run(options))).ToList();
var table = BenchTable.Markdown(rows, options, args);
Console.WriteLine(table);
if (options.Output is { } file)
    NasSharp.Torch.IO.AtomicFile.WriteAllText(file, table);
return rows.All(row => row.Ratio <= row.Target) ? 0 : 1;

// A later comparison that fails must not take the finished ones with it.
static IReadOnlyList<Row> Told(IReadOnlyList<Row> rows)
{
    foreach (var row in rows)
        Console.Error.WriteLine(FormattableString.Invariant($"{row.Work}: {row.NasSharp:0.#} to {row.Other:0.#} {row.Unit}, ratio {row.Ratio:0.00} (target {row.Target:0.00})"));
    return rows;
}

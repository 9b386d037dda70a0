using System.Globalization;
using System.Text;
using NasSharp.Hardware;
using NasSharp.Profiling;
using NasSharp.Spaces;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Zoo.NasBench201;

namespace NasSharp.Bench.Profiles;

/// <summary>How fast architectures are profiled: parameters and FLOPs of the networks of NAS-Bench-201. Times are those of the processor for this process.</summary>
internal static class ProfileBench
{
    private const int Repeats = 5;
    private const int Architectures = 1000;
    private const int Built = 50;

    /// <summary>Measures and writes the page.</summary>
    internal static int Run(string? output)
    {
        torch.set_num_threads(1);
        var drawn = Draw();
        (string Work, double Seconds, double? Target)[] rows =
        [
            ("1,000 architectures by the costs of their candidates, which one pass through the supernet counts", Measure(() => ByCandidates(drawn)), 5),
            ("1,000 networks, each built, pruned and profiled layer by layer", Measure(() => OneByOne(drawn.Take(Built))) * Architectures / Built, null),
        ];
        var text = new StringBuilder("# Profiling: how fast\n\nParameters and FLOPs of networks of NAS-Bench-201 (15 cells, 16 channels, 3x32x32), with everything that has to be built for them. Written by\n");
        text.Append(CultureInfo.InvariantCulture, $"`NasSharp.Bench profiles`: time of the processor, median of {Repeats}.\n\n");
        text.Append(CultureInfo.InvariantCulture, $"- Machine: {Environment.ProcessorCount} cores, load before the start {File.ReadAllText("/proc/loadavg").Split(' ')[0]}\n");
        text.Append("\n| work | unit | measured | at most |\n|---|---|---:|---:|\n");
        foreach (var (work, seconds, target) in rows)
            text.Append(CultureInfo.InvariantCulture, $"| {work} | s | {seconds:0.##} | {target}{(seconds > target ? " (missed)" : "")} |\n");
        Console.WriteLine(text);
        if (output is not null)
            NasSharp.Torch.IO.AtomicFile.WriteAllText(output, text.ToString());
        return rows.Any(r => r.Seconds > r.Target) ? 1 : 0;
    }

    private static List<Architecture> Draw()
    {
        using var network = new NasBench201Network();
        var (space, random) = (SearchSpace.Of(network), new RandomStream(1, "profiled architectures"));
        return [.. Enumerable.Range(0, Architectures).Select(_ => space.Sample(random))];
    }

    private static double ByCandidates(IReadOnlyList<Architecture> architectures)
    {
        using var network = new NasBench201Network();
        var (parameters, flops) = (CandidateProfiles.Parameters(network), CandidateProfiles.Flops(network, 1, 3, 32, 32));
        return architectures.Sum(a => parameters.Of(a) + flops.Of(a));
    }

    private static double OneByOne(IEnumerable<Architecture> architectures) => architectures.Sum(architecture =>
    {
        using var network = new NasBench201Network();
        FixedArchitecture.Apply(network, architecture);
        var profile = Profiler.Profile(network, 1, 3, 32, 32);
        return profile.Parameters + profile.Flops;
    });

    private static double Measure(Func<double> work)
    {
        work();
        return Enumerable.Range(0, Repeats).Select(_ =>
        {
            var before = Environment.CpuUsage.TotalTime;
            work();
            return (Environment.CpuUsage.TotalTime - before).TotalSeconds;
        }).Order().ElementAt(Repeats / 2);
    }
}

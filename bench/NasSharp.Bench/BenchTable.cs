using System.Globalization;
using System.Text;
using NasSharp.Torch;

namespace NasSharp.Bench;

/// <summary>The page with the results: machine, command, table.</summary>
internal static class BenchTable
{
    internal static string Markdown(IReadOnlyList<Row> rows, BenchOptions options, string[] args)
    {
        var text = new StringBuilder();
        text.AppendLine("# Benchmarks").AppendLine();
        text.AppendLine("NasSharp against the same work in plain PyTorch, on the same libtorch and threads (a row that says so: against NasSharp itself). Both");
        text.AppendLine("sides run as processes of their own and take turns, one repeat each; the numbers are medians. Searches that draw another path at every");
        text.AppendLine("step run 60 steps before the first repeat, and a repeat is the mean of ten steps. Peak memory is the largest resident size of the");
        text.AppendLine("whole process (VmHWM). The programs are in `bench/`; this page is written by `NasSharp.Bench`.").AppendLine();
        text.AppendLine(CultureInfo.InvariantCulture, $"- Machine: {Processor()}, {Environment.ProcessorCount} cores, {options.Threads} threads used");
        text.AppendLine(CultureInfo.InvariantCulture, $"- Software: libtorch {torch.__version__}, .NET {Environment.Version}");
        text.AppendLine(CultureInfo.InvariantCulture, $"- Command: `{string.Join(' ', args.Prepend("dotnet run -c Release --project bench/NasSharp.Bench --"))}`, {options.Repeats} repeats").AppendLine();
        text.AppendLine("| work | unit | NasSharp | PyTorch | ratio | target |");
        text.AppendLine("|---|---|---:|---:|---:|---:|");
        foreach (var row in rows)
        {
            text.AppendLine(CultureInfo.InvariantCulture,
                $"| {row.Work} | {row.Unit} | {row.NasSharp:0} | {row.Other:0} | {row.Ratio:0.00} | {row.Target:0.00}{(row.Ratio <= row.Target ? "" : " (missed)")} |");
        }
        return text.ToString();
    }

    private static string Processor() => File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))
        ?.Split(':', 2)[1].Trim() ?? "unknown processor";
}

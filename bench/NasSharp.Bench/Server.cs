using System.Globalization;
using System.Text.Json;

namespace NasSharp.Bench;

/// <summary>The measured side in C#: a process of its own, so that its peak memory is its own. The protocol is that of bench_server.py.</summary>
internal static class Server
{
    internal static void Run(Func<Dictionary<string, double>> measure, long parameters = 0)
    {
        Write(new() { ["ready"] = 1, ["parameters"] = parameters });
        while (Console.In.ReadLine() is not null)
        {
            var result = measure();
            result["peak_mib"] = PeakMemory();
            Write(result);
        }
    }

    private static void Write(Dictionary<string, double> values)
    {
        Console.Out.WriteLine(JsonSerializer.Serialize(values));
        Console.Out.Flush();
    }

    private static double PeakMemory()
    {
        var line = File.ReadLines("/proc/self/status").First(l => l.StartsWith("VmHWM", StringComparison.Ordinal));
        return long.Parse(line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024.0;
    }
}

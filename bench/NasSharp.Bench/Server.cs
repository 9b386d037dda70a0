using System.Globalization;
using System.Text.Json;

namespace NasSharp.Bench;

/// <summary>The measured side in C#: a process of its own, so that its peak memory is its own. The protocol is that of bench_server.py.</summary>
internal static class Server
{
    /// <summary>Answers every request with one repeat, to the end of standard input.</summary>
    internal static void Run(Func<Dictionary<string, double>> measure, long parameters = 0)
    {
        Ready(parameters);
        while (Wait())
            Reply(measure());
    }

    /// <summary>Tells that measurements can begin.</summary>
    internal static void Ready(long parameters) => Write(new() { ["ready"] = 1, ["parameters"] = parameters });

    /// <summary>Waits for a request; false when there will be none.</summary>
    internal static bool Wait() => Console.In.ReadLine() is not null;

    /// <summary>Answers a request.</summary>
    internal static void Reply(Dictionary<string, double> result)
    {
        result["peak_mib"] = PeakMemory();
        Write(result);
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

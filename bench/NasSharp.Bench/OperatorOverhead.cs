using System.Diagnostics;
using NasSharp.Torch;

namespace NasSharp.Bench;

/// <summary>What one call of a small operator costs from C#: the same calls as operator_overhead.py.</summary>
internal static class OperatorOverhead
{
    private const int Calls = 20000;

    internal static void Serve()
    {
        var a = torch.ones([4, 4]);
        var b = torch.ones([4, 4]);
        Dictionary<string, double> Measure() => new()
        {
            ["add_ns"] = Nanoseconds(() => a + b),
            ["relu_ns"] = Nanoseconds(() => torch.nn.functional.relu(a)),
            ["reshape_ns"] = Nanoseconds(() => a.reshape(2, 8)),
        };
        // The just-in-time compiler needs a few rounds before the code is what it will stay.
        for (var i = 0; i < 5; i++)
            Measure();
        Server.Run(Measure);
    }

    private static double Nanoseconds(Func<torch.Tensor> call)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < Calls; i++)
            call().Dispose();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / Calls;
    }
}

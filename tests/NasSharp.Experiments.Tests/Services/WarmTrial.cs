using System.Net.Sockets;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Services;

/// <summary>The program of the warm trials in the tests.</summary>
internal static class WarmTrial
{
    private static int _count;

    public static int Run(string kind) => kind == "unaware" || kind == "drop" && Drop() ? 0 : Trial.Run(() =>
    {
        var trial = Trial.Current!;
        _count++;
        Console.WriteLine($"process {Environment.ProcessId} trial {trial.Number}");
        switch (kind, trial.Number)
        {
            case ("misbehave", 1):
                throw new InvalidDataException("bad data");
            case ("misbehave", 3):
                Environment.FailFast("crash");
                break;
            case ("quit", _):
                // As a process that ends after its trial and before it can say so.
                Trial.ReportFinal(1);
                File.WriteAllText(Path.Combine(trial.Folder!, "exit"), "0\n");
                Environment.Exit(0);
                break;
            case ("grow", 1):
                var block = new byte[700 << 20];
                Array.Fill(block, (byte)1);
                new ManualResetEvent(false).WaitOne();
                GC.KeepAlive(block);
                break;
            case ("misbehave", 5):
                new ManualResetEvent(false).WaitOne();
                break;
        }
        Trial.ReportIntermediate(0.1);
        Trial.ReportFinal(TestExperiment.Score(trial.Parameters), new Dictionary<string, double> { ["process"] = Environment.ProcessId, ["count"] = _count });
    });

    // The first process takes a trial and ends before it begins; the others are as usual.
    private static bool Drop()
    {
        if (File.Exists("dropped"))
            return false;
        File.WriteAllText("dropped", "");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Connect(new UnixDomainSocketEndPoint(Environment.GetEnvironmentVariable("NASCTL_WORKER")!));
        socket.Send("{\"Kind\":\"hello\"}\n"u8);
        socket.Receive(new byte[1]);
        return true;
    }
}

using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Services;

/// <summary>The program of the warm trials in the tests.</summary>
internal static class WarmTrial
{
    private static int _count;

    public static int Run(string kind) => kind == "unaware" ? 0 : Trial.Run(() =>
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
            case ("misbehave", 5):
                new ManualResetEvent(false).WaitOne();
                break;
        }
        Trial.ReportIntermediate(0.1);
        Trial.ReportFinal(TestExperiment.Score(trial.Parameters), new Dictionary<string, double> { ["process"] = Environment.ProcessId, ["count"] = _count });
    });
}

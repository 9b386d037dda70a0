using System.Diagnostics;
using NasSharp.Tests.Training.Fixtures;
using NasSharp.Training;
using Child = System.Diagnostics.Process;

namespace NasSharp.Tests.Training.Process;

/// <summary>Real processes, killed without warning at random instants, 20 in all; after each kill the run is finished and compared.</summary>
[Collection(nameof(ProcessWide))]
public sealed class KillAndResumeTests : RunFolderTest
{
    private const int KillsPerRun = 5;
    private const int MostStepsBeforeAKill = 6;
    private const int KilledExitCode = 128 + 9;

    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("darts", 1)]
    [InlineData("darts", 2)]
    [InlineData("single-path", 3)]
    [InlineData("retrain", 4)]
    public void Run_killed_at_random_instants_and_resumed_gives_the_bytes_of_a_run_never_killed(string kind, long seed)
    {
        var random = new RandomStream(seed, "kills");
        Assert.Equal(0, RunToTheEnd(kind, At("whole")));
        for (var kill = 1; kill <= KillsPerRun; kill++)
        {
            Assert.Equal(KilledExitCode, RunAndKill(kind, At("killed"), 1 + random.Next(MostStepsBeforeAKill), random.NextDouble()));
            // Finished in a copy, so that the run itself can be killed again.
            var finished = At($"finished after kill {kill}");
            Copy(At("killed"), finished);
            Assert.Equal(0, RunToTheEnd(kind, finished));
            Assert.Equal(File.ReadAllBytes(KillableRun.WeightsOf(kind, At("whole"))), File.ReadAllBytes(KillableRun.WeightsOf(kind, finished)));
            Assert.Equal(MetricsWithoutClock(At("whole")), MetricsWithoutClock(finished));
        }
    }

    private static void Copy(string from, string to)
    {
        Directory.CreateDirectory(to);
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    private static int RunToTheEnd(string kind, string folder)
    {
        using var child = Start(kind, folder);
        var output = child.StandardOutput.ReadToEndAsync();
        var errors = child.StandardError.ReadToEnd();
        WaitFor(child);
        Assert.True(child.ExitCode == 0, errors);
        Assert.Contains($"step {KillableRun.Steps}", output.Result);
        return child.ExitCode;
    }

    // Lets the child take some steps and part of another one: the kill falls into a step, into a checkpoint being written, or between two.
    private static int RunAndKill(string kind, string folder, int steps, double part)
    {
        using var child = Start(kind, folder);
        var errors = child.StandardError.ReadToEndAsync();
        var last = Stopwatch.GetTimestamp();
        var length = TimeSpan.Zero;
        for (var done = 0; done < steps; done++)
        {
            if (child.StandardOutput.ReadLine() is null)
                Assert.Fail($"The run ended before it could be killed: {errors.Result}");
            length = Stopwatch.GetElapsedTime(last);
            last = Stopwatch.GetTimestamp();
        }
        while (Stopwatch.GetElapsedTime(last) < length * part && steps > 1)
            Thread.SpinWait(10);
        child.Kill();
        WaitFor(child);
        return child.ExitCode;
    }

    private static Child Start(string kind, string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };
        // Under `dotnet NasSharp.Tests.dll` the process is the host, and the program its first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet")
            start.ArgumentList.Add(typeof(KillAndResumeTests).Assembly.Location);
        start.ArgumentList.Add("train");
        start.ArgumentList.Add(kind);
        start.ArgumentList.Add(folder);
        return Child.Start(start)!;
    }

    private static void WaitFor(Child child)
    {
        if (child.WaitForExit(Limit))
            return;
        child.Kill();
        Assert.Fail($"The run did not end within {Limit.TotalMinutes} minutes.");
    }
}

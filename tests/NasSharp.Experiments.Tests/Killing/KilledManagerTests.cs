using System.Diagnostics;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Tests.Store;

namespace NasSharp.Experiments.Tests.Killing;

/// <summary>
/// Managers that are killed (SIGKILL, without their trials) at random instants, 100 in all, each time resumed: the experiment must end like one that was never killed.
/// </summary>
public sealed class KilledManagerTests
{
    [Theory]
    [InlineData("shell", 60, 2, 35, 500)]
    [InlineData("climb", 60, 1, 30, 500)]
    [InlineData("inprocess", 60, 1, 25, 400)]
    [InlineData("warm", 60, 2, 10, 800)]
    public void Resumed_experiment_ends_like_one_that_was_never_killed(string kind, int trials, int concurrency, int kills, int longestMilliseconds)
    {
        using var folder = new TemporaryFolder();
        var whole = Create(folder.At("whole"), trials, concurrency);
        Assert.Equal(0, Manage(kind, whole, killAfter: null));
        var random = new Random(kills);
        for (var (done, round) = (0, 0); done < kills; round++)
        {
            var killed = Create(folder.At($"killed-{round}"), trials, concurrency);
            var ended = new Dictionary<int, (TrialState, double?, int, DateTimeOffset?)>();
            for (int? exit = null; exit is null;)
            {
                exit = Manage(kind, killed, done < kills ? TimeSpan.FromMilliseconds(random.Next(longestMilliseconds)) : null);
                done += exit is null ? 1 : 0;
                Remember(killed, ended);
                Assert.True(exit is null or 0, $"the manager ended with {exit}");
            }
            Compare(whole, killed);
        }
    }

    private static string Create(string path, int trials, int concurrency)
    {
        ExperimentStore.Create(path, SmallExperiment.Info with { SearchSpace = TestExperiment.Wide.ToJson(), MaxTrials = trials, Concurrency = concurrency }).Dispose();
        return path;
    }

    // The exit code; null when it was killed.
    private static int? Manage(string kind, string folder, TimeSpan? killAfter)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NasSharp.Experiments.Tests.dll"), "manage", kind, folder]) { RedirectStandardError = true };
        using var manager = Process.Start(start)!;
        var errors = manager.StandardError.ReadToEndAsync();
        if (killAfter is { } time && !manager.WaitForExit(time))
        {
            manager.Kill();
            manager.WaitForExit();
            return null;
        }
        Assert.True(manager.WaitForExit(TimeSpan.FromMinutes(2)), "the manager did not end");
        Assert.True(manager.ExitCode == 0, errors.Result);
        return manager.ExitCode;
    }

    // What has ended once stays as it is: no later attempt, no other result.
    private static void Remember(string folder, Dictionary<int, (TrialState, double?, int, DateTimeOffset?)> ended)
    {
        using var store = ExperimentStore.Open(folder);
        foreach (var trial in store.Trials().Where(t => t.HasEnded))
        {
            var now = (trial.Status, trial.Result, trial.Attempts, trial.Ended);
            if (!ended.TryAdd(trial.Number, now))
                Assert.Equal(ended[trial.Number], now);
        }
    }

    private static void Compare(string whole, string killed)
    {
        using var expected = ExperimentStore.Open(whole);
        using var actual = ExperimentStore.Open(killed);
        Assert.Equal(expected.Trials().Select(Essence), actual.Trials().Select(Essence));
        Assert.Equal(expected.Best(1, maximize: true)[0].Number, actual.Best(1, maximize: true)[0].Number);
        Assert.Empty(StoreCheck.Run(actual));
        Assert.Equal(ExperimentStatus.Done, actual.Info().Status);
        Assert.Empty(ProcessTable.WithVariable("NASCTL_EXPERIMENT_DIR", killed));

        static (int, string, TrialState, double?) Essence(TrialRecord trial) => (trial.Number, trial.Parameters, trial.Status, trial.Result);
    }
}

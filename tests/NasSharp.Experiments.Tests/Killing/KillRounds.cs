using System.Diagnostics;
using System.Globalization;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Running;
using NasSharp.Experiments.Tests.Store;

namespace NasSharp.Experiments.Tests.Killing;

/// <summary>
/// Kills managers (SIGKILL, without their trials) at random instants, resumes them each time, and compares the experiments with one that was never killed. Every third instant is a random time
/// after the start; the others follow a random number of transactions, so that they also fall between those that belong to one trial, however slow the machine is.
/// </summary>
internal sealed class KillRounds(string kind, int trials, int concurrency, Random random)
{
    private const int MostMilliseconds = 500;
    private const int MostTransactions = 40;

    private readonly int[] _killsByProgress = new int[4]; // before the first result, in the first, second and last third of the trials
    private int _kills;
    private int _experiments;
    private int _different;
    private int _otherBest;
    private int _changed;
    private int _restarted;
    private int _problems;
    private int _leftBehind;

    /// <summary>Everything that must not happen, in words; empty when nothing did.</summary>
    public IEnumerable<string> Faults
    {
        get
        {
            foreach (var (count, what) in ((int, string)[])[(_different, "trials differ"), (_otherBest, "other best"), (_changed, "recorded ends changed"), (_problems, "problems of the store"), (_leftBehind, "processes left")])
                if (count > 0)
                    yield return string.Create(CultureInfo.InvariantCulture, $"{what}: {count}");
        }
    }

    /// <summary>The head of the table that <see cref="Row"/> adds to.</summary>
    public static string Head => """
        | trials run | trials | kills | before the first result | in the first third | in the second | in the last | experiments | trials that differ | other best | recorded ends that changed | lost attempts run again | problems found by check | processes left |
        |---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|
        """;

    /// <summary>What happened, as a row of Markdown.</summary>
    public string Row => string.Create(CultureInfo.InvariantCulture,
        $"| {kind} | {trials} | {_kills} | {string.Join(" | ", _killsByProgress)} | {_experiments} | {_different} | {_otherBest} | {_changed} | {_restarted} | {_problems} | {_leftBehind} |");

    /// <summary>Kills so often, in as many experiments as that takes.</summary>
    public void Run(int kills)
    {
        using var folder = new TemporaryFolder();
        var whole = Create(folder.At("whole"));
        Manage(whole, kill: false);
        while (_kills < kills)
        {
            var killed = Create(folder.At($"killed-{_experiments++}"));
            var ended = new Dictionary<int, (TrialState, double?, int, DateTimeOffset?)>();
            for (var isOver = false; !isOver;)
            {
                isOver = !Manage(killed, kill: _kills < kills);
                Remember(killed, ended, isOver);
            }
            Compare(whole, killed);
        }
    }

    private string Create(string path)
    {
        ExperimentStore.Create(path, SmallExperiment.Info with { SearchSpace = TestExperiment.Wide.ToJson(), MaxTrials = trials, Concurrency = concurrency }).Dispose();
        return path;
    }

    // Whether it was killed.
    private bool Manage(string folder, bool kill)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "NasSharp.Experiments.Tests.dll"), "manage", kind, folder]) { RedirectStandardError = true };
        using var manager = Process.Start(start)!;
        var errors = manager.StandardError.ReadToEndAsync();
        if (kill && !EndsBefore(manager, folder))
        {
            manager.Kill();
            manager.WaitForExit();
            _kills++;
            return true;
        }
        Assert.True(manager.WaitForExit(TimeSpan.FromMinutes(4)), "the manager did not end");
        Assert.True(manager.ExitCode == 0, errors.Result);
        return false;
    }

    private bool EndsBefore(Process manager, string folder)
    {
        var time = random.Next(MostMilliseconds);
        if (random.Next(3) == 0)
            return manager.WaitForExit(time);
        using var store = ExperimentStore.Open(folder);
        for (var (left, version) = (1 + random.Next(MostTransactions), store.DataVersion()); left > 0;)
        {
            if (manager.WaitForExit(1))
                return true;
            if (store.DataVersion() is var now && now != version)
                (left, version) = (left - 1, now);
        }
        return manager.WaitForExit(random.Next(8));
    }

    // What has ended once stays as it is: no later attempt, no other result.
    private void Remember(string folder, Dictionary<int, (TrialState, double?, int, DateTimeOffset?)> ended, bool isOver)
    {
        using var store = ExperimentStore.Open(folder);
        foreach (var trial in store.Trials().Where(t => t.HasEnded))
        {
            var now = (trial.Status, trial.Result, trial.Attempts, trial.Ended);
            _changed += ended.TryAdd(trial.Number, now) || ended[trial.Number] == now ? 0 : 1;
        }
        if (!isOver)
            _killsByProgress[ended.Count == 0 ? 0 : 1 + Math.Min(2, 3 * ended.Count / trials)]++;
    }

    private void Compare(string whole, string killed)
    {
        using var expected = ExperimentStore.Open(whole);
        using var actual = ExperimentStore.Open(killed);
        var (wanted, found) = (expected.Trials().Select(Essence).ToList(), actual.Trials().Select(Essence).ToList());
        _different += wanted.Except(found).Count() + found.Except(wanted).Count() + Math.Abs(wanted.Count - found.Count);
        _otherBest += expected.Best(1, maximize: true)[0].Number == actual.Best(1, maximize: true)[0].Number ? 0 : 1;
        _restarted += actual.Trials().Sum(t => t.Attempts - 1);
        _problems += StoreCheck.Run(actual).Count + (actual.Info().Status == ExperimentStatus.Done ? 0 : 1);
        _leftBehind += ProcessTable.WithVariable("NASCTL_EXPERIMENT_DIR", killed).Count;

        static (int, string, TrialState, double?) Essence(TrialRecord trial) => (trial.Number, trial.Parameters, trial.Status, trial.Result);
    }
}

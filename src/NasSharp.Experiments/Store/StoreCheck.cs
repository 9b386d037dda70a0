using NasSharp.Spaces;

namespace NasSharp.Experiments.Store;

/// <summary>Verifies an experiment's store and says what is wrong with it.</summary>
public static class StoreCheck
{
    /// <summary>Looks at the database's own structure, at each row, at the tuner's history and at the folders.</summary>
    /// <returns>One line for each problem; none when all is well.</returns>
    public static IReadOnlyList<string> Run(ExperimentStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var problems = new List<string>();
        Try(problems, () => problems.AddRange(store.Database.Rows(row => row.GetString(0), "PRAGMA integrity_check").Where(line => line != "ok").Select(line => $"database: {line}")));
        SearchSpace? space = null;
        Try(problems, () => space = SearchSpace.Parse(store.Info().SearchSpace, "search space"));
        var trials = new List<TrialRecord>();
        Try(problems, () => trials.AddRange(store.Trials(problems.Add)));
        foreach (var trial in trials)
            Look(store, trial, space, problems);
        Try(problems, () => LookAtHistory(store, trials, problems));
        return problems;
    }

    private static void Look(ExperimentStore store, TrialRecord trial, SearchSpace? space, List<string> problems)
    {
        if (space is not null)
            Try(problems, () => Architecture.ParseTrialParameters(space, trial.Parameters, $"trial {trial.Number}"));
        if (trial.Status is TrialState.Succeeded && trial.Result is not { } value)
            problems.Add($"trial {trial.Number}: it succeeded without a result");
        else if (trial.Result is { } result && !double.IsFinite(result))
            problems.Add($"trial {trial.Number}: its result is {result}");
        if (trial.Status is TrialState.Failed && string.IsNullOrEmpty(trial.Error))
            problems.Add($"trial {trial.Number}: it failed without a reason");
        if (trial.Attempts > 0 && Directory.Exists(store.Folder.Trials) && !Directory.Exists(store.Folder.Trial(trial.Number)) && UsesFolders(store))
            problems.Add($"trial {trial.Number}: its folder {store.Folder.Trial(trial.Number)} has vanished; its record is complete, its files are lost");
    }

    private static bool UsesFolders(ExperimentStore store) => Directory.EnumerateFileSystemEntries(store.Folder.Trials).Any();

    private static void LookAtHistory(ExperimentStore store, List<TrialRecord> trials, List<string> problems)
    {
        var asked = new HashSet<int>();
        var told = new HashSet<int>();
        foreach (var (step, number) in store.TunerSteps())
        {
            if (step == TunerStep.Ask && !asked.Add(number))
                problems.Add($"tuner's history: trial {number} was proposed twice");
            else if (step == TunerStep.Tell && (!asked.Contains(number) || !told.Add(number)))
                problems.Add($"tuner's history: the result of trial {number} stands {(asked.Contains(number) ? "twice" : "before its proposal")}");
        }
        foreach (var trial in trials)
        {
            if (!asked.Contains(trial.Number))
                problems.Add($"trial {trial.Number}: the tuner's history does not have its proposal");
            if (trial.HasEnded && trial.Status != TrialState.SysCanceled && !told.Contains(trial.Number))
                problems.Add($"trial {trial.Number}: it has ended, but the tuner's history does not have its result");
        }
    }

    private static void Try(List<string> problems, Action look)
    {
        try
        {
            look();
        }
        catch (NasSharpException error)
        {
            problems.Add(error.Message);
        }
    }
}

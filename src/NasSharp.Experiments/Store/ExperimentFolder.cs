using System.Globalization;

namespace NasSharp.Experiments.Store;

/// <summary>The layout of an experiment's folder.</summary>
/// <param name="Root">The folder, as an absolute path.</param>
public sealed record ExperimentFolder(string Root)
{
    /// <summary>The database.</summary>
    public string Database => Path.Combine(Root, "experiment.db");

    /// <summary>What the manager has to say, when it runs detached.</summary>
    public string ManagerLog => Path.Combine(Root, "manager.log");

    /// <summary>Held by the one manager that may run the experiment.</summary>
    public string Lock => Path.Combine(Root, "manager.lock");

    /// <summary>The folders of the trials.</summary>
    public string Trials => Path.Combine(Root, "trials");

    /// <summary>The folder of a trial, such as <c>trials/000007</c>.</summary>
    public string Trial(int number) => Path.Combine(Trials, number.ToString("D6", CultureInfo.InvariantCulture));

    /// <summary>The folder of one attempt of a trial, such as <c>trials/000007/attempt-1</c>: what the trial sees as NASCTL_TRIAL_DIR. No attempt sees another's files.</summary>
    public string Attempt(int number, int attempt) => Path.Combine(Trial(number), string.Create(CultureInfo.InvariantCulture, $"attempt-{attempt}"));

    /// <summary>Whether the folder holds an experiment.</summary>
    public bool HoldsExperiment => File.Exists(Database);
}

namespace NasSharp.Experiments.Trials;

/// <summary>The names of the environment variables and files that a trial and its manager agree on.</summary>
internal static class TrialEnvironment
{
    /// <summary>The folder of the attempt: parameters.json is there, metrics.jsonl belongs there.</summary>
    public const string Folder = "NASCTL_TRIAL_DIR";

    /// <summary>The trial's number, from 0.</summary>
    public const string Number = "NASCTL_TRIAL_ID";

    /// <summary>The experiment's id.</summary>
    public const string Experiment = "NASCTL_EXPERIMENT_ID";

    /// <summary>The experiment's folder.</summary>
    public const string ExperimentFolder = "NASCTL_EXPERIMENT_DIR";

    /// <summary>Epochs that the tuner asks for; unset when it leaves that to the trial.</summary>
    public const string Epochs = "NASCTL_EPOCHS";

    /// <summary>The folder of the trial of the same architecture whose training may be continued; unset when there is none.</summary>
    public const string Continues = "NASCTL_CONTINUES_DIR";

    /// <summary>The file that the search space is to be written to, instead of training.</summary>
    public const string SpaceFile = "NASCTL_GEN_SEARCH_SPACE";

    /// <summary>The file that the costs of the candidates are to be written to, beside the search space; unset when nobody wants them.</summary>
    public const string CostsFile = "NASCTL_GEN_COSTS";

    /// <summary>The shape of one input, such as 3x32x32, for the costs that depend on it.</summary>
    public const string CostsInput = "NASCTL_GEN_INPUT";

    /// <summary>The socket over which a warm worker gets its trials.</summary>
    public const string Worker = "NASCTL_WORKER";

    public const string ParametersFile = "parameters.json";
    public const string MetricsFile = "metrics.jsonl";
    public const string OutputFile = "stdout.log";
    public const string ErrorFile = "stderr.log";
    public const string ExitFile = "exit";
    public const string PidFile = "pid";
}

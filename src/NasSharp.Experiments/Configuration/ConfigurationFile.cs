using System.Text.Json.Nodes;
using NasSharp.Experiments.Running;
using NasSharp.Tuners;

namespace NasSharp.Experiments.Configuration;

/// <summary>Reads NNI's <c>config.yml</c> and the few fields of our own. What is unknown, or known and not supported, is refused with its line.</summary>
public static class ConfigurationFile
{
    private const string OnlyLocal = "trials run on this machine; remove it";

    /// <summary>Reads a file; relative paths in it start at its folder, <c>~</c> is the user's folder.</summary>
    /// <exception cref="Store.ExperimentException">Something is missing, unknown or not supported; the message names file, line and field.</exception>
    public static ExperimentConfiguration Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var root = YamlSection.Read(path);
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        RefuseOthers(root);
        var (tuner, goal) = TunerSection.Read(root, folder);
        var configuration = new ExperimentConfiguration
        {
            Name = root.Demand("experimentName", "any text"),
            Author = root.Text("authorName") ?? "",
            Description = root.Text("description") ?? "",
            Concurrency = root.Whole("trialConcurrency", 1, 99_999) ?? throw root.Wrong("trialConcurrency", "is missing: how many trials run at once"),
            MaxTrials = root.Whole("maxTrialNum", 1, 10_000_000) ?? root.Whole("maxTrialNumber", 1, 10_000_000) ?? 99_999,
            MaxDuration = root.Duration("maxExecDuration") ?? root.Duration("maxExperimentDuration") ?? Durations.Endless,
            MaxTrialDuration = root.Duration("maxTrialDuration"),
            SearchSpacePath = Existing(root, "searchSpacePath", folder, File.Exists)
                ?? throw root.Wrong("searchSpacePath", "is missing: 'nasctl ss-gen -t \"<command>\"' writes such a file"),
            LogFolder = root.Text("logDir") is { } log ? Resolve(log, folder) : null,
            Seed = root.Whole("seed", 0, int.MaxValue) ?? 0,
            Tuner = tuner,
            Assessor = root.Section("assessor") is { } assessor ? ReadAssessor(assessor) : null,
            Objectives = root.Sections("objectives") is { } objectives ? ReadObjectives(root, objectives, goal) : [new Objective(Objective.Default, goal ?? Goal.Maximize)],
            Constraints = ConstraintSection.Read(root, folder),
            Trial = ReadTrial(root, folder),
            Slurm = ReadService(root) == "slurm" ? SlurmSection.Read(root) : null,
        };
        root.NothingElse();
        return configuration;
    }

    private static void RefuseOthers(YamlSection root)
    {
        if (ReadService(root) != "slurm")
            root.Refuse("slurmConfig", "trials run on this machine; add 'trainingService: slurm', or remove it");
        if (root.Flag("useAnnotation") == true)
            throw root.Wrong("useAnnotation", "is true; annotations are not supported: mark the choices with LayerChoice and InputChoice");
        if (root.Flag("multiPhase") == true)
            throw root.Wrong("multiPhase", "is true; a trial has one set of parameters here");
        root.Refuse("advisor", "name a tuner, and an assessor if trials are to be stopped early");
        foreach (var name in (string[])["nniManagerIp", "machineList", "remoteConfig", "paiConfig", "paiYarnConfig", "kubeflowConfig", "frameworkcontrollerConfig", "dltsConfig", "amlConfig"])
            root.Refuse(name, OnlyLocal);
        // These say how NNI itself runs; they mean nothing here and do no harm.
        foreach (var name in (string[])["debug", "versionCheck", "multiThread", "logLevel", "logCollection"])
            root.Text(name);
    }

    // NNI's word and ours, which is shorter.
    private static string ReadService(YamlSection root)
    {
        var (own, other) = (root.Word("trainingService", "local", "slurm"), root.Word("trainingServicePlatform", "local", "slurm"));
        return own is not null && other is not null && own != other ? throw root.Wrong("trainingService", $"is '{own}', trainingServicePlatform is '{other}'; keep one") : own ?? other ?? "local";
    }

    private static AssessorConfiguration ReadAssessor(YamlSection assessor)
    {
        foreach (var other in (string[])["codeDir", "classFileName", "className"])
            assessor.Refuse(other, "known assessors are Medianstop and Asha");
        var name = assessor.Word("builtinAssessorName", "Medianstop", "Asha") ?? throw assessor.Wrong("builtinAssessorName", "is missing; known are Medianstop, Asha");
        var read = new AssessorConfiguration(name);
        if (assessor.Section("classArgs") is { } arguments)
        {
            _ = arguments.Word("optimize_mode", "maximize", "minimize"); // the goal of the experiment counts
            read = name == "Asha"
                ? read with { MinSteps = arguments.Whole("min_steps", 1, 1_000_000) ?? 1, ReductionFactor = arguments.Whole("reduction_factor", 2, 1000) ?? 4 }
                : read with { StartStep = arguments.Whole("start_step", 0, 1_000_000) ?? 0 };
            arguments.NothingElse();
        }
        assessor.NothingElse();
        return read;
    }

    private static List<Objective> ReadObjectives(YamlSection root, IReadOnlyList<YamlSection> sections, Goal? mode)
    {
        var objectives = new List<Objective>();
        foreach (var section in sections)
        {
            objectives.Add(new Objective(
                section.Demand("name", "the name of a reported number; 'default' for the result itself"),
                section.Word("goal", "maximize", "minimize") switch { "minimize" => Goal.Minimize, "maximize" => Goal.Maximize, _ => objectives.Count == 0 ? mode ?? Goal.Maximize : Goal.Maximize },
                section.Real("reference")));
            section.NothingElse();
        }
        if (objectives is not [{ Name: Objective.Default }, ..] || objectives.Select(o => o.Name).Distinct().Count() != objectives.Count)
            throw root.Wrong("objectives", "must begin with 'name: default', the result itself, and have each name once");
        return mode is null || mode == objectives[0].Goal
            ? objectives
            : throw root.Wrong("objectives", $"has '{objectives[0].Goal.ToString().ToLowerInvariant()}' for 'default', tuner.classArgs.optimize_mode is '{mode.ToString()!.ToLowerInvariant()}'; keep one");
    }

    private static TrialConfiguration ReadTrial(YamlSection root, string folder)
    {
        var trial = root.Section("trial") ?? throw root.Wrong("trial", "is missing: it needs 'command', the program of one trial");
        if (trial.Text("nasMode") is { } mode and not "classic_mode")
            throw trial.Wrong("nasMode", $"is '{mode}'; only classic_mode is a matter of trials, for the others use 'nasctl search'");
        if (ReadService(root) == "slurm")
            root.Refuse("localConfig", "trials run on a cluster; 'slurmConfig' says how");
        var local = root.Section("localConfig");
        var read = new TrialConfiguration
        {
            Command = trial.Demand("command", "the program of one trial"),
            CodeFolder = Existing(trial, "codeDir", folder, Directory.Exists) ?? folder,
            Gpus = trial.Whole("gpuNum", 0, 1024),
            Cores = trial.Whole("cpuNum", 1, 4096),
            MemoryMegabytes = trial.Whole("memoryMB", 1, int.MaxValue),
            GpuIndices = local?.Numbers("gpuIndices"),
            MaxTrialsPerGpu = local?.Whole("maxTrialNumPerGpu", 1, 1024) ?? 1,
            WarmWorkers = local?.Flag("warmWorkers") ?? false,
        };
        if (local?.Has("useActiveGpu") == true && local.Flag("useActiveGpu") == false)
            throw local.Wrong("useActiveGpu", "is false; nobody looks what else runs on a GPU: remove the line and name the free ones in gpuIndices");
        local?.NothingElse();
        trial.NothingElse();
        return read;
    }

    /// <summary>The path of an entry, made absolute; null without the entry.</summary>
    internal static string? Existing(YamlSection section, string name, string folder, Func<string, bool> exists)
    {
        if (section.Text(name) is not { } text)
            return null;
        var path = Resolve(text, folder);
        return exists(path) ? path : throw section.Wrong(name, $"is '{text}'; there is no {path}");
    }

    private static string Resolve(string path, string folder) => path == "~" || path.StartsWith("~/", StringComparison.Ordinal)
        ? Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..])
        : Path.GetFullPath(path, folder);
}

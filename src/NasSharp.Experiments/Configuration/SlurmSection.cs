using System.Globalization;
using NasSharp.Experiments.Services.Slurm;

namespace NasSharp.Experiments.Configuration;

/// <summary>Reads the section <c>slurmConfig</c>, and makes a service's options of it.</summary>
internal static class SlurmSection
{
    // What the service itself says to sbatch; said twice, the last one would win.
    private static readonly string[] OwnOptions =
        ["--job-name", "-J", "--comment", "--array", "-a", "--output", "-o", "--error", "-e", "--requeue", "--no-requeue", "--parsable", "--wrap", "--chdir", "-D", "--signal", "--wait", "-W"];

    public static SlurmConfiguration Read(YamlSection root)
    {
        if (root.Section("slurmConfig") is not { } section)
            return new SlurmConfiguration();
        var options = section.Texts("options") ?? [];
        foreach (var option in options)
        {
            if (!option.StartsWith('-'))
                throw section.Wrong("options", $"has '{option}', which is no option of sbatch; write one a line, such as --qos=short");
            if (OwnOptions.Contains(option.Split('=', ' ')[0]))
                throw section.Wrong("options", $"has '{option}', which is nasctl's to set; remove it");
        }
        var read = new SlurmConfiguration
        {
            Mode = section.Word("mode", "auto", "job", "pool") switch { "job" => SlurmMode.Job, "pool" => SlurmMode.Pool, _ => SlurmMode.Auto },
            Partition = section.Text("partition"),
            Account = section.Text("account"),
            Time = section.Text("time"),
            Memory = section.Text("memory"),
            Gres = section.Text("gres"),
            ExtraOptions = options,
            Setup = section.Text("setup"),
            Container = section.Text("container"),
            TrialKind = section.Word("trials", "process", "warm", "inProcess") switch { "warm" => SlurmTrialKind.Warm, "inProcess" => SlurmTrialKind.InProcess, _ => SlurmTrialKind.Process },
            MaxWorkers = section.Whole("workers", 1, 100_000),
            Transport = section.Word("transport", "tcp", "folder") == "folder" ? SlurmTransport.Folder : SlurmTransport.Tcp,
            Address = section.Text("address"),
            Nasctl = section.Text("nasctl"),
            CancelOnStop = section.Word("onStop", "leave", "cancel") == "cancel",
        };
        section.NothingElse();
        return read;
    }

    public static SlurmOptions Options(ExperimentConfiguration configuration, SlurmConfiguration slurm, string id, string folder)
    {
        var trial = configuration.Trial;
        var options = new SlurmOptions
        {
            Command = trial.Command,
            CodeFolder = trial.CodeFolder,
            ExperimentId = id,
            ExperimentFolder = Path.GetFullPath(folder),
            Mode = slurm.Mode,
            Partition = slurm.Partition,
            Account = slurm.Account,
            Time = slurm.Time,
            Memory = slurm.Memory ?? (trial.MemoryMegabytes is { } megabytes ? string.Create(CultureInfo.InvariantCulture, $"{megabytes}M") : null),
            Gres = slurm.Gres ?? (trial.Gpus is > 0 and var gpus ? string.Create(CultureInfo.InvariantCulture, $"gpu:{gpus}") : null),
            Cores = trial.Cores,
            ExtraOptions = slurm.ExtraOptions,
            Setup = slurm.Setup,
            Container = slurm.Container,
            TrialKind = slurm.TrialKind,
            MaxWorkers = slurm.MaxWorkers,
            Transport = slurm.Transport,
            Address = slurm.Address,
            WorkerCommand = slurm.Nasctl is { } nasctl ? $"{nasctl} {SlurmOptions.WorkerArgument}" : null,
            MemoryLimit = trial.MemoryMegabytes is { } limit ? (long)limit << 20 : null,
            CancelOnStop = slurm.CancelOnStop,
        };
        return configuration.MaxTrialDuration is { } longest ? options with { Draining = longest + options.Times.Grace } : options;
    }
}

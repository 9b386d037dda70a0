namespace NasSharp.Experiments.Services.Slurm;

/// <summary>How trials become work of a Slurm cluster.</summary>
public enum SlurmMode
{
    /// <summary>Begins with jobs, measures, and goes over to workers when starting takes more than a twentieth of a trial.</summary>
    Auto,

    /// <summary>One job for each attempt: trials of minutes to days.</summary>
    Job,

    /// <summary>Workers that stay and take one trial after the other: short trials, many of them.</summary>
    Pool,
}

/// <summary>What a worker runs a trial as.</summary>
public enum SlurmTrialKind
{
    /// <summary>A process for each trial; any program.</summary>
    Process,

    /// <summary>A .NET program that calls <see cref="Trial.Run"/> and stays for the next trial, beside the worker; a crash costs one trial.</summary>
    Warm,

    /// <summary>A .NET program that calls <see cref="Trial.Run"/> is the worker itself: the shortest way between two trials; a crash costs the worker.</summary>
    InProcess,
}

/// <summary>How workers and manager talk.</summary>
public enum SlurmTransport
{
    /// <summary>Workers connect to the manager over TCP.</summary>
    Tcp,

    /// <summary>Both write files into the experiment's folder, where compute nodes cannot reach the manager.</summary>
    Folder,
}

/// <summary>How trials run on a Slurm cluster. The experiment's folder and the code must be on a file system that the manager's machine and the compute nodes share.</summary>
public sealed record SlurmOptions
{
    /// <summary>The argument with which this program is a worker on a compute node; the file that leads to the manager follows.</summary>
    internal const string WorkerArgument = "slurm-worker";

    /// <summary>The command, run by /bin/sh on a compute node.</summary>
    public required string Command { get; init; }

    /// <summary>The folder it runs in; the current one by default.</summary>
    public string CodeFolder { get; init; } = Environment.CurrentDirectory;

    /// <summary>The experiment's id; part of the names of its jobs.</summary>
    public required string ExperimentId { get; init; }

    /// <summary>The experiment's folder.</summary>
    public required string ExperimentFolder { get; init; }

    /// <summary>Jobs, or workers; default <see cref="SlurmMode.Auto"/>.</summary>
    public SlurmMode Mode { get; init; }

    /// <summary>sbatch's <c>--partition</c>; null, the default: the cluster's.</summary>
    public string? Partition { get; init; }

    /// <summary>sbatch's <c>--account</c>; null, the default: the user's.</summary>
    public string? Account { get; init; }

    /// <summary>sbatch's <c>--time</c>, of a job or of a worker; null, the default: the partition's.</summary>
    public string? Time { get; init; }

    /// <summary>sbatch's <c>--mem</c>; null, the default: the partition's.</summary>
    public string? Memory { get; init; }

    /// <summary>sbatch's <c>--gres</c>, such as <c>gpu:1</c>; null, the default: none.</summary>
    public string? Gres { get; init; }

    /// <summary>sbatch's <c>--cpus-per-task</c>; null, the default: the cluster's.</summary>
    public int? Cores { get; init; }

    /// <summary>Further options of sbatch, such as <c>--qos=short</c>.</summary>
    public IReadOnlyList<string> ExtraOptions { get; init; } = [];

    /// <summary>Shell lines that run before the command in a login shell, such as <c>module load cuda</c>; null, the default: none.</summary>
    public string? Setup { get; init; }

    /// <summary>What stands before the command, such as <c>apptainer exec --nv image.sif</c>; null, the default: nothing.</summary>
    public string? Container { get; init; }

    /// <summary>What a worker runs trials as; default a process each.</summary>
    public SlurmTrialKind TrialKind { get; init; }

    /// <summary>Workers at most; null, the default: as many as trials run at once.</summary>
    public int? MaxWorkers { get; init; }

    /// <summary>How workers and manager talk; default TCP.</summary>
    public SlurmTransport Transport { get; init; }

    /// <summary>The name or address under which compute nodes reach the manager; null, the default: this machine's name.</summary>
    public string? Address { get; init; }

    /// <summary>The command that starts a worker on a compute node, without its argument; null, the default: this program's.</summary>
    public string? WorkerCommand { get; init; }

    /// <summary>Resident bytes of all processes of a trial in a worker, above which it is ended; null, the default: no limit but the job's.</summary>
    public long? MemoryLimit { get; init; }

    /// <summary>How long before its time limit a worker takes no more trials; default two minutes, the longest duration of a trial where that is limited.</summary>
    public TimeSpan Draining { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Whether jobs and workers are cancelled when the experiment is stopped; default no: the next manager finds them again.</summary>
    public bool CancelOnStop { get; init; }

    /// <summary>The times that the service keeps.</summary>
    public SlurmTimes Times { get; init; } = new();
}

/// <summary>How long the service waits for what.</summary>
public sealed record SlurmTimes
{
    /// <summary>Between two looks into the queue; default two seconds.</summary>
    public TimeSpan Tick { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Between two looks for the files of jobs, a hundredth of a second more for each ten of them; default 0.2 seconds.</summary>
    public TimeSpan FileTick { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>After which a call of Slurm's commands has failed; default 30 seconds.</summary>
    public TimeSpan Call { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long something must stay as it looks until it is believed, such as a job that is no longer in the queue; longer than a file system's caches. Default 15 seconds.</summary>
    public TimeSpan Settle { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a trial that was asked to end may take until its job is cancelled; default ten seconds.</summary>
    public TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The longest pause between submissions that the scheduler has no room for; they double from a second to this. Default one minute.</summary>
    public TimeSpan LongestBackOff { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Between two signs of life of a worker; default five seconds.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>After which a silent worker, and the trial it has, are lost; default 15 seconds.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long a worker whose connection has ended may take to come back; default five seconds.</summary>
    public TimeSpan Reconnect { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long the workers of an earlier manager may take to find the new one; default one minute.</summary>
    public TimeSpan Reunion { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long a worker stays without a trial; default two minutes.</summary>
    public TimeSpan Idle { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>How long a worker looks for a manager; default 15 minutes.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMinutes(15);
}

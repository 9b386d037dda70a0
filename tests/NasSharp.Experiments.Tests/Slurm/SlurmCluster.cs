using System.Diagnostics;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Scheduler;
using NasSharp.Experiments.Tests.Running;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>A real cluster of three nodes with two cores each on this machine, by <c>tests/slurm-cluster.sh</c>.</summary>
public class SlurmCluster : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("nsl").FullName;

    public SlurmCluster()
        : this(nodes: 3, extra: "")
    {
    }

    internal SlurmCluster(int nodes, string extra)
    {
        IsThere = ((string[])["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged"]).All(File.Exists);
        if (IsThere)
            Script(("CLUSTER_CONF", extra), "start", _folder, $"{nodes}");
    }

    /// <summary>Whether this machine has Slurm.</summary>
    public bool IsThere { get; }

    public string Configuration => Path.Combine(_folder, "etc", "slurm.conf");

    /// <summary>Patience for a busy machine and haste otherwise.</summary>
    internal static SlurmTimes Times { get; } = new()
    {
        Tick = TimeSpan.FromSeconds(0.5),
        FileTick = TimeSpan.FromSeconds(0.1),
        Call = TimeSpan.FromSeconds(20),
        Settle = TimeSpan.FromSeconds(3),
        Grace = TimeSpan.FromSeconds(4),
        LongestBackOff = TimeSpan.FromSeconds(4),
        Heartbeat = TimeSpan.FromSeconds(1),
        Lease = TimeSpan.FromSeconds(12),
        Reconnect = TimeSpan.FromSeconds(5),
        Reunion = TimeSpan.FromSeconds(30),
        Idle = TimeSpan.FromSeconds(20),
        Patience = TimeSpan.FromMinutes(2),
    };

    /// <summary>Skips the test where there is no Slurm.</summary>
    public void Demand() => Assert.SkipUnless(IsThere, "Slurm is not installed: apt-get install -y --no-install-recommends slurm-wlm munge");

    public void Start() => Script(null, "start", _folder);

    public void Kill(params string[] daemons) => Script(null, ["kill", _folder, .. daemons]);

    public void Crash(params string[] nodes) => Script(null, ["crash", _folder, .. nodes]);

    /// <summary>Runs one of Slurm's commands and returns what it prints.</summary>
    public string Run(string program, params string[] arguments) => Call(program, arguments, ("SLURM_CONF", Configuration));

    /// <summary>A service for an experiment's trials.</summary>
    internal SlurmService Service(TestExperiment experiment, string command, Func<SlurmOptions, SlurmOptions>? change = null)
    {
        var options = (change ?? (o => o))(new SlurmOptions
        {
            Command = command,
            CodeFolder = Path.GetDirectoryName(experiment.Folder)!,
            ExperimentId = "abcd1234",
            ExperimentFolder = experiment.Folder,
            Mode = SlurmMode.Job,
            Memory = "100M",
            Cores = 1,
            Address = "127.0.0.1",
            Times = Times,
            WorkerCommand = $"{TestProgram.Command} {SlurmOptions.WorkerArgument}",
        });
        return new SlurmService(options, new SlurmCommands(options, Configuration));
    }

    /// <summary>Waits for something that others do; two minutes at most.</summary>
    internal static void WaitUntil(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"within two minutes it did not come to this: {what}");
            Thread.Sleep(50);
        }
    }

    public void Dispose()
    {
        if (IsThere)
            Script(null, "stop", _folder);
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    private static void Script((string, string)? variable, params string[] arguments) => Call(Repository.At("tests", "slurm-cluster.sh"), arguments, variable);

    private static string Call(string program, string[] arguments, (string Name, string Value)? variable)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        if (variable is { } v)
            start.Environment[v.Name] = v.Value;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', arguments)}: {errors.Result}");
        return output;
    }
}

/// <summary>The tests that share one cluster; one after the other, for they break it.</summary>
[CollectionDefinition(Name)]
public sealed class SlurmClusterTests : ICollectionFixture<SlurmCluster>, ICollectionFixture<ExperimentAtItsLimits>
{
    public const string Name = "a Slurm cluster";
}

using System.Diagnostics;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Tests.Experiments;

/// <summary>The commands about experiments whose trials run on a Slurm cluster: a real one of two nodes on this machine.</summary>
public sealed class ClusterCommandTests : IDisposable
{
    private const string Report = "echo '{\"type\": \"final\", \"value\": 0.5}' >>$NASCTL_TRIAL_DIR/metrics.jsonl";

    private readonly string _folder = Directory.CreateTempSubdirectory("nslc").FullName;
    private readonly string? _path = Environment.GetEnvironmentVariable("PATH");
    private readonly bool _hasCluster;

    public ClusterCommandTests()
    {
        _hasCluster = ((string[])["/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged"]).All(File.Exists);
        if (!_hasCluster)
            return;
        Call(Cluster, "start", At("c"), "2");
        Environment.SetEnvironmentVariable("SLURM_CONF", At("c/etc/slurm.conf"));
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable("PATH", _path);
        Environment.SetEnvironmentVariable("SLURM_CONF", null);
        if (_hasCluster)
            Call(Cluster, "stop", At("c"));
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData("job")]
    [InlineData("pool")]
    public void Experiment_on_a_cluster_is_created_watched_stopped_and_resumed(string mode)
    {
        Demand();
        Configure($"touch {At("began")}-$NASCTL_TRIAL_ID; while [ ! -e {At("go")} ]; do sleep 0.05; done; echo done; {Report}", $"mode: {mode}\n  address: 127.0.0.1");
        Run(0, "create", "-c", At("config.yml"), "--detach");
        WaitUntil(() => File.Exists(At("began-0")) && File.Exists(At("began-1")), "both trials run");
        WaitUntil(() => Run(0, "top", "--time", "0") is var top && top.Contains("0      -       running", StringComparison.Ordinal) && top.Contains("1      -       running", StringComparison.Ordinal), "both are shown");
        Assert.Equal("trial 0: cancelled by user\n", Run(0, "trial", "kill", "-T", "0"));
        WaitUntil(() => Run(0, "trial", "ls").Contains("2      -       running", StringComparison.Ordinal), "the next trial runs");
        var stopped = Run(0, "stop");
        Assert.Contains("is stopped", stopped);
        Assert.Contains("2 trials go on in the cluster", stopped);
        Assert.Equal(2, Queue().Count);
        Assert.Contains("1      -       running", Run(0, "trial", "ls"));
        File.WriteAllText(At("go"), "");
        Assert.Contains("3 succeeded", Run(0, "resume"));
        Assert.Equal([1, 1, 1, 1], Store(s => s.Trials().Select(t => t.Attempts)));
        Assert.Contains("trial 1: succeeded\nresult 0.5\n", Run(0, "trial", "show", "-T", "1"));
        Assert.Equal("done\n", Run(0, "trial", "log", "-T", "1"));
        WaitUntil(() => Queue().Count == 0, "the queue is empty");
    }

    [Theory]
    [InlineData("job")]
    [InlineData("pool")]
    public void Partition_that_does_not_exist_is_said_in_one_line_and_no_trial_fails_for_it(string mode)
    {
        Demand();
        Configure(Report, $"mode: {mode}\n  address: 127.0.0.1\n  partition: nowhere");
        var said = Run(3, "create", "-c", At("config.yml"), "-f");
        Assert.Contains("nowhere", said);
        Assert.Contains("correct slurmConfig", said);
        Assert.Equal(1, said.Count(c => c == '\n'));
        Assert.Contains("nowhere", Run(0, "status"));
        Assert.DoesNotContain(TrialState.Failed, Store(s => s.Trials().Select(t => t.Status)));
    }

    [Fact]
    public void Machine_without_Slurm_makes_no_experiment()
    {
        Environment.SetEnvironmentVariable("PATH", _folder);
        Configure(Report, "mode: job");
        Assert.Contains("there is no 'sbatch' on the PATH", Run(3, "create", "-c", At("config.yml")));
        Assert.Empty(Catalog.Entries());
    }

    private static string Cluster { get; } = Path.Combine(RepositoryFolder(), "tests", "slurm-cluster.sh");

    private ExperimentCatalog Catalog => new(At("home"));

    private void Demand() => Assert.SkipUnless(_hasCluster, "Slurm is not installed: apt-get install -y --no-install-recommends slurm-wlm munge");

    private string At(string name) => Path.Combine(_folder, name);

    private void Configure(string command, string slurm)
    {
        File.WriteAllText(At("space.json"), """{"a": {"_type": "layer_choice", "_value": ["0", "1", "2", "3", "4", "5", "6", "7"]}}""");
        File.WriteAllText(At("trial.sh"), command);
        File.WriteAllText(At("config.yml"),
            $"experimentName: test\ntrialConcurrency: 2\nmaxTrialNum: 4\nsearchSpacePath: space.json\ntrainingService: slurm\ntuner: {{builtinTunerName: random}}\n" +
            $"trial: {{command: sh trial.sh, codeDir: ., cpuNum: 1}}\nslurmConfig:\n  memory: 100M\n  {slurm}\n");
    }

    // Standard output, or after a failure standard error.
    private string Run(int exit, params string[] arguments)
    {
        var world = new TestWorld { Variables = { ["NASCTL_HOME"] = At("home") } };
        var code = world.Run(arguments);
        Assert.True(code == exit, $"nasctl {string.Join(' ', arguments)} ended with {code}: {world.Out}{world.Error}");
        return exit == 0 ? world.Out : world.Error;
    }

    private T Store<T>(Func<ExperimentStore, T> look)
    {
        using var store = ExperimentStore.Open(Catalog.Entries().Single().Folder.Root);
        return look(store);
    }

    private static List<string> Queue() => [.. Call("squeue", "-h", "-r", "-t", "pending,running,completing", "-o", "%i").Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static string Call(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        return output;
    }

    private static void WaitUntil(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(2), $"within two minutes it did not come to this: {what}");
            Thread.Sleep(50);
        }
    }

    private static string RepositoryFolder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NasSharp.slnx")))
                return folder.FullName;
        }
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds NasSharp.slnx");
    }
}

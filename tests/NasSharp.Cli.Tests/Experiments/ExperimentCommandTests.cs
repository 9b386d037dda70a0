using System.Text.Json;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Tests.Experiments;

/// <summary>The commands about experiments, with real managers and trials.</summary>
public sealed class ExperimentCommandTests : IDisposable
{
    private const string Report = "echo '{\"type\": \"final\", \"value\": 0.5}' >>$NASCTL_TRIAL_DIR/metrics.jsonl";

    private readonly string _folder = Directory.CreateTempSubdirectory("nasctl-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Created_experiment_runs_to_its_end_and_can_be_looked_at()
    {
        Configure(Report, trials: 3);
        var created = Run(0, "create", "--config", At("config.yml"));
        var id = Catalog.Entries().Single().Id;
        Assert.StartsWith($"experiment {id} in {At("home")}", created);
        Assert.Contains("trials 3 of 3: 3 succeeded", created);
        Assert.Contains("done: all trials have ended", Run(0, "status"));
        Assert.Contains($"{id}  done    3 of 3  0.5   0:0", Run(0, "list", "--all"));
        Assert.Equal("no experiment is running; --all lists the others\n", Run(0, "list"));
        Assert.Equal(4, Run(0, "trial", "ls").Count(c => c == '\n'));
        Assert.Equal(3, Run(0, "trial", "ls", "--head", "2").Count(c => c == '\n'));
        Assert.Contains("trial 1: succeeded\nresult 0.5\n", Run(0, "trial", "show", id[..4], "-T", "1"));
        Assert.Equal("", Run(0, "trial", "log", "-T", "1"));
        Assert.Contains("3 trials, no problem", Run(0, "experiment", "check"));
        Assert.Contains("done: all trials", Run(0, "view", id));
        Assert.Equal("no experiment is running\n", Run(0, "top"));
    }

    [Fact]
    public void Foreground_runs_in_this_process_and_prints_each_trial()
    {
        Configure(Report, trials: 2);
        var output = Run(0, "create", "-c", At("config.yml"), "--foreground");
        Assert.Contains("trial 0  0.5  succeeded", output);
        Assert.Contains("trial 1  0.5  succeeded", output);
    }

    [Fact]
    public async Task Foreground_that_is_interrupted_says_how_to_go_on()
    {
        Configure($"while [ $NASCTL_TRIAL_ID = 1 -a ! -e {At("go")} ]; do sleep 0.01; done; {Report}", trials: 3);
        var world = World(terminal: true);
        var run = Task.Run(() => world.Run("create", "-c", At("config.yml"), "--foreground"));
        WaitUntil(() => Catalog.Entries() is [var made] && ExperimentLock.IsHeld(made.Folder) && Store(s => s.CountByStatus().GetValueOrDefault(TrialState.Succeeded)) == 1);
        world.Interrupts.Raise();
        Assert.Equal(130, await run);
        var id = Catalog.Entries().Single().Id;
        Assert.EndsWith($"experiment {id} is stopped; 'nasctl resume {id}' goes on\n", world.Out);
        Assert.Equal("", world.Error);
        File.WriteAllText(At("go"), "");
        Assert.Contains("3 succeeded", Run(0, "resume", "-f"));
    }

    [Fact]
    public async Task Foreground_in_a_pipe_that_is_interrupted_says_that_it_stops()
    {
        Configure("sleep 1000", trials: 1);
        var world = World();
        var run = Task.Run(() => world.Run("create", "-c", At("config.yml"), "--foreground"));
        WaitUntil(() => Catalog.Entries() is [var made] && ExperimentLock.IsHeld(made.Folder) && Store(s => s.CountByStatus().GetValueOrDefault(TrialState.Running)) == 1);
        world.Interrupts.Raise();
        Assert.Equal(130, await run);
        Assert.Contains("stopping the running trials; Ctrl-C again leaves at once", world.Error);
        Assert.Contains("' goes on", world.Out);
    }

    [Fact]
    public async Task View_that_is_interrupted_leaves_the_experiment_alone()
    {
        Configure($"while [ ! -e {At("go")} ]; do sleep 0.01; done; {Report}", trials: 1);
        Run(0, "create", "-c", At("config.yml"), "--detach");
        var world = World(terminal: true);
        var view = Task.Run(() => world.Run("view"));
        WaitUntil(() => world.Out.Contains("running", StringComparison.Ordinal));
        world.Interrupts.Raise();
        Assert.Equal(0, await view);
        Assert.Contains("the experiment goes on; to follow it: nasctl view", world.Out);
        Assert.True(ExperimentLock.IsHeld(Catalog.Entries().Single().Folder));
        File.WriteAllText(At("go"), "");
        WaitUntil(() => !ExperimentLock.IsHeld(Catalog.Entries().Single().Folder));
        Assert.Equal(ExperimentStatus.Done, Store(s => s.Info().Status));
    }

    [Fact]
    public void Failed_trial_shows_its_error_and_log()
    {
        Configure("echo working; echo broken >&2; exit 7", trials: 1);
        Run(0, "create", "-c", At("config.yml"), "-f");
        var shown = Run(0, "trial", "show", "-T", "0");
        Assert.Contains("trial 0: failed: its command ended with exit code 7", shown);
        Assert.Contains("last lines of its log:\nbroken", shown);
        Assert.Equal("working\n", Run(0, "trial", "log", "-T", "0"));
        Assert.Equal("broken\n", Run(0, "trial", "log", "-T", "0", "--stderr"));
    }

    [Fact]
    public void Detached_experiment_is_stopped_and_resumed()
    {
        // The first trial waits for a file, the others do not.
        Configure($"while [ $NASCTL_TRIAL_ID = 1 -a ! -e {At("go")} ]; do sleep 0.01; done; {Report}", trials: 3);
        Run(0, "create", "-c", At("config.yml"), "--detach");
        WaitUntil(() => Store(s => s.CountByStatus().GetValueOrDefault(TrialState.Succeeded)) == 1);
        Assert.Contains("another manager (process", Run(3, "resume"));
        Assert.Contains("test", Run(0, "list"));
        Assert.Contains("1      -       running", Run(0, "top", "--time", "0"));
        Assert.Contains("is stopped", Run(0, "stop"));
        Assert.Equal((ExperimentStatus.Stopped, TrialState.SysCanceled), Store(s => (s.Info().Status, s.Trial(1).Status)));
        Assert.Contains("is not running", Run(3, "stop"));
        File.WriteAllText(At("go"), "");
        Assert.Contains("3 succeeded", Run(0, "resume"));
        Assert.Equal(2, Store(s => s.Trial(1).Attempts));
    }

    [Fact]
    public void Paused_experiment_starts_nothing_until_it_is_resumed()
    {
        Configure($"while [ $NASCTL_TRIAL_ID = 0 -a ! -e {At("go")} ]; do sleep 0.01; done; {Report}", trials: 3);
        Run(0, "create", "-c", At("config.yml"), "--detach");
        WaitUntil(() => Store(s => s.CountByStatus().GetValueOrDefault(TrialState.Running)) == 1);
        var id = Catalog.Entries().Single().Id;
        Assert.Contains($"is paused: no new trials are started; 'nasctl resume {id}' goes on", Run(0, "pause"));
        Assert.Contains($"experiment {id}  paused: no trials are started", Run(0, "status"));
        File.WriteAllText(At("go"), "");
        WaitUntil(() => Store(s => s.Trial(0).HasEnded));
        Assert.Equal((1, true), Store(s => (s.TrialCount(), s.Info().IsPaused)));
        Assert.Contains("another manager (process", Run(3, "resume", "--foreground"));
        var resumed = Run(0, "resume");
        Assert.StartsWith($"experiment {id} goes on\n", resumed);
        Assert.Contains("3 succeeded", resumed);
        Assert.Contains("is not running", Run(3, "pause"));
    }

    [Fact]
    public void Running_trial_is_killed_by_number()
    {
        Configure($"while [ $NASCTL_TRIAL_ID = 0 ]; do sleep 0.01; done; {Report}", trials: 2);
        Run(0, "create", "-c", At("config.yml"), "--detach");
        WaitUntil(() => Store(s => s.CountByStatus().GetValueOrDefault(TrialState.Running)) == 1);
        Assert.Equal("trial 0: cancelled by user\n", Run(0, "trial", "kill", "-T", "0"));
        WaitUntil(() => !ExperimentLock.IsHeld(Catalog.Entries().Single().Folder));
        Assert.Contains("has ended already", Run(3, "trial", "kill", "-T", "0"));
        Assert.Contains("there is no trial 9", Run(3, "trial", "kill", "-T", "9"));
    }

    [Fact]
    public void Limits_are_updated_before_resuming()
    {
        Configure(Report, trials: 1);
        Run(0, "create", "-c", At("config.yml"), "-f");
        Assert.Contains("will be 3 when", Run(0, "update", "trialnum", "-v", "3"));
        Run(0, "update", "concurrency", "-v", "2");
        Run(0, "update", "duration", "-v", "2h");
        Assert.Contains("'2x' is not a time", Run(2, "update", "duration", "-v", "2x"));
        Assert.Contains("cannot be changed", Run(2, "update", "searchspace"));
        Assert.Contains("3 succeeded", Run(0, "resume", "-f"));
        Assert.Equal((2, 3, TimeSpan.FromHours(2)), Store(s => (s.Info().Concurrency, s.Info().MaxTrials, s.Info().MaxDuration)));
    }

    [Fact]
    public void Results_go_out_and_in_and_into_a_report()
    {
        Configure(Report, trials: 2);
        Run(0, "create", "-c", At("config.yml"), "-f");
        Run(0, "export", "-f", At("out.json"), "-i");
        Assert.Equal(2, JsonDocument.Parse(File.ReadAllText(At("out.json"))).RootElement.GetArrayLength());
        Run(0, "export", "-t", "csv", "-f", At("out.csv"));
        Assert.Equal(3, File.ReadAllLines(At("out.csv")).Length);
        Assert.Contains("imported 2 results", Run(0, "import", "-f", At("out.json")));
        Run(0, "report", "-o", At("report.html"));
        Assert.StartsWith("<!doctype html>", File.ReadAllText(At("report.html")));
        Assert.True(File.Exists(At("report.csv")));
        Assert.Contains("holds neither an experiment (experiment.db) nor a run (run.json)", Run(3, "report", _folder));
    }

    [Fact]
    public void Deletion_asks_to_be_confirmed()
    {
        Configure(Report, trials: 1);
        Run(0, "create", "-c", At("config.yml"), "-f");
        Assert.Contains("add --yes", Run(2, "delete"));
        Run(0, "delete", "--yes");
        Assert.Empty(Catalog.Entries());
        Assert.Contains("There is no experiment in", Run(3, "status"));
    }

    [Fact]
    public void Experiments_elsewhere_are_found_and_deleted_by_id()
    {
        Configure(Report, trials: 1);
        File.AppendAllText(At("config.yml"), $"logDir: {At("elsewhere")}\n");
        Run(0, "create", "-c", At("config.yml"), "-f");
        Assert.StartsWith(At("elsewhere"), Catalog.Entries().Single().Folder.Root);
        Run(0, "delete", Catalog.Entries().Single().Id, "--yes");
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("home")));
        Assert.Empty(Directory.EnumerateFileSystemEntries(At("elsewhere")));
    }

    [Fact]
    public void Ids_are_completed_by_the_shell()
    {
        Configure(Report, trials: 1);
        Run(0, "create", "-c", At("config.yml"), "-f");
        Assert.Contains(Catalog.Entries().Single().Id, Run(0, "[suggest:5]", "view "));
    }

    [Fact]
    public void Configuration_that_is_wrong_makes_no_experiment()
    {
        Configure(Report, trials: 1);
        File.AppendAllText(At("config.yml"), "advisor: {}\n");
        Assert.Contains("'advisor' is not supported", Run(3, "create", "-c", At("config.yml")));
        Assert.Empty(Catalog.Entries());
    }

    [Fact]
    public void Damaged_row_is_named_and_everything_else_is_there()
    {
        Configure(Report, trials: 3);
        Run(0, "create", "-c", At("config.yml"), "-f");
        Store(s => s.Database.Execute("UPDATE trial SET parameters = '{' WHERE number = 1"));
        Assert.Contains("3 of 3", Run(0, "status"));
        foreach (var command in (string[][])[["trial", "ls"], ["export", "-f", At("out.json")], ["export", "-t", "csv", "-f", At("out.csv")], ["report", "-o", At("report.html")]])
        {
            var world = World();
            Assert.Equal(0, world.Run(command));
            Assert.Contains("trial 1, column parameters", world.Error);
        }
        Assert.Equal(3, File.ReadAllLines(At("out.csv")).Length);
        Assert.Equal(2, JsonDocument.Parse(File.ReadAllText(At("out.json"))).RootElement.GetArrayLength());
        Assert.Contains("Left out: trial 1", File.ReadAllText(At("report.html")));
        Assert.Equal(3, World().Run("experiment", "check"));
        Run(0, "update", "trialnum", "-v", "5");
        var refused = Run(3, "resume", "-f");
        Assert.Contains("trial 1, column parameters", refused);
        Assert.Equal(1, refused.Count(c => c == '\n'));
    }

    [Fact]
    public void Damaged_experiment_does_not_hide_the_others()
    {
        Configure(Report, trials: 1);
        Run(0, "create", "-c", At("config.yml"), "-f");
        Directory.CreateDirectory(At("home/damaged"));
        File.WriteAllText(At("home/damaged/experiment.db"), new string('x', 5000));
        var world = World();
        Assert.Equal(0, world.Run("list", "--all"));
        Assert.Contains("test", world.Out);
        Assert.Contains("damaged", world.Error);
        Assert.Equal(3, World().Run("experiment", "check", "damaged"));
    }

    [Theory]
    [InlineData("echo '{\"a\": {\"_type\": \"layer_choice\", \"_value\": [\"x\", \"y\"]}}' >$NASCTL_GEN_SEARCH_SPACE", 0, "1 choices, 2 architectures")]
    [InlineData("echo '{' >$NASCTL_GEN_SEARCH_SPACE", 3, "")]
    [InlineData("echo broken >&2; exit 4", 3, "ended with exit code 4: broken")]
    [InlineData("echo '{}' >$NASCTL_GEN_SEARCH_SPACE; exit 1", 3, "ended with exit code 1")]
    [InlineData("true", 3, "must call Trial.ApplyNextArchitecture(model)")]
    public void Space_generation_looks_at_the_exit_code(string command, int exit, string expected)
    {
        Assert.Contains(expected, Run(exit, "ss-gen", "-t", command, "-d", _folder, "-f", At("space-out.json")));
        Assert.Equal(exit == 0, File.Exists(At("space-out.json")));
    }

    [Fact]
    public void Space_generation_does_not_train()
    {
        // Started by hand the sample trains and prints its reports; here there is nothing to print.
        var program = Path.Combine(RepositoryFolder(), "samples", "ClassicMnist", "bin", "Release", "net10.0", "ClassicMnist.dll");
        var start = new System.Diagnostics.ProcessStartInfo("dotnet", [program]) { RedirectStandardOutput = true, Environment = { ["NASCTL_GEN_SEARCH_SPACE"] = At("space.json") } };
        using var process = System.Diagnostics.Process.Start(start)!;
        Assert.Equal("", process.StandardOutput.ReadToEnd());
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
        Assert.True(File.Exists(At("space.json")));
    }

    [Fact]
    public void Space_generation_writes_what_candidates_cost()
    {
        var sample = Path.Combine(RepositoryFolder(), "samples", "ClassicMnist");
        var said = Run(0, "ss-gen", "-t", "dotnet bin/Release/net10.0/ClassicMnist.dll", "-d", sample, "-f", At("space.json"), "--costs", At("costs.json"), "--input", "1x28x28");
        Assert.Contains("parameters from ", said);
        Assert.Contains("flops from ", said);
        var space = NasSharp.Spaces.SearchSpaceFile.Read(At("space.json"));
        var costs = NasSharp.Hardware.CostFile.ReadAll(At("costs.json"), space);
        Assert.Equal(["parameters", "flops"], costs.Select(c => c.Name));
        Assert.All(costs, c => Assert.True(c.Least < c.Most));
        Assert.Contains("--input belongs to --costs", Run(2, "ss-gen", "-t", "true", "--input", "1x28x28"));
        Assert.Contains("wrote no costs", Run(3, "ss-gen", "-t", "echo '{\"a\": {\"_type\": \"layer_choice\", \"_value\": [\"x\", \"y\"]}}' >$NASCTL_GEN_SEARCH_SPACE", "-d", _folder, "-f", At("s.json"), "--costs", At("c.json")));
    }

    [Theory]
    [InlineData("config_evolution.yml")]
    [InlineData("config_ppo.yml")]
    public void Sample_with_images_is_searched(string file)
    {
        var sample = Path.Combine(RepositoryFolder(), "samples", "ClassicMnist");
        Run(0, "ss-gen", "-t", "dotnet bin/Release/net10.0/ClassicMnist.dll", "-d", sample, "-f", At("space.json"));
        Assert.Equal(File.ReadAllText(Path.Combine(sample, "space.json")).Trim(), File.ReadAllText(At("space.json")).Trim());
        // As in the sample, with fewer trials and images.
        File.WriteAllText(At("config.yml"), File.ReadAllText(Path.Combine(sample, file))
            .Replace("maxTrialNum: 16", "maxTrialNum: 8", StringComparison.Ordinal)
            .Replace("trialConcurrency: 2", "trialConcurrency: 1", StringComparison.Ordinal)
            .Replace("ClassicMnist.dll", "ClassicMnist.dll 400", StringComparison.Ordinal)
            .Replace("codeDir: .", $"codeDir: {sample}", StringComparison.Ordinal));
        Run(0, "create", "-c", At("config.yml"), "-f");
        var trials = Store(s => s.Trials());
        Assert.Equal(8, trials.Count);
        Assert.All(trials, t => Assert.True(t.Status == TrialState.Succeeded, t.Error));
        Assert.Equal(8, trials.Select(t => t.Parameters).Distinct().Count());
        Assert.True(trials.Max(t => t.Result) > 0.2, "no trial is better than twice a guess");
        Assert.Equal(2, Store(s => s.Intermediates(0)).Count);
    }

    [Fact]
    public void Sample_with_a_tuner_of_ones_own_goes_on_as_if_it_had_not_ended()
    {
        var sample = Path.Combine(RepositoryFolder(), "samples", "OwnTuner");
        var text = File.ReadAllText(Path.Combine(sample, "config.yml"))
            .Replace("assembly: ", $"assembly: {sample}/", StringComparison.Ordinal)
            .Replace("searchSpacePath: ", $"searchSpacePath: {sample}/", StringComparison.Ordinal)
            .Replace("sh trial.sh", $"sh {sample}/trial.sh", StringComparison.Ordinal);
        File.WriteAllText(At("config.yml"), text);
        Run(0, "create", "-c", At("config.yml"), "-f");
        var whole = Store(s => s.Trials());
        Assert.Equal(10, whole.Count);
        Assert.All(whole, t => Assert.True(t.Status == TrialState.Succeeded, t.Error));
        Assert.True(whole.Max(t => t.Result) > whole[0].Result, "nothing is better than the first trial");
        Run(0, "delete", "--yes");

        File.WriteAllText(At("config.yml"), text.Replace("maxTrialNum: 10", "maxTrialNum: 4", StringComparison.Ordinal));
        Run(0, "create", "-c", At("config.yml"), "-f");
        Run(0, "update", "trialnum", "-v", "10");
        Run(0, "resume", "-f");
        Assert.Equal(whole.Select(t => (t.Parameters, t.Result)), Store(s => s.Trials()).Select(t => (t.Parameters, t.Result)));
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

    private string At(string name) => Path.Combine(_folder, name);

    private ExperimentCatalog Catalog => new(At("home"));

    private void Configure(string command, int trials)
    {
        File.WriteAllText(At("space.json"), """{"a": {"_type": "layer_choice", "_value": ["0", "1", "2", "3", "4", "5", "6", "7"]}}""");
        File.WriteAllText(At("trial.sh"), command);
        File.WriteAllText(At("config.yml"),
            $"experimentName: test\ntrialConcurrency: 1\nmaxTrialNum: {trials}\nsearchSpacePath: space.json\ntuner: {{builtinTunerName: random}}\ntrial: {{command: sh trial.sh, codeDir: .}}\n");
    }

    private TestWorld World(bool terminal = false) => new(terminal) { Variables = { ["NASCTL_HOME"] = At("home") } };

    // Standard output, or after a failure standard error.
    private string Run(int exit, params string[] arguments)
    {
        var world = World();
        var code = world.Run(arguments);
        Assert.True(code == exit, $"nasctl {string.Join(' ', arguments)} ended with {code}: {world.Out}{world.Error}");
        return exit == 0 ? world.Out : world.Error;
    }

    private T Store<T>(Func<ExperimentStore, T> look)
    {
        using var store = ExperimentStore.Open(Catalog.Entries().Single().Folder.Root);
        return look(store);
    }

    private static void WaitUntil(Func<bool> condition)
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60), "the condition did not come true within 60 seconds");
            Thread.Yield();
        }
    }
}

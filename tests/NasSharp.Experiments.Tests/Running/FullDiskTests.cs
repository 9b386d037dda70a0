using System.Diagnostics;
using NasSharp.Experiments.Running;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.InProcess;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Tests.Store;
using NasSharp.Tuners.RandomSearch;

namespace NasSharp.Experiments.Tests.Running;

/// <summary>A real disk of a few megabytes that gets full. It is a mount in memory, which only root may make; elsewhere these tests are left out.</summary>
public sealed class FullDiskTests : IDisposable
{
    private const int Trials = 40;

    private readonly TemporaryFolder _folder = new();
    private readonly bool _mounted;

    public FullDiskTests()
    {
        Directory.CreateDirectory(Disk);
        _mounted = Mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", Disk);
    }

    private string Disk => _folder.At("disk");

    private string Experiment => Path.Combine(Disk, "experiment");

    public void Dispose()
    {
        if (_mounted)
            Program("umount", "--lazy", Disk);
        _folder.Dispose();
    }

    [Theory]
    [InlineData("the store grows", "inprocess", 30_000)]
    [InlineData("trials write much", "shell", 60_000)]
    [InlineData("nothing fits any more", "shell", 0)]
    public void Full_disk_is_named_and_with_room_the_experiment_ends_as_if_there_had_always_been_some(string why, string kind, int bytes)
    {
        Assert.SkipUnless(_mounted, "a disk cannot be mounted here; run as root");
        using (var store = ExperimentStore.Create(Experiment, SmallExperiment.Info with { SearchSpace = TestExperiment.Wide.ToJson(), MaxTrials = Trials, Concurrency = 2 }))
        {
            if (bytes == 0)
                Fill();
            var error = Assert.Throws<ExperimentException>(() => Run(store, kind, bytes));
            Assert.Contains(bytes == 0 ? Disk : Experiment, error.Message);
            Assert.Matches("the disk is full|check the disk", error.Message);
            Assert.DoesNotContain('\n', error.Message);
        }
        List<TrialRecord> before;
        using (var store = ExperimentStore.Open(Experiment))
            before = [.. store.Trials().Where(t => t.HasEnded)];
        Assert.All(before, t => Assert.True(t.Status == TrialState.Succeeded, $"{why}: trial {t.Number}: {t.Error}"));
        Assert.True(Mount("-o", "remount,size=64m", Disk));
        using (var store = ExperimentStore.Open(Experiment))
        {
            Assert.Equal(ExperimentStatus.Done, Run(store, kind, bytes));
            var after = store.Trials();
            Assert.Equal(Trials, after.Count);
            Assert.All(after, t => Assert.True(t.Status == TrialState.Succeeded, t.Error));
            Assert.All(before, t => Assert.Equal((t.Parameters, t.Result, t.Attempts), (after[t.Number].Parameters, after[t.Number].Result, after[t.Number].Attempts)));
            Assert.Empty(StoreCheck.Run(store));
        }
    }

    private static ExperimentStatus Run(ExperimentStore store, string kind, int bytes)
    {
        using ITrainingService service = kind == "shell"
            ? new LocalService(new LocalOptions
            {
                Command = $"head -c {bytes} /dev/zero && echo '{{\"type\": \"final\", \"value\": 0.5}}' >>$NASCTL_TRIAL_DIR/metrics.jsonl",
                ExperimentFolder = store.Folder.Root,
            })
            : new InProcessService((trial, _) => trial.ReportFinal(TestExperiment.Score(trial.Parameters), Enumerable.Range(0, bytes / 30).ToDictionary(i => $"a number of the trial {i:D6}", i => (double)i)));
        return new ExperimentRun(store, new RandomTuner(TestExperiment.Wide, store.Info().Seed), service).RunAsync().GetAwaiter().GetResult();
    }

    private void Fill()
    {
        using var file = File.Create(Path.Combine(Disk, "fill"));
        try
        {
            while (true)
            {
                file.Write(new byte[4096]);
                file.Flush();
            }
        }
        catch (IOException)
        {
            // as full as it can be
        }
    }

    private static bool Mount(params string[] arguments) => Program("mount", arguments) == 0;

    private static int Program(string name, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(name, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}

using System.Diagnostics;
using NasSharp.Experiments.Services;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Jobs;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>The script of a job, run as Slurm would run it.</summary>
public sealed class JobScriptTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public void Script_that_is_started_twice_runs_its_command_once()
    {
        var attempt = Attempt(1);
        const string Command = "echo ran >>runs; exit 3";
        Assert.Equal(3, Run(attempt, Command));
        Assert.Equal(JobScript.AlreadyClaimed, Run(attempt, Command));
        Assert.Equal("ran\n", File.ReadAllText(_folder.At("runs")));
        Assert.Equal(new JobExit(3, WasTold: false), JobFiles.ReadExit(attempt));
    }

    [Fact]
    public void Two_attempts_know_nothing_of_each_other()
    {
        var (first, second) = (Attempt(1), Attempt(2));
        Run(first, "echo $NASCTL_TRIAL_DIR >>folders");
        Assert.Null(JobFiles.ReadExit(second));
        Run(second, "echo $NASCTL_TRIAL_DIR >>folders");
        Assert.Equal([first.Folder, second.Folder], File.ReadAllLines(_folder.At("folders")));
    }

    [Fact]
    public void Exit_of_another_attempt_in_the_same_folder_is_not_read()
    {
        var attempt = Attempt(1);
        Run(attempt, "true");
        Assert.Null(JobFiles.ReadExit(attempt with { Record = attempt.Record with { Token = "another" } }));
    }

    [Fact]
    public void Folder_that_is_missing_ends_the_script_before_the_command()
    {
        var attempt = Attempt(1);
        Directory.Delete(attempt.Folder, recursive: true);
        Assert.NotEqual(0, Run(attempt, "echo ran >>runs"));
        Assert.False(File.Exists(_folder.At("runs")));
    }

    public void Dispose() => _folder.Dispose();

    private TrialAttempt Attempt(int number)
    {
        var attempt = new TrialAttempt(new AttemptRecord(0, number, $"token-{number}", null), _folder.At($"attempt-{number}"), "{}", null);
        Assert.True(JobFiles.TryPrepare(attempt));
        return attempt;
    }

    private int Run(TrialAttempt attempt, string command)
    {
        var options = new SlurmOptions { Command = command, ExperimentId = "abcd", ExperimentFolder = _folder.Path, CodeFolder = _folder.Path };
        var script = _folder.At("script.sh");
        File.WriteAllText(script, JobScript.Of(options, attempt));
        using var shell = Process.Start(new ProcessStartInfo("setsid", ["--wait", "/bin/sh", script]) { RedirectStandardError = true })!;
        shell.WaitForExit();
        return shell.ExitCode;
    }
}

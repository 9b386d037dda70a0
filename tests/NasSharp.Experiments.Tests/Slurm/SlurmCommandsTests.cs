using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>How Slurm's commands are called, with programs in their place.</summary>
public sealed class SlurmCommandsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _before = [];

    public SlurmCommandsTests() => Set("PATH", $"{_folder.Path}:{Environment.GetEnvironmentVariable("PATH")}");

    [Fact]
    public async Task Calls_that_hang_are_ended_and_what_became_of_them_is_unknown()
    {
        foreach (var program in (string[])["sbatch", "squeue", "scancel"])
            Program(program, "sleep 1000 & sleep 1000");
        var commands = Commands(TimeSpan.FromSeconds(0.5));
        Assert.Equal(SubmitResult.Unknown, (await commands.SubmitAsync(Request)).Result);
        Assert.Null(await commands.QueueAsync());
        Assert.False(await commands.CancelAsync(["17"], politely: false));
        SlurmCluster.WaitUntil(() => ProcessTable.WithVariable("HANGING_IN", _folder.Path).Count == 0, "no call is left");
    }

    [Fact]
    public async Task Failing_queue_is_unknown_and_an_empty_one_is_empty()
    {
        Program("squeue", "echo 'slurm_load_jobs error: Unable to contact slurm controller' >&2; exit 1");
        Assert.Null(await Commands().QueueAsync());
        Program("squeue", "exit 0");
        Assert.Empty((await Commands().QueueAsync())!);
    }

    [Fact]
    public async Task Settings_of_an_enclosing_job_are_not_handed_on()
    {
        foreach (var name in (string[])["SLURM_JOB_ID", "SBATCH_PARTITION", "SQUEUE_FORMAT", "NASCTL_TRIAL_DIR", "SLURM_CONF", "MY_DATA"])
            Set(name, "of-the-manager");
        Program("sbatch", $"env >{_folder.At("environment")}; cat >{_folder.At("script")}; echo 17");
        Assert.Equal(new SubmitAnswer(SubmitResult.Accepted, "17"), await Commands().SubmitAsync(Request));
        Assert.Equal(["MY_DATA=of-the-manager", "SLURM_CONF=of-the-manager"], File.ReadAllLines(_folder.At("environment")).Where(l => l.EndsWith("of-the-manager", StringComparison.Ordinal)).Order());
        Assert.Equal("the script", File.ReadAllText(_folder.At("script")));
    }

    public void Dispose()
    {
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        _folder.Dispose();
    }

    private static JobRequest Request { get; } = new("name", "token", "the script", "/log");

    private static SlurmCommands Commands(TimeSpan? limit = null) =>
        new(new SlurmOptions { Command = "true", ExperimentId = "a", ExperimentFolder = "/e", Times = new SlurmTimes { Call = limit ?? TimeSpan.FromSeconds(30) } });

    private void Set(string name, string value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }

    private void Program(string name, string script)
    {
        File.WriteAllText(_folder.At(name), $"#!/bin/sh\nexport HANGING_IN='{_folder.Path}'\n{script}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_folder.At(name), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}

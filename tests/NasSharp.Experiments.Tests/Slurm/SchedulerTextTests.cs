using NasSharp.Experiments.Services.Slurm;
using NasSharp.Experiments.Services.Slurm.Scheduler;

namespace NasSharp.Experiments.Tests.Slurm;

/// <summary>What Slurm's commands print, and what they are asked.</summary>
public sealed class SchedulerTextTests
{
    [Theory]
    [InlineData(0, "17\n", "", SubmitResult.Accepted)]
    [InlineData(0, "17;cluster\n", "", SubmitResult.Accepted)]
    [InlineData(0, "\n", "", SubmitResult.Unknown)]
    [InlineData(1, "", "sbatch: error: Batch job submission failed: Job violates accounting/QOS policy (job submit limit, user's size and/or time limits)", SubmitResult.Busy)]
    [InlineData(null, "", "sbatch: error: Slurm temporarily unable to accept job, sleeping and retrying", SubmitResult.Busy)]
    [InlineData(1, "", "sbatch: error: Batch job submission failed: Unable to contact slurm controller (connect failure)", SubmitResult.Busy)]
    [InlineData(1, "", "sbatch: error: Batch job submission failed: Socket timed out on send/recv operation", SubmitResult.Unknown)]
    [InlineData(1, "", "sbatch: error: Batch job submission failed: Unspecified error", SubmitResult.Unknown)]
    [InlineData(null, "", "", SubmitResult.Unknown)]
    [InlineData(1, "", "sbatch: error: invalid partition specified: nowhere\nsbatch: error: Batch job submission failed: Invalid partition name specified", SubmitResult.Rejected)]
    [InlineData(1, "", "sbatch: error: Batch job submission failed: Requested node configuration is not available", SubmitResult.Rejected)]
    [InlineData(1, "", "sbatch: unrecognized option '--nonsense'", SubmitResult.Rejected)]
    internal void Answer_of_sbatch_is_understood(int? code, string output, string errors, SubmitResult result) => Assert.Equal(result, SubmitAnswers.Of(code, output, errors).Result);

    [Fact]
    public void What_sbatch_complains_about_is_one_line() =>
        Assert.Equal(
            "invalid partition specified: nowhere; Invalid partition name specified",
            SubmitAnswers.Of(1, "", "sbatch: error: invalid partition specified: nowhere\nsbatch: error: Batch job submission failed: Invalid partition name specified\n").Text);

    [Fact]
    public void Queue_is_read_with_whatever_names_jobs_have()
    {
        var entries = QueueLines.Parse("17|RUNNING|None|n1|2026-01-02T03:04:05|2026-01-02T03:04:07|tok|nas-a-t1-a1\nnonsense\n18_4|PENDING|launch failed requeued held||N/A|N/A|(null)|odd|name\n19|NODE_FAIL|None|n2|N/A|N/A||x\n");
        Assert.Equal(["17", "18_4", "19"], entries.Select(e => e.Id));
        Assert.Equal([JobState.Running, JobState.Pending, JobState.Lost], entries.Select(e => e.State));
        Assert.Equal(TimeSpan.FromSeconds(2), entries[0].Started - entries[0].Submitted);
        Assert.Equal(("launch failed requeued held", "odd|name", null), (entries[1].Reason, entries[1].Name, entries[1].Started));
    }

    [Fact]
    public void Settings_become_options_of_sbatch()
    {
        var commands = new SlurmCommands(new SlurmOptions
        {
            Command = "true", ExperimentId = "a", ExperimentFolder = "/e", Partition = "gpu", Account = "team", Time = "1:00:00", Memory = "4G", Gres = "gpu:1", Cores = 3,
            ExtraOptions = ["--qos=short"],
        });
        var arguments = commands.SubmitArguments(new JobRequest("name", "tok", "", "/log", Tasks: 4, Signal: 90));
        foreach (var option in (string[])["--partition=gpu", "--account=team", "--time=1:00:00", "--mem=4G", "--gres=gpu:1", "--cpus-per-task=3", "--job-name=name", "--comment=tok", "--array=1-4",
            "--signal=B:USR1@90", "--no-requeue"])
            Assert.Contains(option, arguments);
        Assert.Equal("--qos=short", arguments[^1]);
        Assert.DoesNotContain(commands.SubmitArguments(new JobRequest("name", "tok", "", "/log")), a => a.StartsWith("--array", StringComparison.Ordinal));
    }
}

using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using NasSharp.Experiments.Store;

namespace NasSharp.Experiments.Services.Slurm.Scheduler;

/// <summary>Slurm's own commands, each call under a time limit.</summary>
/// <param name="options">What jobs are to have.</param>
/// <param name="configuration">The cluster's slurm.conf; null: the one of this machine.</param>
internal sealed class SlurmCommands(SlurmOptions options, string? configuration = null) : ISlurmScheduler
{
    private const int JobsPerCall = 200;

    /// <summary>Finds out whether this machine can submit jobs at all.</summary>
    /// <exception cref="ExperimentException">Slurm's commands are missing.</exception>
    public static void Demand()
    {
        foreach (var program in (string[])["sbatch", "squeue", "scancel"])
        {
            if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
                throw new ExperimentException($"trainingService slurm: there is no '{program}' on the PATH; run this on a machine from which jobs are submitted, such as the cluster's login node.");
        }
    }

    public async Task<SubmitAnswer> SubmitAsync(JobRequest request)
    {
        var (code, output, errors) = await RunAsync("sbatch", SubmitArguments(request), request.Script).ConfigureAwait(false);
        return SubmitAnswers.Of(code, output, errors);
    }

    public async Task<IReadOnlyList<QueueEntry>?> QueueAsync()
    {
        var (code, output, _) = await RunAsync("squeue", ["-h", "-r", "-t", "all", "-u", Environment.UserName, "-o", QueueLines.Format], "").ConfigureAwait(false);
        return code == 0 ? QueueLines.Parse(output) : null;
    }

    public async Task<bool> CancelAsync(IReadOnlyList<string> jobs, bool politely)
    {
        var heard = true;
        string[] how = politely ? ["--quiet", "--batch", "--signal=TERM"] : ["--quiet"];
        foreach (var some in jobs.Chunk(JobsPerCall))
            heard &= (await RunAsync("scancel", [.. how, .. some], "").ConfigureAwait(false)).Code == 0;
        return heard;
    }

    /// <summary>The command line of sbatch.</summary>
    internal IReadOnlyList<string> SubmitArguments(JobRequest request)
    {
        // One owner of retries, this service, so Slurm starts nothing again by itself; and a restart of a job would find its log cut off.
        List<string> arguments =
        [
            "--parsable", "--export=ALL", "--no-requeue", "--open-mode=append", "--chdir=/", $"--job-name={request.Name}", $"--comment={request.Token}", $"--output={request.Log}",
        ];
        void Add(string name, string? value)
        {
            if (value is not null)
                arguments.Add($"--{name}={value}");
        }
        Add("partition", options.Partition);
        Add("account", options.Account);
        Add("time", options.Time);
        Add("mem", options.Memory);
        Add("gres", options.Gres);
        Add("cpus-per-task", options.Cores?.ToString(CultureInfo.InvariantCulture));
        if (request.Tasks > 0)
            Add("array", string.Create(CultureInfo.InvariantCulture, $"1-{request.Tasks}"));
        if (request.Signal > 0)
            Add("signal", string.Create(CultureInfo.InvariantCulture, $"B:USR1@{request.Signal}"));
        return [.. arguments, .. options.ExtraOptions];
    }

    private async Task<(int? Code, string Output, string Errors)> RunAsync(string program, IEnumerable<string> arguments, string input)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        Clean(start.Environment);
        if (configuration is not null)
            start.Environment["SLURM_CONF"] = configuration;
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var errors = process.StandardError.ReadToEndAsync();
            try
            {
                await process.StandardInput.WriteAsync(input).ConfigureAwait(false);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // it has ended without reading: its words say why
            }
            try
            {
                await Task.WhenAll(output, errors).WaitAsync(options.Times.Call).ConfigureAwait(false);
                using var late = new CancellationTokenSource(options.Times.Call);
                await process.WaitForExitAsync(late.Token).ConfigureAwait(false);
                return (process.ExitCode, output.Result, errors.Result);
            }
            catch (Exception error) when (error is TimeoutException or OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                // What it said until then may decide what became of the call.
                await Task.WhenAny(errors, Task.Delay(TimeSpan.FromSeconds(1))).ConfigureAwait(false);
                return (null, "", errors.IsCompletedSuccessfully ? errors.Result : "");
            }
        }
        catch (Exception error) when (error is Win32Exception or InvalidOperationException)
        {
            return (null, "", error.Message);
        }
    }

    // A manager that itself runs inside a job, or a trial, must not hand that job's settings on; where Slurm's configuration lies stays.
    private static void Clean(IDictionary<string, string?> environment)
    {
        foreach (var name in environment.Keys.Where(IsForeign).ToArray())
            environment.Remove(name);

        static bool IsForeign(string name) => name != "SLURM_CONF"
            && ((string[])["SLURM", "SBATCH_", "SQUEUE_", "SCANCEL_", "NASCTL_", "SRUN_"]).Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));
    }
}

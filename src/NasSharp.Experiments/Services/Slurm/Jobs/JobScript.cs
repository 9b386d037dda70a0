using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Slurm.Jobs;

/// <summary>The script of a job that runs one attempt.</summary>
internal static class JobScript
{
    /// <summary>Exit code of a script that has found its attempt taken by another job.</summary>
    public const int AlreadyClaimed = 75;

    /// <summary>
    /// The script. Whatever Slurm does with it, the command runs at most once for each attempt: only one job can make the claim. SIGTERM goes on to the trial's processes, which then have
    /// until Slurm's patience ends.
    /// </summary>
    public static string Of(SlurmOptions options, TrialAttempt attempt)
    {
        var variables = new Dictionary<string, string>(AttemptFiles.Environment(attempt))
        {
            [TrialEnvironment.Experiment] = options.ExperimentId,
            [TrialEnvironment.ExperimentFolder] = options.ExperimentFolder,
        };
        var exit = ShellText.Quote(JobFiles.Exit(attempt));
        return $$"""
            {{ShellText.Head(options)}}cd {{ShellText.Quote(attempt.Folder)}} || exit 66
            mkdir {{ShellText.Quote(JobFiles.Claim(attempt))}} || exit {{AlreadyClaimed}}
            echo "$$ $SLURM_JOB_ID $SLURMD_NODENAME" >{{TrialEnvironment.PidFile}}
            {{ShellText.Exports(variables)}}{{options.Setup}}
            (
                trap : TERM
                cd {{ShellText.Quote(options.CodeFolder)}} || exit 72
                {{ShellText.InContainer(options, $"/bin/sh -c {ShellText.Quote(options.Command)}")}}
            ) >>{{TrialEnvironment.OutputFile}} 2>>{{TrialEnvironment.ErrorFile}} </dev/null &
            trial=$! told=
            trap 'trap "" TERM; told=told; kill -TERM 0' TERM
            wait "$trial"; code=$?
            while [ "$code" -gt 128 ] && kill -0 "$trial" 2>/dev/null; do wait "$trial"; code=$?; done
            echo "$code $told" >{{exit}}.tmp && mv {{exit}}.tmp {{exit}}
            exit "$code"

            """;
    }
}

using System.Globalization;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;
using NasSharp.Torch.IO;

namespace NasSharp.Experiments.Services.Slurm.Jobs;

/// <summary>How a job left its trial.</summary>
/// <param name="Code">The exit code of the command.</param>
/// <param name="WasTold">Whether the job had been told to end by then.</param>
internal sealed record JobExit(int Code, bool WasTold);

/// <summary>The files by which a job and the manager know of each other. Their names hold the attempt's token: what another attempt writes is never read.</summary>
internal static class JobFiles
{
    private const string OwnerFile = "token";

    /// <summary>Made by the job that runs the attempt; it can be made once.</summary>
    public static string Claim(TrialAttempt attempt) => At(attempt, "claim");

    /// <summary>Written by the job when the trial has ended, complete or not at all.</summary>
    public static string Exit(TrialAttempt attempt) => At(attempt, "exit");

    /// <summary>What the job's script itself has to say.</summary>
    public static string Log(TrialAttempt attempt) => Path.Combine(attempt.Folder, "slurm.log");

    /// <summary>Makes the folder, flushed to the disk; false when it is the one of an attempt that the store has forgotten, whose job may still be running.</summary>
    public static bool TryPrepare(TrialAttempt attempt)
    {
        var owner = Path.Combine(attempt.Folder, OwnerFile);
        if (File.Exists(owner) && File.ReadAllText(owner) != attempt.Record.Token)
            return false;
        AtomicFile.WriteAllText(Path.Combine(attempt.Folder, TrialEnvironment.ParametersFile), attempt.Parameters);
        AtomicFile.WriteAllText(owner, attempt.Record.Token);
        return true;
    }

    /// <summary>Whether an attempt was prepared to be a job.</summary>
    public static bool IsPrepared(TrialAttempt attempt) => File.Exists(Path.Combine(attempt.Folder, OwnerFile));

    /// <summary>Remembers that the attempt was cancelled, for the next manager.</summary>
    public static void MarkCancelled(TrialAttempt attempt)
    {
        if (Directory.Exists(attempt.Folder))
            File.WriteAllText(At(attempt, "stop"), "");
    }

    /// <summary>Whether a manager has cancelled the attempt.</summary>
    public static bool IsCancelled(TrialAttempt attempt) => File.Exists(At(attempt, "stop"));

    /// <summary>How the job left its trial; null when it has not.</summary>
    public static JobExit? ReadExit(TrialAttempt attempt)
    {
        var path = Exit(attempt);
        if (!File.Exists(path))
            return null;
        var words = File.ReadAllText(path).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 0 && int.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var code) ? new JobExit(code, words.Length > 1) : null;
    }

    /// <summary>How long the attempt waited from its order to its start, by the clock of its files, for Slurm counts whole seconds; null when that is not known.</summary>
    public static TimeSpan? Gap(TrialAttempt attempt) => Between(Path.Combine(attempt.Folder, OwnerFile), Begun(attempt));

    /// <summary>How long ago the trial began; nothing when that is not known.</summary>
    public static TimeSpan Age(TrialAttempt attempt) =>
        File.Exists(Begun(attempt)) && DateTime.UtcNow - File.GetLastWriteTimeUtc(Begun(attempt)) is var age && age > TimeSpan.Zero ? age : TimeSpan.Zero;

    /// <summary>How long the trial ran, by the clock of its files; null when that is not known.</summary>
    public static TimeSpan? Length(TrialAttempt attempt) => Between(Begun(attempt), Exit(attempt));

    private static string Begun(TrialAttempt attempt) => Path.Combine(attempt.Folder, TrialEnvironment.PidFile);

    private static TimeSpan? Between(string first, string second) =>
        File.Exists(first) && File.Exists(second) ? File.GetLastWriteTimeUtc(second) - File.GetLastWriteTimeUtc(first) : null;

    /// <summary>The last lines that trial or script have written; null when there are none.</summary>
    public static string? LogTail(TrialAttempt attempt) => AttemptFiles.LogTail(attempt.Folder) ?? AttemptFiles.LogTail(attempt.Folder, "slurm.log");

    private static string At(TrialAttempt attempt, string kind) => Path.Combine(attempt.Folder, $"{kind}.{attempt.Record.Token}");
}

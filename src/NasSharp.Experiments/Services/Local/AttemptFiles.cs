using System.Globalization;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Local;

/// <summary>The files of an attempt, for services whose trials see the manager's file system.</summary>
internal static class AttemptFiles
{
    private const int TailLines = 20;
    private const int TailBytes = 16 << 10;

    /// <summary>Makes the attempt's folder, empty but for its parameters.</summary>
    /// <exception cref="Store.ExperimentException">The disk is full.</exception>
    public static void Prepare(TrialAttempt attempt)
    {
        try
        {
            // After a power cut there may be a folder of an attempt of which the store knows nothing.
            if (Directory.Exists(attempt.Folder))
                Directory.Delete(attempt.Folder, recursive: true);
            Directory.CreateDirectory(attempt.Folder);
            File.WriteAllText(Path.Combine(attempt.Folder, TrialEnvironment.ParametersFile), attempt.Parameters);
        }
        catch (IOException error) when (FullDisk.IsMeantBy(error))
        {
            throw FullDisk.Error(attempt.Folder, error);
        }
    }

    /// <summary>What tells a trial which one it is.</summary>
    public static IReadOnlyDictionary<string, string> Environment(TrialAttempt attempt)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [TrialEnvironment.Folder] = attempt.Folder,
            [TrialEnvironment.Number] = attempt.Record.Trial.ToString(CultureInfo.InvariantCulture),
        };
        if (attempt.Epochs is { } epochs)
            variables[TrialEnvironment.Epochs] = epochs.ToString(CultureInfo.InvariantCulture);
        if (attempt.ContinuesFolder is { } earlier)
            variables[TrialEnvironment.Continues] = earlier;
        return variables;
    }

    /// <summary>The last lines that a trial has written: those of its errors, otherwise those of its output; null when there are none.</summary>
    public static string? LogTail(string folder)
    {
        var tail = Tail(Path.Combine(folder, TrialEnvironment.ErrorFile));
        return tail.Length > 0 ? tail : Tail(Path.Combine(folder, TrialEnvironment.OutputFile)) is { Length: > 0 } output ? output : null;
    }

    /// <summary>The last lines of one file of an attempt's folder; null when there are none.</summary>
    public static string? LogTail(string folder, string name) => Tail(Path.Combine(folder, name)) is { Length: > 0 } tail ? tail : null;

    /// <summary>Adds to what a trial has written to its standard error; nothing happens when its folder has vanished.</summary>
    public static void AppendError(string folder, string text)
    {
        if (Directory.Exists(folder))
            File.AppendAllText(Path.Combine(folder, TrialEnvironment.ErrorFile), text + "\n");
    }

    private static string Tail(string path)
    {
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(stream.Length, TailBytes)];
            stream.Seek(-bytes.Length, SeekOrigin.End);
            stream.ReadExactly(bytes);
            var text = System.Text.Encoding.UTF8.GetString(bytes).Replace("\0", "", StringComparison.Ordinal).TrimEnd();
            return string.Join('\n', text.Split('\n').TakeLast(TailLines));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace NasSharp.Experiments.Store;

/// <summary>Keeps a second manager out of an experiment. The system gives it up when the process ends, however it ends.</summary>
public sealed class ExperimentLock : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan PatienceWithManagers = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PatienceWithLookers = TimeSpan.FromSeconds(10);

    private readonly FileStream _stream;

    private ExperimentLock(FileStream stream) => _stream = stream;

    /// <summary>Takes the lock and writes this process's number into it.</summary>
    /// <exception cref="ExperimentException">Another manager holds it; the message has its process number.</exception>
    public static ExperimentLock Take(ExperimentFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!TryOpen(folder, FileAccess.ReadWrite, FileShare.None, out var stream) && !TryAgain(folder, out stream))
        {
            var holder = Holder(folder);
            throw new ExperimentException(
                $"{folder.Root}: another manager{(holder is { } pid ? $" (process {pid})" : "")} is running this experiment; 'nasctl view' follows it, 'nasctl stop' ends it.");
        }
        File.WriteAllText(PidFile(folder), Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        return new ExperimentLock(stream);
    }

    /// <summary>Whether a manager is running the experiment at this moment.</summary>
    public static bool IsHeld(ExperimentFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        if (!File.Exists(folder.Lock))
            return false;
        // Shared with others that look, so that only a manager is in the way.
        if (!TryOpen(folder, FileAccess.Read, FileShare.Read, out var stream))
            return true;
        stream.Dispose();
        return false;
    }

    /// <summary>The process number of the last manager, or null when there was none.</summary>
    public static int? Holder(ExperimentFolder folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return File.Exists(PidFile(folder)) && int.TryParse(File.ReadAllText(PidFile(folder)), out var pid) ? pid : null;
    }

    /// <summary>Lets another manager in.</summary>
    public void Dispose() => _stream.Dispose();

    // Whoever looks whether it is held holds it for an instant himself, and on a busy machine that instant may be long. It is a manager when the process that wrote its number lives.
    private static bool TryAgain(ExperimentFolder folder, [NotNullWhen(true)] out FileStream? stream)
    {
        var watch = Stopwatch.StartNew();
        do
        {
            Thread.Sleep(Pause);
            if (TryOpen(folder, FileAccess.ReadWrite, FileShare.None, out stream))
                return true;
        }
        while (watch.Elapsed < (IsAlive(Holder(folder)) ? PatienceWithManagers : PatienceWithLookers));
        return false;
    }

    private static bool IsAlive(int? pid)
    {
        try
        {
            using var process = pid is { } number ? Process.GetProcessById(number) : null;
            return process is { HasExited: false };
        }
        catch (Exception error) when (error is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private static string PidFile(ExperimentFolder folder) => folder.Lock + ".pid";

    private static bool TryOpen(ExperimentFolder folder, FileAccess access, FileShare share, [NotNullWhen(true)] out FileStream? stream)
    {
        try
        {
            stream = new FileStream(folder.Lock, access == FileAccess.Read ? FileMode.Open : FileMode.OpenOrCreate, access, share);
            return true;
        }
        catch (UnauthorizedAccessException error)
        {
            throw new ExperimentException($"{folder.Lock}: the lock cannot be opened ({error.Message}); check the rights of the folder.", error);
        }
        catch (IOException) when (Directory.Exists(folder.Root))
        {
            stream = null;
            return false;
        }
        catch (IOException error)
        {
            throw new ExperimentException($"{folder.Root}: there is no such folder.", error);
        }
    }
}

using NasSharp.Experiments.Store;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Local;

/// <summary>A disk without room. It is no fault of a trial: the experiment ends, and the trial runs again when there is room.</summary>
internal static class FullDisk
{
    private const int NoSpaceLeft = 28; // ENOSPC, which .NET hands on as the error's number
    private const long Least = 64 << 10; // bytes; with less, neither a log nor the next transaction fits

    /// <summary>Whether an error says that there is no room.</summary>
    public static bool IsMeantBy(IOException error) => error.HResult == NoSpaceLeft;

    /// <summary>The error that ends the experiment.</summary>
    public static ExperimentException Error(string folder, Exception? inner = null)
    {
        var message = $"{folder}: the disk is full; all that was recorded is kept: free space, then 'nasctl resume'.";
        return inner is null ? new ExperimentException(message) : new ExperimentException(message, inner);
    }

    /// <summary>Says that a trial which failed had no chance, and forgets its end so that it runs again.</summary>
    /// <param name="folder">The folder of the attempt.</param>
    /// <exception cref="ExperimentException">The disk is full.</exception>
    public static void DemandRoom(string folder)
    {
        if (!Directory.Exists(folder))
            return;
        var disk = new DriveInfo(folder);
        if (disk.TotalSize == 0 || disk.AvailableFreeSpace >= Least)
            return; // a disk of size 0 is one that does not tell
        File.Delete(Path.Combine(folder, TrialEnvironment.ExitFile));
        throw Error(folder);
    }
}

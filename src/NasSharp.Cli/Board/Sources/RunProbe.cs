namespace NasSharp.Cli.Board.Sources;

/// <summary>Whether a run is being worked on.</summary>
internal static class RunProbe
{
    /// <summary>True while a process holds the run's lock. Looking at a lock means to hold it for a moment: ask seldom.</summary>
    public static bool IsRunning(string folder)
    {
        var path = Path.Combine(folder, "run.lock");
        if (!File.Exists(path))
            return false;
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            return false;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}

using System.Diagnostics;
using NasSharp.Experiments.Store;

namespace NasSharp.Cli.Experiments;

/// <summary>Starts a manager that outlives the command, the terminal and the session.</summary>
internal static class ManagerProcess
{
    /// <summary>The name of the command that is a manager; it is not listed in the help.</summary>
    public const string Command = "manager";

    private static readonly TimeSpan StartLimit = TimeSpan.FromSeconds(60);

    /// <summary>Starts the manager and waits until it holds the experiment.</summary>
    /// <exception cref="ExperimentException">It ended at once; the message has its last words.</exception>
    public static void Start(ExperimentFolder folder)
    {
        var before = ExperimentLock.Holder(folder);
        var start = new ProcessStartInfo("setsid", ["/bin/sh", "-c", "exec \"$@\" >>\"$0\" 2>&1 </dev/null", folder.ManagerLog, .. Program(), Command, folder.Root]);
        using var manager = Process.Start(start)!;
        var watch = Stopwatch.StartNew();
        while (ExperimentLock.Holder(folder) == before || !ExperimentLock.IsHeld(folder))
        {
            if (manager.WaitForExit(TimeSpan.FromMilliseconds(20)))
            {
                if (manager.ExitCode == 0)
                    return; // a short experiment
                throw new ExperimentException($"{folder.Root}: the manager ended at once: {LastLine(folder.ManagerLog)}");
            }
            if (watch.Elapsed > StartLimit)
                throw new ExperimentException($"{folder.Root}: the manager did not start within {StartLimit.TotalSeconds} s; {folder.ManagerLog} may say why.");
        }
    }

    private static IEnumerable<string> Program()
    {
        var own = Environment.ProcessPath;
        return own is not null && Path.GetFileNameWithoutExtension(own) == "nasctl" ? [own] : ["dotnet", typeof(ManagerProcess).Assembly.Location];
    }

    private static string LastLine(string path) => File.Exists(path) ? File.ReadLines(path).LastOrDefault(l => l.Length > 0) ?? "it said nothing" : "it said nothing";
}

using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace NasSharp.Experiments.Services.Local;

/// <summary>What /proc says of other processes, and signals to them.</summary>
internal static class ProcessTable
{
    public const int Terminate = 15;
    public const int Kill = 9;

    private static readonly int PageSize = Environment.SystemPageSize;

    /// <summary>Sends a signal to a process group; nothing happens when it is gone.</summary>
    public static void SignalGroup(int group, int signal)
    {
        if (group > 1)
            _ = SendSignal(-group, signal);
    }

    /// <summary>Whether a process runs; one that has ended and was not waited for does not.</summary>
    public static bool IsAlive(int pid) => Stat(pid) is { State: not ('Z' or 'X') };

    /// <summary>The processes whose environment has this variable with this value, whatever groups and sessions they have put themselves into.</summary>
    public static IReadOnlyList<int> WithVariable(string name, string value)
    {
        var wanted = Encoding.UTF8.GetBytes($"{name}={value}\0");
        return [.. All().Where(pid => HasVariable(pid, wanted))];
    }

    /// <summary>Whether a process has this variable with this value in its environment.</summary>
    public static bool HasVariable(int pid, string name, string value) => HasVariable(pid, Encoding.UTF8.GetBytes($"{name}={value}\0"));

    /// <summary>Resident bytes of each session, by its number.</summary>
    public static IReadOnlyDictionary<int, long> ResidentBySession()
    {
        var bytes = new Dictionary<int, long>();
        foreach (var pid in All())
        {
            if (Stat(pid) is { } stat)
                bytes[stat.Session] = bytes.GetValueOrDefault(stat.Session) + stat.ResidentPages * PageSize;
        }
        return bytes;
    }

    /// <summary>Kills every process with this variable, until none is left: one may fork while it is being looked for.</summary>
    public static void KillWithVariable(string name, string value)
    {
        for (var round = 0; round < 20; round++)
        {
            var found = WithVariable(name, value).Where(pid => pid != Environment.ProcessId).ToList();
            if (found.Count == 0)
                return;
            foreach (var pid in found)
                _ = SendSignal(pid, Kill);
        }
    }

    private static IEnumerable<int> All() => Directory.EnumerateDirectories("/proc")
        .Select(path => int.TryParse(Path.GetFileName(path.AsSpan()), NumberStyles.None, CultureInfo.InvariantCulture, out var pid) ? pid : 0)
        .Where(pid => pid > 0);

    private static bool HasVariable(int pid, byte[] wanted)
    {
        try
        {
            var environment = File.ReadAllBytes($"/proc/{pid}/environ");
            var at = environment.AsSpan().IndexOf(wanted);
            return at == 0 || at > 0 && environment[at - 1] == 0;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false; // it has just ended, or is another user's
        }
    }

    private static (char State, int Session, long ResidentPages)? Stat(int pid)
    {
        try
        {
            // The name in parentheses may hold anything; the fields are counted from the last one.
            var text = File.ReadAllText($"/proc/{pid}/stat");
            var fields = text[(text.LastIndexOf(')') + 2)..].Split(' ');
            return (fields[0][0], int.Parse(fields[3], CultureInfo.InvariantCulture), long.Parse(fields[21], CultureInfo.InvariantCulture));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int SendSignal(int pid, int signal);
}

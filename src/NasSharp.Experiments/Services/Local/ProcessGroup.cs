using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Local;

/// <summary>Starts a command as the leader of a session of its own, with its output in files.</summary>
internal static class ProcessGroup
{
    // $1: the command. Its number is written first, its exit code last, so that another manager finds both.
    private const string Script = """
        exec >>"$NASCTL_OUTPUT_DIR/stdout.log" 2>>"$NASCTL_OUTPUT_DIR/stderr.log" </dev/null || exit 125
        echo $$ >"$NASCTL_OUTPUT_DIR/pid"
        ( eval "$1" )
        code=$?
        echo $code >"$NASCTL_OUTPUT_DIR/exit"
        exit $code
        """;

    private const string OutputFolder = "NASCTL_OUTPUT_DIR";

    /// <summary>Starts the command.</summary>
    /// <exception cref="Win32Exception">setsid or taskset is missing.</exception>
    public static Process Start(LocalOptions options, string outputFolder, Assignment assignment, IReadOnlyDictionary<string, string> environment)
    {
        List<string> arguments = assignment.Cores.Count == 0 ? [] : ["taskset", "-c", string.Join(',', assignment.Cores)];
        arguments.AddRange(["/bin/sh", "-c", Script, "nasctl-trial", options.Command]);
        var start = new ProcessStartInfo("setsid", arguments) { WorkingDirectory = options.CodeFolder, UseShellExecute = false };
        // What an enclosing trial or manager has set is not this trial's.
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("NASCTL_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        start.Environment[OutputFolder] = outputFolder;
        start.Environment[TrialEnvironment.Experiment] = options.ExperimentId;
        start.Environment[TrialEnvironment.ExperimentFolder] = options.ExperimentFolder;
        if (assignment.VisibleDevices is { } devices)
            start.Environment["CUDA_VISIBLE_DEVICES"] = devices;
        return Process.Start(start)!;
    }

    /// <summary>Ends what belongs to an output folder: the group, and what has left it.</summary>
    public static void KillWhole(int leader, string outputFolder)
    {
        ProcessTable.SignalGroup(leader, ProcessTable.Kill);
        ProcessTable.KillWithVariable(OutputFolder, outputFolder);
    }

    /// <summary>The leader that runs in an output folder, or null when none does.</summary>
    public static int? Find(string outputFolder)
    {
        var file = Path.Combine(outputFolder, TrialEnvironment.PidFile);
        if (File.Exists(file) && int.TryParse(File.ReadAllText(file).TrimEnd(), NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && ProcessTable.IsAlive(pid) && ProcessTable.HasVariable(pid, OutputFolder, outputFolder))
            return pid;
        return null;
    }

    /// <summary>The exit code that was written to an output folder, or null when the command has not ended by itself.</summary>
    public static int? ExitCode(string outputFolder)
    {
        try
        {
            var text = File.ReadAllText(Path.Combine(outputFolder, TrialEnvironment.ExitFile));
            return text.EndsWith('\n') && int.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var code) ? code : null;
        }
        catch (IOException)
        {
            return null;
        }
    }
}

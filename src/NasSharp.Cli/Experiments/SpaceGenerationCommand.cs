using System.CommandLine;
using System.Diagnostics;
using NasSharp.Cli.CommandLine;
using NasSharp.Spaces;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl ss-gen</c>: the search space of a program that has it embedded.</summary>
internal static class SpaceGenerationCommand
{
    private const string Variable = "NASCTL_GEN_SEARCH_SPACE";

    public static Command Create(Surroundings world)
    {
        var trial = new Option<string>("--trial-command", "-t") { Description = "The command of a trial; it runs up to Trial.ApplyNextArchitecture and does not train.", HelpName = "command", Required = true };
        var folder = Values.Text("--trial-dir", "The folder that it runs in.", "folder", ".");
        folder.Aliases.Add("-d");
        var file = Values.Text("--file", "The search-space file to write.", "file", "nni_auto_gen_search_space.json");
        file.Aliases.Add("-f");
        var command = new Command("ss-gen", "Write the search space that a trial's program has in its model.") { trial, folder, file };
        CommandContext.SetAction(command, world, context =>
            Run(context, context.Options.GetRequiredValue(trial), Path.GetFullPath(context.Options.GetValue(folder)!), Path.GetFullPath(context.Options.GetValue(file)!)));
        return command;
    }

    private static int Run(CommandContext context, string command, string folder, string file)
    {
        if (!Directory.Exists(folder))
            throw new DataProblem($"--trial-dir: there is no folder {folder}");
        // The old file is replaced only by a good one.
        var temporary = Path.Combine(Path.GetTempPath(), $"nasctl-space-{Guid.NewGuid():N}.json");
        try
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[Variable] = temporary;
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync();
            var error = process.StandardError.ReadToEndAsync();
            process.WaitForExit();
            var said = error.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries).LastOrDefault();
            if (process.ExitCode != 0)
                throw new DataProblem($"'{command}' ended with exit code {process.ExitCode}{(said is null ? "" : $": {said}")}");
            if (!File.Exists(temporary))
                throw new DataProblem($"'{command}' ended without a search space: its program must call Trial.ApplyNextArchitecture(model)");
            var space = SearchSpaceFile.Read(temporary);
            SearchSpaceFile.Write(file, space);
            context.World.Out.WriteLine($"wrote {file}: {space.Choices.Count} choices, {space.Count()} architectures");
            return ExitCode.Success;
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}

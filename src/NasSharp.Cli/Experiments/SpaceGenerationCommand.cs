using System.CommandLine;
using System.Diagnostics;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Experiments.Trials;
using NasSharp.Hardware;
using NasSharp.Spaces;

namespace NasSharp.Cli.Experiments;

/// <summary><c>nasctl ss-gen</c>: the search space of a program that has it embedded.</summary>
internal static class SpaceGenerationCommand
{
    public static Command Create(Surroundings world)
    {
        var trial = new Option<string>("--trial-command", "-t") { Description = "The command of a trial; it runs up to Trial.ApplyNextArchitecture and does not train.", HelpName = "command", Required = true };
        var folder = Values.Text("--trial-dir", "The folder that it runs in.", "folder", ".");
        folder.Aliases.Add("-d");
        var file = Values.Text("--file", "The search-space file to write.", "file", "nni_auto_gen_search_space.json");
        file.Aliases.Add("-f");
        var costs = Values.Text("--costs", "Also write what each candidate costs, for the constraints of an experiment: parameters, and with --input multiply-adds.", "file");
        var input = Values.Shape("--input", "Shape of one input, for the multiply-adds.");
        var command = new Command("ss-gen", "Write the search space that a trial's program has in its model.") { trial, folder, file, costs, input };
        CommandContext.SetAction(command, world, context =>
        {
            var shape = context.Options.GetValue(input) is { Length: > 0 } given ? given : null;
            if (shape is not null && context.Options.GetValue(costs) is null)
                throw new UsageException("--input belongs to --costs, which is not given; add --costs costs.json");
            var request = new Request(context.Options.GetRequiredValue(trial), Path.GetFullPath(context.Options.GetValue(folder)!), Path.GetFullPath(context.Options.GetValue(file)!),
                context.Options.GetValue(costs) is { } path ? Path.GetFullPath(path) : null, shape);
            return Run(context, request);
        });
        return command;
    }

    private static int Run(CommandContext context, Request request)
    {
        var (command, folder, file, costs, input) = request;
        if (!Directory.Exists(folder))
            throw new DataProblem($"--trial-dir: there is no folder {folder}");
        // The old file is replaced only by a good one.
        var temporary = Path.Combine(Path.GetTempPath(), $"nasctl-space-{Guid.NewGuid():N}.json");
        var temporaryCosts = temporary + ".costs";
        try
        {
            var start = new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment[TrialEnvironment.SpaceFile] = temporary;
            start.Environment[TrialEnvironment.CostsFile] = costs is null ? "" : temporaryCosts;
            start.Environment[TrialEnvironment.CostsInput] = input is null ? "" : string.Join('x', input);
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
            if (costs is not null && !File.Exists(temporaryCosts))
                throw new DataProblem($"'{command}' wrote no costs; only a program that calls Trial.ApplyNextArchitecture(model) does");
            SearchSpaceFile.Write(file, space);
            context.World.Out.WriteLine($"wrote {file}: {space.Choices.Count} choices, {space.Count()} architectures");
            if (costs is not null)
                WriteCosts(context, temporaryCosts, costs, space);
            return ExitCode.Success;
        }
        finally
        {
            File.Delete(temporary);
            File.Delete(temporaryCosts);
        }
    }

    private static void WriteCosts(CommandContext context, string from, string to, SearchSpace space)
    {
        var costs = CostFile.ReadAll(from, space);
        CostFile.Write(to, costs);
        context.World.Out.WriteLine($"wrote {to}: {string.Join(", ", costs.Select(c => $"{c.Name} from {Numbers.Short((long)c.Least)} to at most {Numbers.Short((long)c.Most)}"))}");
    }

    private sealed record Request(string Command, string Folder, string File, string? Costs, long[]? Input);
}

using System.CommandLine;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Cli.Runs;

/// <summary>The options of every command that trains: where the run lies, how it is continued, where it computes.</summary>
internal static class RunArguments
{
    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, string folder)
    {
        command.Options.Add(Values.Text("--output", "The folder of the run.", "folder", folder));
        command.Options.Add(new Option<bool>("--resume") { Description = "Continue the run in the folder with the options it was started with." });
        command.Options.Add(Values.Whole("--seed", "The same seed gives the same run.", 0, 0));
        AddDeviceTo(command);
    }

    /// <summary>Adds the options that say where a command computes.</summary>
    public static void AddDeviceTo(Command command)
    {
        command.Options.Add(Values.Word("--device", "Where to compute; auto: on a GPU when there is one.", "auto", "auto", "cpu", "cuda"));
        command.Options.Add(Values.Whole("--threads", "Threads for one operator; 0: as many as cores.", 0, 0, 4096));
    }

    /// <summary>
    /// Opens the run's folder: a new one, or with --resume one that holds a run, whose options the command then has.
    /// </summary>
    public static (CommandContext Context, string Folder) Open(CommandContext context)
    {
        var folder = context.Options.GetRequiredValue<string>("--output");
        var command = context.Options.CommandResult.Command.Name;
        if (!context.Options.GetValue<bool>("--resume"))
        {
            return RunRecord.IsIn(folder)
                ? throw new UsageException($"{folder} already holds a run: continue it with 'nasctl {command} --output {ShellWord(folder)} --resume', or choose another --output")
                : (context, folder);
        }
        var run = RunRecord.Read(folder);
        if (run.Command != command)
            throw new UsageException($"{folder} holds a {run.Command}, not a {command}: nasctl {run.Command} --output {ShellWord(folder)} --resume");
        RecordedOptions.RefuseChanges(context, folder, run.Options);
        return (RecordedOptions.Inherit(context, run.Options), folder);
    }

    /// <summary>The device that the options name, after the threads were set.</summary>
    public static torch.Device Device(CommandContext context)
    {
        var threads = context.Options.GetValue<int>("--threads");
        if (threads > 0)
            torch.set_num_threads(threads);
        return context.Options.GetRequiredValue<string>("--device") switch
        {
            "cpu" => torch.CPU,
            "cuda" when !torch.cuda.is_available() =>
                throw new UsageException("--device cuda: libtorch finds no GPU here ('nasctl doctor' says why); use --device cpu"),
            "cuda" => torch.CUDA,
            _ => torch.cuda.is_available() ? torch.CUDA : torch.CPU,
        };
    }

    /// <summary>How the library is to run a training of this command.</summary>
    public static RunOptions ForTraining(CommandContext context, string folder, torch.Device device, IProgressSink progress) => new()
    {
        Folder = folder,
        Resume = context.Options.GetValue<bool>("--resume"),
        Seed = context.Options.GetValue<int>("--seed"),
        Device = device,
        Progress = progress,
        Time = context.World.Time,
    };

    /// <summary>Progress in the form that suits the output; dispose it before anything else is written.</summary>
    public static ProgressDisplay Show(CommandContext context, string label) => new(context, label);

    /// <summary>The command line that continues a run.</summary>
    public static string ResumeCommand(CommandContext context, string folder) =>
        $"{ParseFailure.PathOf(context.Options.CommandResult.Command)} --output {ShellWord(folder)} --resume";

    /// <summary>A word as the shell wants it.</summary>
    public static string ShellWord(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '=' or '+' or ',') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

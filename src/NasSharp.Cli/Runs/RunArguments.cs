using System.CommandLine;
using System.Text.RegularExpressions;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Torch;
using NasSharp.Training;
using NasSharp.Training.Progress;

namespace NasSharp.Cli.Runs;

/// <summary>The options of every command that trains: where the run lies, how it is continued, where it computes.</summary>
internal static partial class RunArguments
{
    /// <summary>Adds the options to a command.</summary>
    public static void AddTo(Command command, string folder)
    {
        command.Options.Add(Values.Text("--output", "The folder of the run.", "folder", folder));
        command.Options.Add(new Option<bool>("--resume") { Description = "Continue the run in the folder with the options it was started with." });
        command.Options.Add(Values.Whole("--seed", "The same seed gives the same run.", 0, 0));
        command.Options.Add(Values.Word("--precision", "Numbers of matrix products and convolutions on a GPU; bfloat16 needs one of 2020 or later.", "float32", "float32", "bfloat16"));
        AddDeviceTo(command);
    }

    /// <summary>Adds the options that say where a command computes.</summary>
    public static void AddDeviceTo(Command command)
    {
        command.Options.Add(DeviceOption());
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
        var given = context.Options.GetRequiredValue<string>("--device");
        if (given == "auto")
            return torch.cuda.is_available() ? torch.CUDA : torch.CPU;
        var device = new torch.Device(given);
        if (device.type == DeviceType.CUDA && !torch.cuda.is_available())
            throw new UsageException($"--device {given}: libtorch finds no GPU here ('nasctl doctor' says why); use --device cpu");
        return device.index < torch.cuda.device_count() || device.type == DeviceType.CPU
            ? device
            : throw new UsageException($"--device {given}: this machine has {torch.cuda.device_count()}, counted from cuda:0");
    }

    /// <summary>How the library is to run a training of this command.</summary>
    public static RunOptions ForTraining(CommandContext context, string folder, torch.Device device, IProgressSink progress) => new()
    {
        Folder = folder,
        Resume = context.Options.GetValue<bool>("--resume"),
        Seed = context.Options.GetValue<int>("--seed"),
        Device = device,
        MixedPrecision = Precision(context, device),
        Progress = progress,
        Time = context.World.Time,
    };

    private static MixedPrecision Precision(CommandContext context, torch.Device device)
    {
        if (context.Options.GetRequiredValue<string>("--precision") == "float32")
            return MixedPrecision.Off;
        return device.type == DeviceType.CUDA
            ? MixedPrecision.BFloat16
            : throw new UsageException($"--precision bfloat16 is for GPUs, and this run is on {device}; leave it out, or choose the GPU with --device cuda");
    }

    private static Option<string> DeviceOption()
    {
        var option = new Option<string>("--device")
        {
            Description = "Where to compute; auto: on the first GPU when there is one. cuda:1 is the second one.",
            HelpName = "auto|cpu|cuda|cuda:N",
            DefaultValueFactory = _ => "auto",
            CustomParser = result =>
            {
                var typed = result.Tokens[0].Value;
                if (!DeviceName().IsMatch(typed))
                    result.AddError($"--device '{typed}' is unknown: it is one of auto, cpu, cuda, and cuda:N with N from 0");
                return typed;
            },
        };
        option.CompletionSources.Add("auto", "cpu", "cuda");
        return option;
    }

    [GeneratedRegex("^(auto|cpu|cuda(:[0-9]{1,2})?)$")]
    private static partial Regex DeviceName();

    /// <summary>Progress in the form that suits the output; dispose it before anything else is written.</summary>
    public static ProgressDisplay Show(CommandContext context, string label) => new(context, label);

    /// <summary>The command line that continues a run.</summary>
    public static string ResumeCommand(CommandContext context, string folder) =>
        $"{ParseFailure.PathOf(context.Options.CommandResult.Command)} --output {ShellWord(folder)} --resume";

    /// <summary>A word as the shell wants it.</summary>
    public static string ShellWord(string text) =>
        text.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '.' or '_' or '-' or ':' or '=' or '+' or ',') ? text : $"'{text.Replace("'", "'\\''", StringComparison.Ordinal)}'";
}

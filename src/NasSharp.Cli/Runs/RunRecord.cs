using System.Text.Json;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Torch.Data;
using NasSharp.Torch.IO;

namespace NasSharp.Cli.Runs;

/// <summary>
/// What nasctl remembers of a run in <c>nasctl.json</c>: the options, to go on with it, and the data's form, to use its weights later.
/// </summary>
internal sealed record RunRecord
{
    private const string Name = "nasctl.json";

    /// <summary>The command that made the run, such as <c>search</c>.</summary>
    public required string Command { get; init; }

    /// <summary>The version of nasctl.</summary>
    public required string Version { get; init; }

    /// <summary>Every option of the command with its value, defaults included.</summary>
    public required IReadOnlyDictionary<string, string> Options { get; init; }

    /// <summary>The shape of one input, [channels, height, width].</summary>
    public required IReadOnlyList<long> InputShape { get; init; }

    /// <summary>The classes in the order of their numbers.</summary>
    public required IReadOnlyList<string> ClassNames { get; init; }

    /// <summary>What was done to every image.</summary>
    public required ImagePreprocessing Preprocessing { get; init; }

    /// <summary>What there is to remember of a command on a data set.</summary>
    public static RunRecord Of(CommandContext context, ImageData data) => new()
    {
        Command = context.Options.CommandResult.Command.Name,
        Version = NasCtl.Version,
        Options = RecordedOptions.Of(context.Options),
        InputShape = data.Train.InputShape,
        ClassNames = data.ClassNames,
        Preprocessing = data.Preprocessing,
    };

    /// <summary>Whether a folder holds a run.</summary>
    public static bool IsIn(string folder) => File.Exists(Path.Combine(folder, Name));

    /// <summary>Reads the file of a run.</summary>
    public static RunRecord Read(string folder)
    {
        var path = Path.Combine(folder, Name);
        if (!File.Exists(path))
        {
            throw new DataProblem(Directory.Exists(folder)
                ? $"{folder} holds no run: {Name} is missing; name the --output folder of a search or retrain"
                : $"there is no folder {folder}; name the --output folder of a search or retrain");
        }
        try
        {
            return JsonSerializer.Deserialize<RunRecord>(File.ReadAllText(path), Json.File) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw new DataProblem($"{path} is damaged ({error.Message}); start the run again in another folder", error);
        }
    }

    /// <summary>Forgets a run that was never begun, so that the folder is free again.</summary>
    public static void Forget(string folder)
    {
        File.Delete(Path.Combine(folder, Name));
        if (!Directory.EnumerateFileSystemEntries(folder).Any())
            Directory.Delete(folder);
    }

    /// <summary>Writes the file, all or nothing.</summary>
    public void Write(string folder) => AtomicFile.WriteAllText(Path.Combine(folder, Name), JsonSerializer.Serialize(this, Json.File) + "\n");
}

using System.Globalization;

namespace NasSharp.Training.Checkpoints;

/// <summary>The checkpoints of one run: a folder with the last good ones, so that a damaged newest file does not lose the run.</summary>
public sealed class CheckpointStore
{
    private const string Prefix = "step-";
    private const string Extension = ".safetensors";

    private readonly int _keep;

    /// <summary>Uses a folder, which is made at the first write.</summary>
    /// <param name="folder">The folder; files of other names in it are left alone.</param>
    /// <param name="keep">How many checkpoints to keep; 2 by default, at least 1.</param>
    public CheckpointStore(string folder, int keep = 2)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(keep, 1);
        Folder = folder;
        _keep = keep;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>The checkpoint files, the newest first.</summary>
    public IReadOnlyList<string> Files => Directory.Exists(Folder)
        ? [.. Directory.GetFiles(Folder, $"{Prefix}*{Extension}").Where(f => StepOf(f) is not null).OrderByDescending(f => StepOf(f))]
        : [];

    /// <summary>Writes the checkpoint of a step and removes all but the newest.</summary>
    /// <returns>The file's path.</returns>
    public string Write(Checkpoint checkpoint, long step)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        var path = Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{step:D10}{Extension}"));
        checkpoint.Write(path);
        foreach (var old in Files.Where(f => StepOf(f) > step).Concat(Files.Where(f => StepOf(f) <= step).Skip(_keep)).ToList())
            File.Delete(old);
        return path;
    }

    /// <summary>Reads the newest checkpoint that is whole; null when there is none at all.</summary>
    /// <param name="rejected">Receives one line for each damaged file that is passed over.</param>
    /// <exception cref="CheckpointException">There are checkpoints, and all are damaged.</exception>
    public Checkpoint? ReadNewest(Action<string>? rejected = null)
    {
        CheckpointException? last = null;
        foreach (var file in Files)
        {
            try
            {
                return Checkpoint.Read(file);
            }
            catch (CheckpointException error)
            {
                rejected?.Invoke($"{error.Message} The checkpoint before it is used.");
                last = error;
            }
        }
        return last is null
            ? null
            : throw new CheckpointException($"{last.Message} No other checkpoint in {Folder} can be read; restore one from a copy, or start in a new folder.", last);
    }

    private static long? StepOf(string file)
    {
        var name = Path.GetFileName(file);
        return long.TryParse(name[Prefix.Length..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out var step) ? step : null;
    }
}

using NasSharp.Training.Checkpoints;

namespace NasSharp.Training.Runs;

/// <summary>The layout of a run's folder, and the lock that keeps a second process out of it.</summary>
public sealed class RunFolder : IDisposable
{
    private readonly FileStream _lock;

    private RunFolder(string path, FileStream @lock)
    {
        Root = path;
        _lock = @lock;
        Checkpoints = new CheckpointStore(At("checkpoints"));
    }

    /// <summary>The folder.</summary>
    public string Root { get; }

    /// <summary>Kind, seed, options, device and version of the run.</summary>
    public string Description => At("run.json");

    /// <summary>Metrics, one JSON object a line.</summary>
    public string Metrics => At("metrics.jsonl");

    /// <summary>The folder of TensorBoard's event files.</summary>
    public string TensorBoard => At("tensorboard");

    /// <summary>The architecture that a search has found.</summary>
    public string Architecture => At("architecture.json");

    /// <summary>What a search would answer after an epoch, from 0.</summary>
    public string ArchitectureAfter(int epoch) => At(Path.Combine("architectures", FormattableString.Invariant($"epoch-{epoch:D4}.json")));

    /// <summary>Removes the answers after later epochs than this one, which a search that went back has taken back; -1: all.</summary>
    internal void ForgetArchitecturesAfter(int epoch)
    {
        if (Directory.Exists(At("architectures")))
            foreach (var file in Directory.EnumerateFiles(At("architectures"), "epoch-*.json").Where(f => string.CompareOrdinal(Path.GetFileName(f), Path.GetFileName(ArchitectureAfter(epoch))) > 0).ToList())
                File.Delete(file);
    }

    /// <summary>The weights of a supernet after a search.</summary>
    public string Supernet => At("supernet.safetensors");

    /// <summary>The weights of a retrained network.</summary>
    public string Model => At("model.safetensors");

    /// <summary>The result of a finished run.</summary>
    public string Result => At("result.json");

    /// <summary>The run's checkpoints.</summary>
    public CheckpointStore Checkpoints { get; }

    /// <summary>Whether a folder holds a run, finished or not.</summary>
    public static bool HoldsRun(string path) => File.Exists(Path.Combine(path, "run.json"));

    /// <summary>Opens a folder for one run; it is made when missing.</summary>
    /// <exception cref="RunFolderException">Another process uses the folder, or it cannot be written.</exception>
    public static RunFolder Open(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            var root = Directory.CreateDirectory(path).FullName;
            return new RunFolder(root, Lock(Path.Combine(root, "run.lock")));
        }
        catch (IOException error) when (Directory.Exists(path))
        {
            throw new RunFolderException($"The folder {path} is in use by another run; wait for it or choose another folder.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RunFolderException($"The folder {path} cannot be used for a run: {error.Message}", error);
        }
    }

    // Whoever only looks whether the run is at work holds the lock for a moment.
    private static FileStream Lock(string path)
    {
        for (var tries = 3; ; tries--)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (tries > 1 && File.Exists(path))
            {
                Thread.Sleep(20);
            }
        }
    }

    /// <summary>The path of a file in the folder.</summary>
    public string At(string name) => Path.Combine(Root, name);

    /// <summary>Lets other processes use the folder.</summary>
    public void Dispose() => _lock.Dispose();
}

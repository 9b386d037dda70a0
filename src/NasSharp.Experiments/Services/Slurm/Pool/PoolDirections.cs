using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using NasSharp.Experiments.Store;
using NasSharp.Torch.IO;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>The file that leads a worker to its manager and says what it runs. Only its owner may read it: the secret is in it.</summary>
internal sealed record PoolDirections
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter() }, WriteIndented = true };

    /// <summary>What a worker must say.</summary>
    public required string Secret { get; init; }

    /// <summary>A text that no other manager has.</summary>
    public required string Epoch { get; init; }

    /// <summary>How to reach the manager.</summary>
    public required SlurmTransport Transport { get; init; }

    /// <summary>The manager's name or address.</summary>
    public string Address { get; init; } = "";

    /// <summary>Its port.</summary>
    public int Port { get; init; }

    /// <summary>The service's options, for the worker too.</summary>
    public required SlurmOptions Options { get; init; }

    /// <summary>Where the file of an experiment is.</summary>
    public static string FileOf(string experimentFolder) => Path.Combine(FolderOf(experimentFolder), "pool.json");

    /// <summary>The folder of what belongs to workers.</summary>
    public static string FolderOf(string experimentFolder) => Path.Combine(experimentFolder, "slurm");

    /// <summary>The secret of an experiment; workers of earlier managers know it.</summary>
    public static string SecretOf(string experimentFolder) => TryRead(FileOf(experimentFolder))?.Secret ?? RandomNumberGenerator.GetHexString(64, lowercase: true);

    /// <summary>Reads a file; null when it is not there, or not what it should be.</summary>
    public static PoolDirections? TryRead(string path)
    {
        try
        {
            return JsonSerializer.Deserialize<PoolDirections>(File.ReadAllText(path), Json);
        }
        catch (Exception error) when (error is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes the file into the experiment's folder.</summary>
    public void Write()
    {
        if (OperatingSystem.IsWindows())
            throw new ExperimentException("The slurm service needs a system with Unix's file modes: nobody else may read its secret.");
        var folder = FolderOf(Options.ExperimentFolder);
        Directory.CreateDirectory(folder);
        // Before the secret is there: nobody else can reach what is in this folder.
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var file = FileOf(Options.ExperimentFolder);
        AtomicFile.WriteAllText(file, JsonSerializer.Serialize(this, Json));
        File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }
}

using NasSharp.Spaces.Json;
using NasSharp.Torch.IO;

namespace NasSharp.Spaces;

/// <summary>Architecture files: NNI's JSON, with an optional description in a <c>$meta</c> member.</summary>
public static class ArchitectureFile
{
    /// <summary>Reads a file in any of NNI's encodings and checks it against the space.</summary>
    /// <exception cref="ArchitectureException">The file is missing, is no such file or does not fit; the message names file, key and remedy.</exception>
    public static Architecture Read(string path, SearchSpace space)
    {
        ArgumentNullException.ThrowIfNull(space);
        return Architecture.Parse(space, Text(path), path);
    }

    /// <summary>Reads only the description; null when the file has none.</summary>
    /// <exception cref="ArchitectureException">The file is missing or no JSON object.</exception>
    public static ArchitectureMeta? ReadMeta(string path) => ArchitectureReader.ParseMeta(Text(path), path);

    /// <summary>
    /// Writes the file, all or nothing. The space's fingerprint and the tool's version are filled into <paramref name="meta"/> where it has none;
    /// without <paramref name="meta"/> the file is exactly what NNI writes.
    /// </summary>
    public static void Write(string path, Architecture architecture, ArchitectureMeta? meta = null, KeyOrder order = KeyOrder.Network)
    {
        ArgumentNullException.ThrowIfNull(architecture);
        var filled = meta is null ? null : meta with
        {
            ToolVersion = meta.ToolVersion ?? ArchitectureMeta.CurrentToolVersion,
            SpaceFingerprint = meta.SpaceFingerprint ?? architecture.Space.Fingerprint,
        };
        AtomicFile.WriteAllText(path, architecture.ToJson(filled, order));
    }

    private static string Text(string path) => SpaceFileText.Read(path, (what, inner) => new ArchitectureException(what, inner));
}

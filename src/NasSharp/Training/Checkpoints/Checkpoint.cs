using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Torch.Data;
using NasSharp.Torch.IO;
using NasSharp.Torch.Serialization;

namespace NasSharp.Training.Checkpoints;

/// <summary>
/// Everything that a run needs to go on exactly. On disk it is one safetensors file: tensors are called <c>section/name</c>, the JSON parts stand in
/// the metadata, and so does a SHA-256 over the whole file, so that a cut or changed file is recognised before anything is read from it.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private const int Version = 1;
    private const string VersionKey = "nassharp.checkpoint";
    private const string SectionPrefix = "section.";

    private readonly OrderedDictionary<string, CheckpointSection> _sections = new(StringComparer.Ordinal);
    private OwnedTensors? _owned;

    /// <summary>The sections by name.</summary>
    public IReadOnlyDictionary<string, CheckpointSection> Sections => _sections;

    /// <summary>Adds an empty section.</summary>
    /// <exception cref="ArgumentException">The name is empty, contains a slash or is taken.</exception>
    public CheckpointSection Add(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Contains('/', StringComparison.Ordinal))
            throw new ArgumentException($"The section name '{name}' contains a slash.", nameof(name));
        var section = new CheckpointSection(name);
        _sections.Add(name, section);
        return section;
    }

    /// <summary>One section.</summary>
    /// <exception cref="CheckpointException">There is none of that name.</exception>
    public CheckpointSection this[string name] => _sections.TryGetValue(name, out var section)
        ? section
        : throw new CheckpointException($"The checkpoint has no section '{name}'; it was written for another kind of run. It has {string.Join(", ", _sections.Keys)}.");

    /// <summary>Writes the file, all or nothing.</summary>
    public void Write(string path)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            [VersionKey] = Version.ToString(System.Globalization.CultureInfo.InvariantCulture),
            [FileDigest.Key] = FileDigest.Placeholder,
        };
        foreach (var (name, section) in _sections)
            metadata[SectionPrefix + name] = section.Values.ToJsonString();
        var tensors = _sections.SelectMany(s => s.Value.Tensors.Select(t => KeyValuePair.Create($"{s.Key}/{t.Key}", t.Value)));
        AtomicFile.Write(path, stream => FileDigest.Write(stream, target => Safetensors.Write(target, tensors, metadata)));
    }

    /// <summary>Reads a file and checks it from the first byte to the last.</summary>
    /// <exception cref="CheckpointException">The file is cut, changed or no checkpoint; the message names it.</exception>
    public static Checkpoint Read(string path)
    {
        try
        {
            FileDigest.Verify(path);
            using var file = SafetensorsFile.Open(path);
            return Read(file, path);
        }
        catch (DataFormatException error)
        {
            throw new CheckpointException($"{error.Message} (checkpoint)", error);
        }
        catch (JsonException error)
        {
            throw new CheckpointException($"{path}: a section of the checkpoint is not JSON ({error.Message})", error);
        }
    }

    /// <summary>Frees the tensors of a checkpoint that was read; those of one that is being written belong to others.</summary>
    public void Dispose() => _owned?.Dispose();

    private static Checkpoint Read(SafetensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(VersionKey, out var version) || version != "1")
            throw new CheckpointException($"{path}: {(version is null ? "not a checkpoint of NasSharp" : $"written in version {version} of the format, this program reads {Version}")}.");
        var checkpoint = new Checkpoint();
        foreach (var (key, text) in file.Metadata)
        {
            if (key.StartsWith(SectionPrefix, StringComparison.Ordinal))
                checkpoint.Add(key[SectionPrefix.Length..]).Values = JsonNode.Parse(text) as JsonObject ?? [];
        }
        checkpoint._owned = new OwnedTensors();
        foreach (var entry in file.Entries)
        {
            var slash = entry.Name.IndexOf('/', StringComparison.Ordinal);
            if (slash < 0)
                throw new CheckpointException($"{path}: the tensor '{entry.Name}' belongs to no section of the checkpoint.");
            checkpoint[entry.Name[..slash]].Tensors.Add(entry.Name[(slash + 1)..], checkpoint._owned.Keep(file.Read(entry.Name)));
        }
        return checkpoint;
    }

    // Tensors of their own, whatever scope is open when the checkpoint is read.
    private sealed class OwnedTensors : IDisposable
    {
        private readonly List<torch.Tensor> _tensors = [];

        public torch.Tensor Keep(torch.Tensor tensor)
        {
            _tensors.Add(tensor.DetachFromDisposeScope());
            return tensor;
        }

        public void Dispose() => _tensors.ForEach(t => t.Dispose());
    }
}

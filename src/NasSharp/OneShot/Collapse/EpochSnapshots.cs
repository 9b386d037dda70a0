using System.Globalization;
using NasSharp.Torch;
using NasSharp.Training.Checkpoints;

namespace NasSharp.OneShot.Collapse;

/// <summary>The states of a run after its last epochs: files in a folder, or copies in memory when the run has no folder.</summary>
internal sealed class EpochSnapshots(string? folder) : IDisposable
{
    private const string Prefix = "epoch-";
    private const string Extension = ".safetensors";

    private readonly SortedDictionary<int, Checkpoint> _inMemory = [];

    /// <summary>Keeps the parts' state as that of an epoch.</summary>
    public void Write(int epoch, IEnumerable<KeyValuePair<string, ICheckpointed>> parts)
    {
        using var scope = torch.NewDisposeScope();
        using var recording = torch.no_grad();
        var checkpoint = new Checkpoint();
        foreach (var (name, part) in parts)
            part.Save(checkpoint.Add(name));
        if (folder is not null)
        {
            checkpoint.Write(PathOf(epoch));
            return;
        }
        foreach (var section in checkpoint.Sections.Values)
            foreach (var (name, tensor) in section.Tensors.ToList())
                section.Tensors[name] = tensor.detach().clone().DetachFromDisposeScope();
        Forget(epoch);
        _inMemory[epoch] = checkpoint;
    }

    /// <summary>Whether the state of an epoch is there.</summary>
    public bool Has(int epoch) => folder is null ? _inMemory.ContainsKey(epoch) : File.Exists(PathOf(epoch));

    /// <summary>Loads the parts with the state of an epoch.</summary>
    /// <exception cref="CheckpointException">The file is damaged.</exception>
    public void Restore(int epoch, IEnumerable<KeyValuePair<string, ICheckpointed>> parts)
    {
        using var scope = torch.NewDisposeScope();
        using var read = folder is null ? null : Checkpoint.Read(PathOf(epoch));
        var saved = read ?? _inMemory[epoch];
        foreach (var (name, part) in parts)
            part.Load(saved[name]);
    }

    /// <summary>Forgets the states of all epochs that are not wanted any more.</summary>
    public void Keep(Func<int, bool> wanted)
    {
        foreach (var epoch in _inMemory.Keys.Where(e => !wanted(e)).ToList())
            Forget(epoch);
        if (folder is null || !Directory.Exists(folder))
            return;
        foreach (var file in Directory.GetFiles(folder, $"{Prefix}*{Extension}"))
            if (int.TryParse(Path.GetFileNameWithoutExtension(file)[Prefix.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out var epoch) && !wanted(epoch))
                File.Delete(file);
    }

    /// <summary>Frees copies in memory; files stay.</summary>
    public void Dispose()
    {
        foreach (var epoch in _inMemory.Keys.ToList())
            Forget(epoch);
    }

    private string PathOf(int epoch) => Path.Combine(folder!, FormattableString.Invariant($"{Prefix}{epoch:D4}{Extension}"));

    private void Forget(int epoch)
    {
        if (!_inMemory.Remove(epoch, out var checkpoint))
            return;
        foreach (var tensor in checkpoint.Sections.Values.SelectMany(s => s.Tensors.Values))
            tensor.Dispose();
    }
}

using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Torch;
using NasSharp.Torch.Serialization;
using NasSharp.Training.Checkpoints;

namespace NasSharp.OneShot;

/// <summary>
/// What architectures scored with one state of a supernet, a line each, written as soon as it is known. A search that is killed while it compares architectures
/// repeats its draws, which are the same, and finds here what it had measured. The first line names the state; a journal of another one is begun anew.
/// </summary>
internal sealed class ScoreJournal : IDisposable
{
    private readonly Dictionary<string, IReadOnlyDictionary<string, double>> _known = new(StringComparer.Ordinal);
    private readonly FileStream? _file;

    /// <summary>Opens the journal of a supernet's state.</summary>
    /// <param name="path">The file; null: scores are remembered and not written.</param>
    /// <param name="supernet">The weights that the scores belong to.</param>
    public ScoreJournal(string? path, torch.nn.Module supernet)
    {
        if (path is null)
            return;
        _file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var head = new JsonObject { ["supernet"] = Digest(supernet) }.ToJsonString();
        _file.SetLength(Read(head));
        _file.Seek(0, SeekOrigin.End);
        if (_file.Position == 0)
            Append(head);
    }

    /// <summary>How many architectures it knows.</summary>
    public int Count => _known.Count;

    /// <summary>What an architecture scored; null when it was not measured.</summary>
    public IReadOnlyDictionary<string, double>? Find(string architecture) => _known.GetValueOrDefault(architecture);

    /// <summary>Writes down what an architecture scored.</summary>
    public void Add(string architecture, IReadOnlyDictionary<string, double> metrics)
    {
        _known.Add(architecture, metrics);
        Append(new JsonObject
        {
            ["architecture"] = architecture,
            ["metrics"] = new JsonObject(metrics.Select(m => KeyValuePair.Create(m.Key, (JsonNode?)m.Value.ToString("R", CultureInfo.InvariantCulture)))),
        }.ToJsonString());
    }

    /// <summary>Closes the file.</summary>
    public void Dispose() => _file?.Dispose();

    // The length of what is whole: a process that died while it wrote leaves half a line.
    private long Read(string head)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        long whole = 0;
        for (int start = 0, end; (end = Array.IndexOf(bytes, (byte)'\n', start)) >= 0; start = end + 1)
        {
            var line = Encoding.UTF8.GetString(bytes, start, end - start);
            if (start == 0 ? line != head : !TryTake(line))
                break;
            whole = end + 1;
        }
        return whole;
    }

    private bool TryTake(string line)
    {
        try
        {
            var entry = JsonNode.Parse(line)!;
            var metrics = entry["metrics"]!.AsObject().ToDictionary(
                m => m.Key, m => double.Parse(m.Value!.GetValue<string>(), CultureInfo.InvariantCulture), StringComparer.Ordinal);
            return _known.TryAdd(entry["architecture"]!.GetValue<string>(), metrics);
        }
        catch (Exception damaged) when (damaged is JsonException or InvalidOperationException or FormatException or NullReferenceException)
        {
            return false;
        }
    }

    private void Append(string line)
    {
        _file?.Write(Encoding.UTF8.GetBytes(line + "\n"));
        _file?.Flush();
    }

    private static string Digest(torch.nn.Module supernet)
    {
        using var scope = torch.NewDisposeScope();
        using var hash = new HashingStream(Stream.Null);
        Safetensors.Write(hash, supernet.state_dict());
        return hash.TakeDigest();
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NasSharp.Cli.CommandLine;
using NasSharp.Cli.Output;
using NasSharp.Cli.Runs;
using NasSharp.Proxies;
using NasSharp.Spaces;
using NasSharp.Torch.IO;

namespace NasSharp.Cli.Scores;

/// <summary>
/// What a <c>score</c> has done before its output is written: a file beside that output whose first line holds the options and what the images were, and which has a line for each
/// architecture, on the disk before the next one is begun. It is gone when the output is there.
/// </summary>
internal sealed class UnfinishedScores : IDisposable
{
    private readonly string path;
    private readonly FileStream file;
    private readonly List<string> lines;
    private int added;

    private UnfinishedScores(string path, List<string> lines, long length)
    {
        (this.path, this.lines) = (path, lines);
        file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
        file.SetLength(length);
        file.Seek(0, SeekOrigin.End);
    }

    /// <summary>The file beside an output.</summary>
    public static string PathOf(string output) => output + ".part";

    /// <summary>The options of the score that is to be continued.</summary>
    public static IReadOnlyDictionary<string, string> OptionsOf(string output)
    {
        var path = PathOf(output);
        if (!File.Exists(path))
            throw new DataProblem(File.Exists(output)
                ? $"{output} is complete: there is nothing to continue; leave --resume out to begin anew"
                : $"there is no {path} to continue; leave --resume out to begin");
        return Head(path, Lines(path).Whole).Options;
    }

    /// <summary>Begins a score.</summary>
    public static UnfinishedScores Begin(CommandContext context, string output, IReadOnlyDictionary<string, string> options, string images)
    {
        var path = PathOf(output);
        if (File.Exists(path))
            throw new UsageException($"{path} holds what an interrupted score has done: continue it with '{RunArguments.ResumeCommand(context, output)}', or remove the file");
        AtomicFile.WriteAllText(path, JsonSerializer.Serialize(new Header(options, images), Json.Line) + "\n");
        return new UnfinishedScores(path, [], new FileInfo(path).Length);
    }

    /// <summary>Goes on with a score; half a line at the end, of an architecture during which the process died, is dropped.</summary>
    public static UnfinishedScores Continue(string output, string images)
    {
        var path = PathOf(output);
        var (whole, length) = Lines(path);
        return Head(path, whole).Images == images
            ? new UnfinishedScores(path, whole[1..], length)
            : throw new DataProblem($"{path} was made with other images than --data gives now; remove the file to begin anew");
    }

    /// <summary>The scores of the first architectures, as they were.</summary>
    /// <param name="architectures">Those of the whole score.</param>
    /// <param name="proxies">The proxies of each.</param>
    public List<ProxyScores> Done(IReadOnlyList<Architecture> architectures, IReadOnlyList<IZeroCostProxy> proxies)
    {
        if (lines.Count > architectures.Count)
            throw Damaged(path, architectures.Count + 1, "there are more lines than architectures");
        var done = new List<ProxyScores>();
        foreach (var (index, line) in lines.Index())
        {
            var row = Parse<Row>(path, index + 1, line);
            if (row.Architecture?.ToJsonString() != Compact(architectures[index]))
                throw Damaged(path, index + 1, "it is of another architecture");
            if (row.Scores is null || !row.Scores.Keys.SequenceEqual(proxies.Select(p => p.Name)))
                throw Damaged(path, index + 1, "it has other proxies");
            done.Add(new ProxyScores(architectures[index], row.Scores));
        }
        return done;
    }

    /// <summary>Writes down the scores of the next architecture.</summary>
    public void Add(ProxyScores scores)
    {
        file.Write(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(new Row(JsonNode.Parse(scores.Architecture.ToJson()), scores.Scores), Row.Format) + "\n"));
        file.Flush(flushToDisk: true);
        added++;
    }

    /// <summary>Forgets everything: the output is there.</summary>
    public void Remove() => File.Delete(path);

    /// <summary>Closes the file; one in which nothing stands is in nobody's way.</summary>
    public void Dispose()
    {
        file.Dispose();
        if (lines.Count + added == 0)
            Remove();
    }

    private static string Compact(Architecture architecture) => JsonNode.Parse(architecture.ToJson())!.ToJsonString();

    private static (List<string> Whole, long Length) Lines(string path)
    {
        var bytes = File.ReadAllBytes(path);
        var length = Array.LastIndexOf(bytes, (byte)'\n') + 1;
        return ([.. Encoding.UTF8.GetString(bytes, 0, length).Split('\n')[..^1]], length);
    }

    private static Header Head(string path, List<string> lines) => lines.Count > 0 && Parse<Header>(path, 0, lines[0]) is { Options: not null, Images: not null } head
        ? head
        : throw Damaged(path, 0, "it has no options");

    private static T Parse<T>(string path, int line, string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Row.Format) ?? throw new JsonException("it is null");
        }
        catch (JsonException error)
        {
            throw Damaged(path, line, error.Message);
        }
    }

    private static DataProblem Damaged(string path, int line, string reason) => new($"{path}, line {line + 1}, is damaged: {reason}; remove the file to begin anew");

    private sealed record Header(IReadOnlyDictionary<string, string> Options, string Images);

    private sealed record Row(JsonNode? Architecture, IReadOnlyDictionary<string, double?> Scores)
    {
        // A missing score is a null, which the usual format would leave out.
        public static readonly JsonSerializerOptions Format = new(Json.Line) { DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never };
    }
}

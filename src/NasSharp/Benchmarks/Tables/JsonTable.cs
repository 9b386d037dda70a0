using System.IO.Compression;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace NasSharp.Benchmarks.Tables;

/// <summary>Reads tables that are written as JSON, plain or compressed with gzip.</summary>
internal static partial class JsonTable
{
    /// <exception cref="BenchmarkException">The file is missing, damaged or no JSON; the message names the line.</exception>
    public static JsonDocument Read(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            using Stream text = path.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(file, CompressionMode.Decompress) : file;
            return JsonDocument.Parse(text);
        }
        catch (JsonException wrong)
        {
            throw new BenchmarkException($"{path}, line {wrong.LineNumber + 1}: it is no JSON ({wrong.Message.Split(" LineNumber")[0].Split(" Path")[0]}); NaN is no number there.", wrong);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"Cannot read '{path}': {e.Message}", e);
        }
    }

    /// <summary>As <see cref="Read"/>, where Python wrote NaN and Infinity as it does; they become null.</summary>
    public static JsonDocument ReadPython(string path)
    {
        try
        {
            return JsonDocument.Parse(NotFinite().Replace(File.ReadAllText(path), "null"));
        }
        catch (JsonException wrong)
        {
            throw new BenchmarkException($"{path}, line {wrong.LineNumber + 1}: it is no JSON ({wrong.Message.Split(" LineNumber")[0].Split(" Path")[0]}).", wrong);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchmarkException($"Cannot read '{path}': {e.Message}", e);
        }
    }

    /// <summary>The members of an object, those that occur twice included.</summary>
    public static IEnumerable<JsonProperty> Members(JsonElement element, string where) => element.ValueKind == JsonValueKind.Object
        ? element.EnumerateObject()
        : throw new BenchmarkException($"{where}: there is {element.ValueKind} where an object is expected.");

    // Strings of these tables hold names of operations only.
    [GeneratedRegex(@"(?<=[\[,:\s])(NaN|-?Infinity)(?=[\],\s}])")]
    private static partial Regex NotFinite();
}

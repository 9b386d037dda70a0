using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace NasSharp.Cli.Board;

/// <summary>The files of the page, as they were built into the program.</summary>
/// <param name="files">The files by path, such as <c>app/app.js</c>.</param>
internal sealed partial class BoardPage(IReadOnlyDictionary<string, byte[]> files)
{
    private const string Prefix = "board/";

    private readonly Dictionary<string, PageFile> _files = files.Where(f => f.Key != Index).ToDictionary(f => f.Key, f => PageFile.Of(f.Key, f.Value), StringComparer.Ordinal);
    private readonly string? _index = files.TryGetValue(Index, out var index) ? Encoding.UTF8.GetString(index) : null;

    /// <summary>The start page.</summary>
    public const string Index = "index.html";

    /// <summary>Whether there is a page at all.</summary>
    public bool Exists => _index is not null;

    /// <summary>The files in this program.</summary>
    public static BoardPage Embedded()
    {
        var assembly = typeof(BoardPage).Assembly;
        return new BoardPage(assembly.GetManifestResourceNames().Where(n => n.StartsWith(Prefix, StringComparison.Ordinal)).ToDictionary(n => n[Prefix.Length..].Replace('\\', '/'), name =>
        {
            using var stream = assembly.GetManifestResourceStream(name)!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }, StringComparer.Ordinal));
    }

    /// <summary>A file; null when there is none of that path.</summary>
    public PageFile? Find(string path) => _files.GetValueOrDefault(path);

    /// <summary>The start page with the token for commands in its head.</summary>
    public string IndexWith(string token)
    {
        var meta = $"<meta name=\"nas-token\" content=\"{token}\">";
        return _index is null ? Missing : TokenTag().IsMatch(_index) ? TokenTag().Replace(_index, meta, 1) : HeadTag().Replace(_index, head => head.Value + meta, 1);
    }

    private const string Missing = """
        <!doctype html><html lang="en"><head><meta charset="utf-8"><title>NasSharp Board</title></head><body>
        <h1>The Board</h1>
        <p>The page was not built into this nasctl: <code>board/dist</code> was empty when it was compiled. Build the page (<code>cd board &amp;&amp; npm ci &amp;&amp; npm run build</code>), then build again.</p>
        <p>The data is there all the same: <a href="api/v1/sources">api/v1/sources</a>.</p>
        </body></html>
        """;

    [GeneratedRegex("<meta\\s+name=\"nas-token\"[^>]*>")]
    private static partial Regex TokenTag();

    [GeneratedRegex("<head[^>]*>")]
    private static partial Regex HeadTag();
}

/// <summary>A file of the page.</summary>
internal sealed record PageFile(byte[] Bytes, byte[] Compressed, string ContentType, string ETag)
{
    public static PageFile Of(string path, byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var brotli = new BrotliStream(compressed, CompressionLevel.Optimal, leaveOpen: true))
            brotli.Write(bytes);
        return new PageFile(bytes, compressed.ToArray(), TypeOf(path), $"\"{Convert.ToHexStringLower(SHA256.HashData(bytes))[..32]}\"");
    }

    private static string TypeOf(string path) => Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".html" => "text/html; charset=utf-8",
        ".js" or ".mjs" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".json" or ".map" => "application/json",
        ".svg" => "image/svg+xml",
        ".png" => "image/png",
        ".woff2" => "font/woff2",
        _ => "text/plain; charset=utf-8",
    };
}

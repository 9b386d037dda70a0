using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasSharp.Cli.Board.Live;
using NasSharp.Cli.Board.Sources;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Board.Web;

/// <summary><c>meta</c>, <c>sources</c> and their files.</summary>
internal static class SourceEndpoints
{
    private const int MostFiles = 500;
    private static readonly string[] Looking = ["events"];
    private static readonly string[] Commanding = ["commands", "events"];

    public static void Map(IEndpointRouteBuilder api, BoardOptions board, ChangeWatcher watcher)
    {
        api.MapGet("meta", () => Answers.Ok(new
        {
            version = NasCtl.Version,
            apiVersion = 1,
            readOnly = board.ReadOnly,
            root = board.Root,
            features = board.ReadOnly ? Looking : Commanding,
            page = board.Page.Exists,
        }));
        api.MapGet("sources", () => Answers.Ok(new { items = board.Catalog.Entries().Select(e => e.Item()).ToList(), cursor = watcher.Changes.Cursor, problems = board.Catalog.Problems }));
        api.MapGet("sources/{id}", (string id) => Detail(board.Catalog.Find(id)));
        api.MapGet("sources/{id}/files", (string id) =>
        {
            var files = board.Catalog.Find(id).Files;
            return Answers.Ok(new { items = files.Files(3, MostFiles).Select(f => new { path = files.Relative(f.FullName), bytes = f.Length, updatedAt = SourceEntry.Milliseconds(f.LastWriteTimeUtc) }) });
        });
        api.MapGet("sources/{id}/file", (string id, HttpContext context) => Part(board.Catalog.Find(id), context));
    }

    private static IResult Detail(SourceEntry source)
    {
        var item = System.Text.Json.JsonSerializer.SerializeToNode(source.Item(), BoardJson.Options)!.AsObject();
        var problems = new List<string>();
        item["config"] = source.Run is null ? Configuration(source) : JsonFile.Read(Path.Combine(source.Folder, "run.json"), problems);
        item["tool"] = source.Run is null ? null : JsonFile.Read(Path.Combine(source.Folder, "nasctl.json"), problems);
        item["result"] = source.Run is null ? null : JsonFile.Read(Path.Combine(source.Folder, "result.json"), problems);
        return Answers.Ok(item);
    }

    private static JsonNode? Configuration(SourceEntry source)
    {
        try
        {
            return source.Experiment!.With((store, _) => JsonNode.Parse(store.Info().Configuration));
        }
        catch (Exception error) when (error is DamagedSourceException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static IResult Part(SourceEntry source, HttpContext context)
    {
        var path = context.Request.Query["path"].FirstOrDefault() ?? "";
        if (source.Files.File(path) is not { } file || !SafeFolder.MayDownload(Path.GetFileName(file)))
            throw BoardException.Missing("There is no such file in this source.");
        var part = FilePart.Read(file, Answers.Long(context.Request, "after", 0)!.Value, Answers.Whole(context.Request, "max", 1 << 16, 1, FilePart.Most));
        context.Response.Headers["X-Nas-Total"] = FormattableString.Invariant($"{part.Total}");
        context.Response.Headers["X-Nas-Next"] = FormattableString.Invariant($"{part.Next}");
        return Results.Bytes(part.Bytes, "text/plain; charset=utf-8");
    }
}

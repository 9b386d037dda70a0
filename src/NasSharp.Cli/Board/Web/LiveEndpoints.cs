using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NasSharp.Cli.Board.Live;

namespace NasSharp.Cli.Board.Web;

/// <summary><c>events</c> and <c>changes</c>: that something moved.</summary>
internal static class LiveEndpoints
{
    private static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    public static void Map(IEndpointRouteBuilder api, ChangeWatcher watcher, CancellationToken stopping)
    {
        api.MapGet("changes", (HttpRequest request) =>
        {
            watcher.Ask();
            var (events, _, cursor) = watcher.Changes.Since(request.Query["since"].FirstOrDefault());
            return Answers.Ok(new { cursor, events = events.Where(e => Concerns(e, request)).Select(e => new { type = e.Type, data = e.Data }) });
        });
        api.MapGet("events", (HttpContext context) => Stream(context, watcher, stopping));
    }

    private static async Task Stream(HttpContext context, ChangeWatcher watcher, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        using var listening = watcher.Listen();
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers["X-Accel-Buffering"] = "no";
        var known = context.Request.Headers["Last-Event-ID"].FirstOrDefault() ?? context.Request.Query["since"].FirstOrDefault();
        try
        {
            var (events, more, cursor) = watcher.Changes.Since(known);
            await Send(context.Response, new BoardEvent(cursor, "hello", new { cursor }, 0), ended.Token);
            while (true)
            {
                foreach (var happened in events.Where(e => Concerns(e, context.Request)))
                    await Send(context.Response, happened, ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
                while (await Task.WhenAny(more, Task.Delay(Heartbeat, ended.Token)) != more)
                {
                    ended.Token.ThrowIfCancellationRequested();
                    await context.Response.WriteAsync(": still here\n\n", ended.Token);
                    await context.Response.Body.FlushAsync(ended.Token);
                }
                (events, more, cursor) = watcher.Changes.Since(cursor);
            }
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or the server ends.
        }
    }

    private static async Task Send(HttpResponse response, BoardEvent happened, CancellationToken cancel) =>
        await response.Body.WriteAsync(Encoding.UTF8.GetBytes($"id: {happened.Id}\nevent: {happened.Type}\ndata: {JsonSerializer.Serialize(happened.Data, BoardJson.Options)}\n\n"), cancel);

    private static bool Concerns(BoardEvent happened, HttpRequest request) =>
        request.Query["source"].FirstOrDefault() is not { Length: > 0 } only || happened.Data is not IDictionary<string, object?> data || Equals(data["id"], only);
}

using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NasSharp.Cli.Board.Live;
using NasSharp.Cli.Board.Web;

namespace NasSharp.Cli.Board;

/// <summary>The Board's server: it runs until it is disposed, and nothing it does leaves the machine.</summary>
internal sealed class BoardServer : IAsyncDisposable
{
    private const string Policy = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private readonly WebApplication _app;
    private readonly ChangeWatcher _watcher;
    private readonly BoardGate _gate;
    private readonly BoardOptions _options;
    private readonly CancellationTokenSource _stopping = new();

    private BoardServer(BoardOptions options)
    {
        (_options, _gate, _watcher) = (options, new BoardGate(options.Address), new ChangeWatcher(options.Catalog, options.Time));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 1 << 16;
            kestrel.Listen(options.Address, options.Port);
        });
        _app = builder.Build();
        _app.Use(Guard);
        var api = _app.MapGroup("/api/v1");
        SourceEndpoints.Map(api, options, _watcher);
        RunEndpoints.Map(api, options.Catalog);
        ExperimentEndpoints.Map(api, options);
        LiveEndpoints.Map(api, _watcher, _stopping.Token);
        _app.MapFallback("/api/{*path}", (HttpContext context) => Answers.Problem(BoardException.Missing($"There is nothing at {context.Request.Path}.")));
        _app.MapFallback("{*path}", Page);
    }

    /// <summary>The address to open, with the token where one is needed.</summary>
    public string Url => $"{Origin}/{(_gate.IsLocal ? "" : $"?token={_gate.Token}")}";

    /// <summary>Scheme, host and port.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>The token for commands.</summary>
    public string Token => _gate.Token;

    /// <summary>Starts to listen.</summary>
    /// <exception cref="IOException">The port is taken, or the address is not this machine's.</exception>
    public static async Task<BoardServer> StartAsync(BoardOptions options)
    {
        var server = new BoardServer(options);
        try
        {
            await server._app.StartAsync();
            var address = new Uri(server._app.Urls.First());
            var host = options.Address.Equals(IPAddress.Any) || options.Address.Equals(IPAddress.IPv6Any) ? Environment.MachineName : address.Host;
            server.Origin = $"http://{host}:{address.Port}";
            server._watcher.Start();
            return server;
        }
        catch
        {
            await server.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends all streams and the server.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        using var atOnce = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _app.StopAsync(atOnce.Token);
        await _app.DisposeAsync();
        _watcher.Dispose();
        _stopping.Dispose();
    }

    private async Task Guard(HttpContext context, RequestDelegate next)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        IResult problem;
        try
        {
            _gate.Demand(context);
            await next(context);
            return;
        }
        catch (BoardException refused)
        {
            problem = Answers.Problem(refused);
        }
        catch (BadHttpRequestException wrong)
        {
            problem = Answers.Problem(BoardException.Wrong(wrong.Message));
        }
        catch (OperationCanceledException)
        {
            return;
        }
        // Whatever a damaged or vanishing file does: the page shows the rest.
        catch (Exception error) when (!context.Response.HasStarted)
        {
            problem = Answers.Damaged($"This cannot be read: {error.Message}");
        }
        await problem.ExecuteAsync(context);
    }

    private IResult Page(HttpContext context)
    {
        var path = context.Request.Path.Value!.TrimStart('/');
        if (path is "" or BoardPage.Index)
            return Results.Content(_options.Page.IndexWith(_options.ReadOnly ? "" : _gate.Token), "text/html; charset=utf-8");
        if (_options.Page.Find(path) is not { } file)
            throw BoardException.Missing($"There is nothing at /{path}.");
        var (request, response) = (context.Request, context.Response);
        response.Headers.CacheControl = "no-cache";
        response.Headers.ETag = file.ETag;
        response.Headers.Vary = "Accept-Encoding";
        if (request.Headers.IfNoneMatch.Contains(file.ETag))
            return Results.StatusCode(304);
        if (!request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal))
            return Results.Bytes(file.Bytes, file.ContentType);
        response.Headers.ContentEncoding = "br";
        return Results.Bytes(file.Compressed, file.ContentType);
    }

    // Signals belong to nasctl.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}

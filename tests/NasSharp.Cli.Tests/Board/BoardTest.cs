using System.Net;
using System.Text.Json;
using NasSharp.Cli.Board;
using NasSharp.Cli.Board.Sources;

namespace NasSharp.Cli.Tests.Board;

/// <summary>A test with a folder and a real server on a free port.</summary>
public abstract class BoardTest : IAsyncLifetime
{
    private readonly HttpClient _client = new(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false });
    private SourceCatalog? _catalog;

    internal TemporaryFolder Folder { get; } = new();

    internal BoardServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Prepare();
        Server = await Start(readOnly: false);
    }

    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _catalog?.Dispose();
        _client.Dispose();
        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>Fills the folder before the server starts.</summary>
    protected virtual void Prepare()
    {
    }

    internal async Task<BoardServer> Start(bool readOnly, IPAddress? address = null)
    {
        _catalog ??= new SourceCatalog(Folder.Path, () => [], new HurriedClock());
        return await BoardServer.StartAsync(new BoardOptions
        {
            Catalog = _catalog, Root = Folder.Path, ReadOnly = readOnly, Address = address ?? IPAddress.Loopback,
            Page = new BoardPage(new Dictionary<string, byte[]> { ["index.html"] = "<html><head></head><body>page</body></html>"u8.ToArray(), ["app/app.js"] = "let x = 1;"u8.ToArray() }),
        });
    }

    internal async Task<HttpResponseMessage> Send(string path, Action<HttpRequestMessage>? change = null, BoardServer? server = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, (server ?? Server).Origin + path);
        change?.Invoke(request);
        return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    internal async Task<JsonElement> Get(string path)
    {
        using var response = await Send("/api/v1/" + path);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {(int)response.StatusCode} {text}");
        return JsonDocument.Parse(text).RootElement;
    }

    internal async Task<string> Id(string path) => (await Get("sources")).GetProperty("items").EnumerateArray().First(i => i.GetProperty("path").GetString() == path).GetProperty("id").GetString()!;

    internal static double?[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Null ? (double?)null : v.GetDouble())];
}

/// <summary>A clock by which much time has passed between two looks, so that nothing that is remembered for a while is.</summary>
internal sealed class HurriedClock : TimeProvider
{
    private long _looks;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Increment(ref _looks) * TimeSpan.TicksPerHour;
}

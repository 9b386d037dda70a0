using System.Net;
using System.Text;

namespace NasSharp.Cli.Tests.Board;

/// <summary>Who is served what, and who is not.</summary>
public sealed class BoardServerTests : BoardTest
{
    [Fact]
    public async Task Empty_folder_has_no_sources_and_no_problem()
    {
        var sources = await Get("sources");

        Assert.Empty(sources.GetProperty("items").EnumerateArray());
        Assert.Empty(sources.GetProperty("problems").EnumerateArray());
    }

    [Fact]
    public async Task Start_page_carries_the_token_and_the_policy()
    {
        using var response = await Send("/");

        Assert.Contains($"<meta name=\"nas-token\" content=\"{Server.Token}\">", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("default-src 'self'", response.Headers.GetValues("Content-Security-Policy").Single());
    }

    [Fact]
    public async Task Read_only_server_hands_out_no_token_and_obeys_no_command()
    {
        await using var server = await Start(readOnly: true);
        using var page = await Send("/", null, server);
        using var command = await Send("/api/v1/experiments/x/commands", r => Post(r, server.Token), server);

        Assert.Contains("<meta name=\"nas-token\" content=\"\">", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, command.StatusCode);
        Assert.DoesNotContain("commands", (await Get(server, "meta")));
    }

    [Fact]
    public async Task File_of_the_page_is_sent_once()
    {
        using var first = await Send("/app/app.js");
        using var second = await Send("/app/app.js", r => r.Headers.IfNoneMatch.Add(first.Headers.ETag!));

        Assert.Equal((HttpStatusCode.OK, "text/javascript"), (first.StatusCode, first.Content.Headers.ContentType!.MediaType));
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/app/../../etc/passwd")]
    [InlineData("/api/v1/nothing")]
    [InlineData("/api/v1/runs/run-0000000000/series")]
    [InlineData("/api/v1/sources/..%2f..%2fetc")]
    public async Task What_is_not_there_is_a_problem_document(string path)
    {
        using var response = await Send(path);

        Assert.Equal((HttpStatusCode.NotFound, "application/problem+json"), (response.StatusCode, response.Content.Headers.ContentType!.MediaType));
    }

    [Theory]
    [InlineData("evil.example", false)]
    [InlineData("127.0.0.1.evil.example", false)]
    [InlineData("192.0.2.7", false)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1:80", true)]
    [InlineData("[::1]:9", true)]
    public async Task Host_must_be_this_machine(string host, bool allowed)
    {
        using var response = await Send("/api/v1/meta", r => r.Headers.Host = host);

        Assert.Equal(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0123")]
    public async Task Command_without_the_token_is_refused(string? token)
    {
        using var response = await Send("/api/v1/experiments/x/commands", r => Post(r, token));

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
    }

    [Fact]
    public async Task Address_that_others_reach_needs_a_token_for_everything()
    {
        await using var server = await Start(readOnly: false, IPAddress.Any);
        var at = new UriBuilder(server.Origin) { Host = "127.0.0.1" }.Uri.ToString().TrimEnd('/');
        async Task<HttpResponseMessage> Ask(string path, string? cookie = null) => await Send(path, r =>
        {
            r.RequestUri = new Uri(at + path);
            if (cookie is not null)
                r.Headers.Add("Cookie", cookie);
        });

        using var without = await Ask("/api/v1/meta");
        using var with = await Ask($"/?token={server.Token}");
        using var afterwards = await Ask("/api/v1/meta", with.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);

        Assert.Contains($"?token={server.Token}", server.Url);
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.OK, HttpStatusCode.OK), (without.StatusCode, with.StatusCode, afterwards.StatusCode));
    }

    [Fact]
    public async Task Files_outside_of_a_source_cannot_be_had()
    {
        var run = new RunFixture(Folder.Path, "run");
        File.WriteAllText(Folder["secret.txt"], "secret");
        File.CreateSymbolicLink(run.At("link.txt"), Folder["secret.txt"]);
        Directory.CreateSymbolicLink(run.At("inner"), Folder.Path);
        File.WriteAllText(run.At("key.pem"), "secret");
        var id = await Id("run");

        foreach (var path in new[] { "../secret.txt", "..%2fsecret.txt", "link.txt", "inner/secret.txt", "key.pem", Folder["secret.txt"], "./run.json", "architectures/../../secret.txt", "%00", "" })
        {
            using var response = await Send($"/api/v1/sources/{id}/file?path={path}");
            Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        }
        var listed = (await Get($"sources/{id}/files")).GetProperty("items").EnumerateArray().Select(f => f.GetProperty("path").GetString()).ToList();
        Assert.Contains("run.json", listed);
        Assert.DoesNotContain(listed, p => p!.Contains("link", StringComparison.Ordinal) || p.Contains("inner", StringComparison.Ordinal) || p.Contains("key", StringComparison.Ordinal));
        using var part = await Send($"/api/v1/sources/{id}/file?path=run.json&after=1&max=6");
        Assert.Equal("\"kind\"", await part.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal("7", part.Headers.GetValues("X-Nas-Next").Single());
    }

    [Fact]
    public async Task Link_to_a_folder_elsewhere_is_no_source()
    {
        using var elsewhere = new TemporaryFolder();
        _ = new RunFixture(elsewhere.Path, "run");
        Directory.CreateSymbolicLink(Folder["linked"], elsewhere.Path);

        Assert.Empty((await Get("sources")).GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("series?max=1")]
    [InlineData("series?since=x")]
    [InlineData("weights?dtype=f64")]
    [InlineData("weights?maxFrames=0")]
    [InlineData("architecture?step=-1")]
    public async Task Wrong_argument_is_named(string query)
    {
        _ = new RunFixture(Folder.Path, "run");
        using var response = await Send($"/api/v1/runs/{await Id("run")}/{query}");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(query.Split('?', '=')[1] + "=", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static void Post(HttpRequestMessage request, string? token)
    {
        request.Method = HttpMethod.Post;
        request.Content = new StringContent("""{"type": "stop"}""", Encoding.UTF8, "application/json");
        if (token is not null)
            request.Headers.TryAddWithoutValidation("X-Nas-Token", token);
    }

    private async Task<string> Get(NasSharp.Cli.Board.BoardServer server, string path)
    {
        using var response = await Send("/api/v1/" + path, null, server);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}

using System.Security.Cryptography;
using NasSharp.Torch.Data.Download;
using Reply = NasSharp.Torch.Tests.Data.LocalServer.Reply;
using Request = NasSharp.Torch.Tests.Data.LocalServer.Request;

namespace NasSharp.Torch.Tests.Data;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * 31 + i / 256))];

    private readonly string _folder = Directory.CreateTempSubdirectory("nassharp-download-").FullName;
    private readonly DownloadOptions _options = new() { FirstPause = TimeSpan.Zero, Attempts = 3 };

    private string Target => Path.Combine(_folder, "set.bin");

    private string Part => Target + ".part";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static Reply Whole() => new(200, Content, $"Content-Length: {Content.Length}");

    private static Reply Rest(Request request, int? cutAfter = null)
    {
        var from = (int)(request.From ?? 0);
        var body = Content[from..];
        string[] headers = [$"Content-Length: {body.Length}", .. request.From is null ? Array.Empty<string>() : [$"Content-Range: bytes {from}-{Content.Length - 1}/{Content.Length}"]];
        return new Reply(request.From is null ? 200 : 206, cutAfter is { } n ? body[..Math.Min(n, body.Length)] : body, headers);
    }

    private static RemoteFile File_(params Uri[] addresses) => new("set.bin", Content.Length, Convert.ToHexStringLower(MD5.HashData(Content)), addresses);

    private Task<string> Fetch(LocalServer server, DownloadOptions? options = null, CancellationToken cancellation = default) =>
        Downloader.FetchAsync(File_(server.Address("set.bin")), _folder, options ?? _options, cancellation);

    [Fact]
    public async Task Fetch_from_an_honest_server_brings_the_file_and_tells_its_progress()
    {
        var told = new List<DownloadProgress>();
        using var server = new LocalServer((_, _) => Whole());
        Assert.Equal(Target, await Fetch(server, _options with { Progress = told.Add }));
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
        Assert.False(File.Exists(Part));
        Assert.Equal(new DownloadProgress("set.bin", Content.Length, Content.Length), told[^1]);
        Assert.Equal(told.Select(p => p.Bytes).Order(), told.Select(p => p.Bytes));
    }

    [Fact]
    public async Task Fetch_of_a_file_that_is_there_asks_no_server()
    {
        await File.WriteAllBytesAsync(Target, Content);
        using var server = new LocalServer((_, _) => Whole());
        await Fetch(server);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task Fetch_over_a_damaged_file_replaces_it()
    {
        var damaged = (byte[])Content.Clone();
        damaged[7] ^= 1;
        await File.WriteAllBytesAsync(Target, damaged);
        using var server = new LocalServer((_, _) => Whole());
        await Fetch(server);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_over_a_cut_connection_continues_where_it_ended(bool reset)
    {
        // Eight cuts with three attempts: a try that brings bytes does not count. A reset may take arrived bytes with it, so that a try brings none.
        using var server = new LocalServer((n, request) => Rest(request, n < 8 ? 30_000 : null) with { Reset = reset && n < 8 });
        await Fetch(server, _options with { Attempts = reset ? 10 : 3 });
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
        if (!reset)
            Assert.Equal([null, 30_000L, 60_000, 90_000, 120_000, 150_000, 180_000, 210_000, 240_000], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Fetch_after_a_killed_program_continues_its_part_file()
    {
        await File.WriteAllBytesAsync(Part, Content[..123_456]);
        using var server = new LocalServer((_, request) => Rest(request));
        await Fetch(server);
        Assert.Equal(123_456, Assert.Single(server.Requests).From);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Fetch_from_a_server_that_ignores_ranges_starts_anew()
    {
        await File.WriteAllBytesAsync(Part, Content[..1000]);
        using var server = new LocalServer((_, _) => Whole());
        await Fetch(server);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Fetch_from_a_server_that_ignores_ranges_and_always_cuts_gives_up()
    {
        using var server = new LocalServer((_, _) => Whole() with { Body = Content[..5000] });
        var error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(server));
        Assert.Contains("127.0.0.1", error.Message);
        Assert.InRange(server.Requests.Count, 3, 5);
    }

    [Fact]
    public async Task Fetch_with_a_part_file_of_other_content_starts_anew()
    {
        await File.WriteAllBytesAsync(Part, new byte[2000]);
        using var server = new LocalServer((_, request) => Rest(request));
        await Fetch(server);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
        Assert.Equal([2000, null], server.Requests.Select(r => r.From));
    }

    [Fact]
    public async Task Fetch_with_a_part_file_that_is_too_long_starts_anew()
    {
        await File.WriteAllBytesAsync(Part, new byte[Content.Length + 1]);
        using var server = new LocalServer((_, _) => Whole());
        await Fetch(server);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Fetch_of_wrong_bytes_of_the_right_length_fails_and_keeps_nothing()
    {
        using var server = new LocalServer((_, _) => new Reply(200, new byte[Content.Length], $"Content-Length: {Content.Length}"));
        var error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(server));
        Assert.Contains("the MD5 of what came is not", error.Message);
        Assert.Contains($"put it at {Target}", error.Message);
        Assert.DoesNotContain('\n', error.Message);
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(300_001)]
    public async Task Fetch_of_an_announced_wrong_length_fails_at_once(int length)
    {
        using var server = new LocalServer((_, _) => new Reply(200, new byte[length], $"Content-Length: {length}"));
        var error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(server));
        Assert.Contains($"it has {length} bytes, expected 300000", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fetch_from_a_server_that_never_stops_sending_stops_itself()
    {
        using var server = new LocalServer((_, _) => new Reply(200, new byte[2 * Content.Length])); // no length announced
        var error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(server));
        Assert.Contains("sends more than the expected 300000 bytes", error.Message);
        Assert.Equal(0, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task Fetch_of_a_missing_file_names_the_address_and_asks_once()
    {
        using var server = new LocalServer((_, _) => new Reply(404, "<html>gone</html>"u8.ToArray()));
        var error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(server));
        Assert.Contains(server.Address("set.bin").ToString(), error.Message);
        Assert.Contains("the server answers 404", error.Message);
        Assert.Contains("Fetch it by hand", error.Message);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Fetch_from_a_busy_server_tries_again()
    {
        using var server = new LocalServer((n, _) => n < 2 ? new Reply(503, []) : Whole());
        await Fetch(server);
        Assert.Equal(3, server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_when_the_range_is_refused_starts_anew()
    {
        await File.WriteAllBytesAsync(Part, Content[..1000]);
        using var server = new LocalServer((_, request) => request.From is null ? Whole() : new Reply(416, []));
        await Fetch(server);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Fetch_from_a_server_that_falls_silent_fails_after_the_limit_and_keeps_what_came()
    {
        using var server = new LocalServer((_, request) => Rest(request, 4000) with { ThenSilence = true });
        var error = await Assert.ThrowsAsync<DownloadException>(() => Fetch(server, _options with { Silence = TimeSpan.FromSeconds(2), Attempts = 1 }));
        Assert.Contains("was silent for 2 s", error.Message);
        Assert.Equal(4000, new FileInfo(Part).Length);
    }

    [Fact]
    public async Task Fetch_whose_first_address_fails_uses_the_mirror()
    {
        using var broken = new LocalServer((_, _) => new Reply(403, []));
        using var mirror = new LocalServer((_, _) => Whole());
        await Downloader.FetchAsync(File_(broken.Address("a"), mirror.Address("b")), _folder, _options);
        Assert.Equal(Content, await File.ReadAllBytesAsync(Target));
    }

    [Fact]
    public async Task Fetch_from_an_address_without_a_server_fails_with_the_address()
    {
        Uri closed;
        using (var server = new LocalServer((_, _) => Whole()))
            closed = server.Address("set.bin");
        var error = await Assert.ThrowsAsync<DownloadException>(() => Downloader.FetchAsync(File_(closed), _folder, _options));
        Assert.Contains(closed.ToString(), error.Message);
    }

    [Fact]
    public async Task Fetch_that_is_cancelled_keeps_what_came()
    {
        using var cancel = new CancellationTokenSource();
        using var server = new LocalServer((_, request) => Rest(request, 100_000) with { ThenSilence = true });
        var options = _options with { Progress = p => { if (p.Bytes == 100_000) cancel.Cancel(); } };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Fetch(server, options, cancel.Token));
        Assert.Equal(100_000, new FileInfo(Part).Length);
    }

    [Fact]
    public void Official_files_have_plausible_descriptions()
    {
        RemoteFile[] all = [.. OfficialFiles.Mnist, .. OfficialFiles.FashionMnist, OfficialFiles.Cifar10, OfficialFiles.Cifar100];
        Assert.Equal(10, all.Select(f => f.Md5).Distinct().Count());
        Assert.All(all, file =>
        {
            Assert.Matches("^[0-9a-f]{32}$", file.Md5);
            Assert.All(file.Addresses, a => Assert.EndsWith(file.Name, a.AbsolutePath));
        });
    }
}

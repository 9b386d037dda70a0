using System.Net;
using System.Net.Sockets;

namespace NasSharp.Torch.Tests.Data;

/// <summary>A web server on the loopback address whose answers the test scripts, byte by byte.</summary>
internal sealed class LocalServer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Func<int, Request, Reply> _answer;
    private readonly Task _loop;

    /// <param name="answer">Gets the request's number, from 0, and the request.</param>
    public LocalServer(Func<int, Request, Reply> answer)
    {
        _answer = answer;
        _listener.Start();
        _loop = Task.Run(AcceptAll);
    }

    public List<Request> Requests { get; } = [];

    public Uri Address(string path) => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/{path}");

    public void Dispose()
    {
        _stop.Cancel();
        _loop.Wait();
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task AcceptAll()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await Serve(client);
            }
            catch (Exception error) when (error is OperationCanceledException or IOException)
            {
                // the test is over, or the client has hung up
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, leaveOpen: true);
        var first = await reader.ReadLineAsync(_stop.Token) ?? "";
        long? from = null;
        while (await reader.ReadLineAsync(_stop.Token) is { Length: > 0 } line)
            if (line.StartsWith("Range: bytes=", StringComparison.OrdinalIgnoreCase))
                from = long.Parse(line["Range: bytes=".Length..].TrimEnd('-'));
        var request = new Request(first, from);
        Requests.Add(request);
        var reply = _answer(Requests.Count - 1, request);
        var head = $"HTTP/1.1 {reply.Status} x\r\nConnection: close\r\n{string.Concat(reply.Headers.Select(h => h + "\r\n"))}\r\n";
        await stream.WriteAsync(System.Text.Encoding.ASCII.GetBytes(head), _stop.Token);
        await stream.WriteAsync(reply.Body, _stop.Token);
        if (reply.ThenSilence)
            await Task.Delay(Timeout.Infinite, _stop.Token);
        if (reply.Reset)
            client.LingerState = new LingerOption(true, 0);
    }

    public sealed record Request(string Line, long? From);

    public sealed record Reply(int Status, byte[] Body, params string[] Headers)
    {
        public bool ThenSilence { get; init; }

        public bool Reset { get; init; }
    }
}

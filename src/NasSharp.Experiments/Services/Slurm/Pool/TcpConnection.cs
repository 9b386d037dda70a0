using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Threading.Channels;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>A TCP connection that carries a message a line. Messages and the end are told on threads of the pool, one at a time.</summary>
internal sealed class TcpConnection : IPoolConnection
{
    private const int LongestLine = 16 << 20;
    private const int LongestBatch = 1 << 16;

    private readonly Socket _socket;
    private readonly Channel<PoolMessage> _toSend = Channel.CreateUnbounded<PoolMessage>(new UnboundedChannelOptions { SingleReader = true });

    public TcpConnection(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
    }

    /// <summary>Connects to a manager; null when that fails.</summary>
    public static async Task<TcpConnection?> ConnectAsync(string address, int port, TimeSpan limit)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var late = new CancellationTokenSource(limit);
            await socket.ConnectAsync(address, port, late.Token).ConfigureAwait(false);
            return new TcpConnection(socket);
        }
        catch (Exception error) when (error is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return null;
        }
    }

    /// <summary>Begins to carry messages.</summary>
    public void Start(Action<TcpConnection, PoolMessage> received, Action<TcpConnection> ended)
    {
        _ = Task.Run(SendAllAsync);
        _ = Task.Run(async () =>
        {
            try
            {
                await ReceiveAllAsync(message => received(this, message)).ConfigureAwait(false);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException or IOException)
            {
                // the other side has gone, which is told as the connection's end
            }
            Close();
            ended(this);
        });
    }

    public void Send(PoolMessage message) => _toSend.Writer.TryWrite(message);

    public void Close()
    {
        _toSend.Writer.TryComplete();
        _socket.Dispose();
    }

    private async Task SendAllAsync()
    {
        try
        {
            while (await _toSend.Reader.WaitToReadAsync().ConfigureAwait(false))
            {
                var batch = new StringBuilder();
                while (batch.Length < LongestBatch && _toSend.Reader.TryRead(out var message))
                    batch.Append(message.ToLine()).Append('\n');
                ReadOnlyMemory<byte> bytes = Encoding.UTF8.GetBytes(batch.ToString());
                while (bytes.Length > 0)
                    bytes = bytes[await _socket.SendAsync(bytes).ConfigureAwait(false)..];
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // the receiving side tells of the end
        }
    }

    private async Task ReceiveAllAsync(Action<PoolMessage> received)
    {
        var pipe = PipeReader.Create(new NetworkStream(_socket));
        while (true)
        {
            var read = await pipe.ReadAsync().ConfigureAwait(false);
            var buffer = read.Buffer;
            while (buffer.PositionOf((byte)'\n') is { } end)
            {
                // Whoever sends something else is no worker of ours.
                if (PoolMessage.Parse(Encoding.UTF8.GetString(buffer.Slice(0, end))) is not { } message)
                    return;
                received(message);
                buffer = buffer.Slice(buffer.GetPosition(1, end));
            }
            if (read.IsCompleted || buffer.Length > LongestLine)
                return;
            pipe.AdvanceTo(buffer.Start, buffer.End);
        }
    }
}

/// <summary>Where the workers connect to.</summary>
internal sealed class TcpListenerOfPool : IDisposable
{
    private readonly Socket _socket;

    public TcpListenerOfPool(Action<TcpConnection, PoolMessage> received, Action<TcpConnection> ended)
    {
        _socket = Socket.OSSupportsIPv6
            ? new Socket(AddressFamily.InterNetworkV6, SocketType.Stream, ProtocolType.Tcp) { DualMode = true }
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _socket.Bind(new IPEndPoint(Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : IPAddress.Any, 0));
        _socket.Listen(1024);
        _ = Task.Run(async () =>
        {
            try
            {
                while (true)
                    new TcpConnection(await _socket.AcceptAsync().ConfigureAwait(false)).Start(received, ended);
            }
            catch (Exception error) when (error is SocketException or ObjectDisposedException)
            {
                // it was disposed
            }
        });
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    public void Dispose() => _socket.Dispose();
}

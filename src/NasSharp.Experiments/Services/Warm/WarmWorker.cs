using System.Diagnostics;
using System.Net.Sockets;
using System.Text.Json;
using NasSharp.Experiments.Services.Local;
using NasSharp.Experiments.Trials;

namespace NasSharp.Experiments.Services.Warm;

/// <summary>One process that runs trials one after the other, as the manager sees it. Its listener lives on threads of the pool.</summary>
internal sealed class WarmWorker : IDisposable
{
    private readonly string _path;
    private readonly Socket _listener;
    private readonly TaskCompletionSource<StreamWriter> _connected = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Socket? _socket;

    public WarmWorker(LocalOptions options, string folder, string socketPath, Assignment assignment, Action<WarmWorker, int> done, Action<WarmWorker, int> gone)
    {
        Folder = folder;
        Assignment = assignment;
        _path = socketPath;
        Directory.CreateDirectory(folder);
        _listener = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        _listener.Bind(new UnixDomainSocketEndPoint(socketPath));
        _listener.Listen(1);
        Process = ProcessGroup.Start(options, folder, assignment, new Dictionary<string, string> { [TrialEnvironment.Worker] = socketPath });
        _ = Task.Run(() => ListenAsync(done));
        Process.Exited += (_, _) => gone(this, Process.ExitCode);
        Process.EnableRaisingEvents = true;
    }

    public string Folder { get; }

    public Assignment Assignment { get; }

    public Process Process { get; }

    /// <summary>Whether it has ever asked for a trial.</summary>
    public bool HasConnected => _connected.Task.IsCompletedSuccessfully;

    /// <summary>Whether its last trial has reached it.</summary>
    public bool HasBegun { get; private set; }

    public TrialAttempt? Attempt { get; set; }

    /// <summary>Hands a trial to the worker as soon as it is there.</summary>
    public void Send(TrialAttempt attempt)
    {
        Attempt = attempt;
        HasBegun = false;
        var line = new WorkerMessage(WorkerMessage.Trial, attempt.Record.Trial, attempt.Folder, attempt.Epochs).ToLine();
        _ = _connected.Task.ContinueWith(connected =>
        {
            try
            {
                connected.Result.WriteLine(line);
            }
            catch (Exception error) when (error is IOException or ObjectDisposedException)
            {
                // the process has ended, which it reports itself
            }
        }, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
    }

    public void Dispose()
    {
        _listener.Dispose();
        _socket?.Dispose();
        File.Delete(_path);
    }

    private async Task ListenAsync(Action<WarmWorker, int> done)
    {
        try
        {
            _socket = await _listener.AcceptAsync();
            var stream = new NetworkStream(_socket);
            using var reader = new StreamReader(stream);
            while (await reader.ReadLineAsync() is { } line)
            {
                var message = WorkerMessage.Parse(line);
                if (message.Kind == WorkerMessage.Hello)
                    _connected.TrySetResult(new StreamWriter(stream) { AutoFlush = true, NewLine = "\n" });
                else if (message.Kind == WorkerMessage.Begun)
                    HasBegun = true;
                else if (message.Kind == WorkerMessage.Done)
                    done(this, message.ExitCode);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // the process has ended, which it reports itself
        }
        catch (JsonException)
        {
            Process.Kill(); // something else talks on the socket
        }
    }
}

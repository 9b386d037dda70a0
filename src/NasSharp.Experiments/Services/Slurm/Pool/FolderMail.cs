using System.Globalization;
using System.Text;

namespace NasSharp.Experiments.Services.Slurm.Pool;

/// <summary>
/// A connection over a folder that both sides see: each writes numbered files of messages, whole or not at all, and takes those of the other in their order. Used by one thread of its side;
/// the file system's caches may delay everything by seconds.
/// </summary>
/// <param name="folder">The connection's folder.</param>
/// <param name="isManager">Which side this is.</param>
internal sealed class FolderMail(string folder, bool isManager) : IPoolConnection
{
    private const string ClosedFile = "closed";

    private readonly Lock _gate = new();
    private readonly StringBuilder _toSend = new();
    private int _sent;
    private int _taken;

    /// <summary>The name of the folder.</summary>
    public string Name => Path.GetFileName(folder);

    /// <summary>The folder of all connections to one manager.</summary>
    public static string RootOf(PoolDirections directions) => Path.Combine(PoolDirections.FolderOf(directions.Options.ExperimentFolder), "mail", directions.Epoch);

    /// <summary>Whether either side has ended the connection.</summary>
    public bool IsClosed => !Directory.Exists(folder) || File.Exists(Path.Combine(folder, ClosedFile));

    /// <summary>Makes a connection to a manager.</summary>
    public static FolderMail Connect(PoolDirections directions, string worker, int count)
    {
        var folder = Path.Combine(RootOf(directions), string.Create(CultureInfo.InvariantCulture, $"{worker}-{count}"));
        Directory.CreateDirectory(folder);
        return new FolderMail(folder, isManager: false);
    }

    public void Send(PoolMessage message)
    {
        lock (_gate)
            _toSend.Append(message.ToLine()).Append('\n');
    }

    public void Close()
    {
        if (Directory.Exists(folder))
            File.WriteAllText(Path.Combine(folder, ClosedFile), "");
    }

    /// <summary>Writes what is to be sent, and takes what has come.</summary>
    public void Exchange(Action<PoolMessage> received)
    {
        try
        {
            Post();
            for (var path = At(!isManager, _taken); File.Exists(path); path = At(!isManager, ++_taken))
            {
                var lines = File.ReadAllLines(path);
                File.Delete(path);
                foreach (var message in lines.Select(PoolMessage.Parse).OfType<PoolMessage>())
                    received(message);
            }
        }
        catch (IOException)
        {
            // the folder has gone, or the file server is away; the leases decide what that means
        }
    }

    private void Post()
    {
        string text;
        lock (_gate)
        {
            text = _toSend.ToString();
            _toSend.Clear();
        }
        if (text.Length == 0)
            return;
        var path = At(isManager, _sent++);
        File.WriteAllText(path + ".tmp", text);
        File.Move(path + ".tmp", path);
    }

    private string At(bool ofManager, int number) => Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"{(ofManager ? 'm' : 'w')}{number:D8}"));
}

/// <summary>The manager's side of all connections over a folder.</summary>
internal sealed class FolderPostOffice
{
    private readonly string _root;
    private readonly Dictionary<string, FolderMail> _connections = new(StringComparer.Ordinal);

    public FolderPostOffice(PoolDirections directions)
    {
        _root = FolderMail.RootOf(directions);
        // What was said to earlier managers is said again to this one.
        if (Path.GetDirectoryName(_root) is { } all && Directory.Exists(all))
            Directory.Delete(all, recursive: true);
        Directory.CreateDirectory(_root);
    }

    /// <summary>Carries all messages that there are.</summary>
    public void Exchange(Action<FolderMail, PoolMessage> received, Action<FolderMail> ended)
    {
        foreach (var folder in Directory.EnumerateDirectories(_root))
        {
            var name = Path.GetFileName(folder);
            if (!_connections.ContainsKey(name))
                _connections.Add(name, new FolderMail(folder, isManager: true));
        }
        foreach (var connection in _connections.Values.ToArray())
        {
            connection.Exchange(message => received(connection, message));
            if (!connection.IsClosed)
                continue;
            _connections.Remove(connection.Name);
            ended(connection);
            Directory.Delete(Path.Combine(_root, connection.Name), recursive: true);
        }
    }
}

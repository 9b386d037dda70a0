namespace NasSharp.Experiments.Services.Warm;

/// <summary>
/// The folder of one manager's sockets, among the temporary files because the path of a socket may have hardly more than a hundred characters. A manager that is killed leaves its
/// folder behind; the next one to start removes it.
/// </summary>
internal sealed class SocketFolder : IDisposable
{
    private const string Prefix = "nasctl-sockets-";
    private const string LockFile = "lock";
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    // Between making a folder and locking it there is an instant; nobody needs an hour for it.
    private static readonly TimeSpan Unlocked = TimeSpan.FromHours(1);

    private readonly string _folder;
    private readonly FileStream _lock;

    /// <summary>Makes a folder, after removing those that nobody holds any more.</summary>
    /// <param name="parent">Where; null: among the temporary files.</param>
    public SocketFolder(string? parent = null)
    {
        parent ??= Path.GetTempPath();
        RemoveLeftovers(parent);
        _folder = Path.Combine(parent, Prefix + Guid.NewGuid().ToString("N")[..8]);
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(_folder);
        else
            Directory.CreateDirectory(_folder, OwnerOnly);
        _lock = new FileStream(Path.Combine(_folder, LockFile), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
    }

    /// <summary>The path of a socket.</summary>
    public string At(string name) => Path.Combine(_folder, name);

    /// <summary>Removes the folder.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        if (Directory.Exists(_folder))
            Directory.Delete(_folder, recursive: true);
    }

    private static void RemoveLeftovers(string parent)
    {
        foreach (var folder in Directory.EnumerateDirectories(parent, Prefix + "*"))
        {
            try
            {
                var path = Path.Combine(folder, LockFile);
                // The system gives up the lock of a process that has ended, however it ended.
                using var held = File.Exists(path) ? new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None) : null;
                if (held is not null || DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) > Unlocked)
                    Directory.Delete(folder, recursive: true);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // a manager that lives, or another user's
            }
        }
    }
}

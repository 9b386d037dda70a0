using System.Diagnostics;
using NasSharp.Experiments.Services.Warm;

namespace NasSharp.Experiments.Tests.Services;

public sealed class SocketFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folder_of_a_killed_manager_is_removed_by_the_next_one_and_that_of_a_living_one_is_not()
    {
        using var living = new SocketFolder(_folder.Path);
        File.WriteAllText(living.At("worker-1"), "");
        // A real process that holds a folder and is killed.
        using var manager = Process.Start(new ProcessStartInfo("dotnet", [.. TestProgram.Command.Split(' ')[1..], "manage", "sockets", _folder.Path]) { RedirectStandardOutput = true })!;
        var left = manager.StandardOutput.ReadLine()!;
        Assert.True(Directory.Exists(left));
        new SocketFolder(_folder.Path).Dispose();
        Assert.True(Directory.Exists(left), "the folder of a process that lives was removed");
        manager.Kill();
        manager.WaitForExit();
        Assert.True(Directory.Exists(left));
        new SocketFolder(_folder.Path).Dispose();
        Assert.False(Directory.Exists(left));
        Assert.True(File.Exists(living.At("worker-1")));
    }

    [Fact]
    public void Folder_that_was_never_locked_is_removed_when_it_is_old()
    {
        var (old, young) = (_folder.At("nasctl-sockets-old"), _folder.At("nasctl-sockets-young"));
        Directory.CreateDirectory(old);
        Directory.CreateDirectory(young);
        Directory.SetLastWriteTimeUtc(old, DateTime.UtcNow.AddHours(-2));
        new SocketFolder(_folder.Path).Dispose();
        Assert.False(Directory.Exists(old));
        Assert.True(Directory.Exists(young));
    }

    [Fact]
    public void Folder_is_the_owners_alone_and_gone_at_the_end()
    {
        var sockets = new SocketFolder(_folder.Path);
        var path = Path.GetDirectoryName(sockets.At("x"))!;
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(path));
        sockets.Dispose();
        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.Path));
    }
}

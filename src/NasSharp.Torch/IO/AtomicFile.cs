using System.Runtime.InteropServices;
using System.Text;

namespace NasSharp.Torch.IO;

/// <summary>Writes files so that a reader, at any instant and after any crash, sees the old content or the new, never a part of it.</summary>
public static partial class AtomicFile
{
    private const int OpenDirectory = 0x10000 | 0x80000; // O_RDONLY | O_DIRECTORY | O_CLOEXEC on Linux

    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Lets <paramref name="write"/> fill a temporary file beside <paramref name="path"/>, flushes it to the disk and renames it. The folder
    /// is made when missing. When <paramref name="write"/> throws, the temporary file is removed and the old file is untouched.
    /// </summary>
    /// <param name="path">The file to replace; when it is a symbolic link, the file that it points to.</param>
    /// <param name="write">Writes the content; it may seek, and need not close the stream.</param>
    public static void Write(string path, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(write);
        var file = new FileInfo(path);
        var target = (file.LinkTarget is null ? null : file.ResolveLinkTarget(returnFinalTarget: true)?.FullName) ?? file.FullName;
        if (Directory.Exists(target))
            throw new IOException($"Cannot write '{path}': it is a folder; name a file.");
        var folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder);
        // The name stays short whatever the target's length, and cannot meet that of another writer.
        var temporary = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(temporary, target, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
        FlushFolder(folder);
    }

    /// <summary>Replaces the file by these bytes, all or nothing.</summary>
    public static void WriteAllBytes(string path, ReadOnlySpan<byte> bytes)
    {
        var content = bytes.ToArray();
        Write(path, stream => stream.Write(content));
    }

    /// <summary>Replaces the file by this text in UTF-8 without a byte-order mark, all or nothing.</summary>
    public static void WriteAllText(string path, string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        WriteAllBytes(path, Utf8.GetBytes(text));
    }

    /// <summary>
    /// Makes a rename in the folder survive a power cut, where the system can; elsewhere it does nothing.
    /// </summary>
    /// <param name="folder">The folder whose entries changed.</param>
    internal static void FlushFolder(string folder)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var descriptor = Open(folder, OpenDirectory);
        if (descriptor < 0)
            return; // a folder that may be written but not read; the rename itself has succeeded
        _ = Fsync(descriptor);
        _ = Close(descriptor);
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync")]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int descriptor);
}

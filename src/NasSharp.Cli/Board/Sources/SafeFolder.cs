namespace NasSharp.Cli.Board.Sources;

/// <summary>A folder that the Board may read, and nothing outside of it: neither by <c>..</c> nor through links.</summary>
internal sealed class SafeFolder(string root)
{
    private static readonly string[] Readable = [".json", ".jsonl", ".md", ".txt", ".csv", ".log", ".svg", ".html", ".yml", ".yaml", ".onnx", ".safetensors"];

    /// <summary>The folder, as an absolute path.</summary>
    public string Root { get; } = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));

    /// <summary>The path of a file in the folder; null when there is none, or when it lies outside.</summary>
    public string? File(string relative)
    {
        if (relative.Length == 0 || relative.Contains('\0') || Path.IsPathRooted(relative) || relative.Split('/', '\\').Any(part => part is "" or "." or ".."))
            return null;
        var path = Path.Combine(Root, relative);
        return System.IO.File.Exists(path) && !HasLink(path) ? path : null;
    }

    /// <summary>The files that may be downloaded, as paths in the folder; at most so many.</summary>
    public IReadOnlyList<FileInfo> Files(int depth, int most)
    {
        var found = new List<FileInfo>();
        Collect(new DirectoryInfo(Root), depth);
        return found;

        void Collect(DirectoryInfo folder, int left)
        {
            foreach (var entry in Entries(folder).OrderBy(e => e.Name, StringComparer.Ordinal))
            {
                if (found.Count >= most)
                    return;
                if (entry is FileInfo file && MayDownload(file.Name))
                    found.Add(file);
                else if (entry is DirectoryInfo inner && left > 0 && inner.Name is not "tensorboard")
                    Collect(inner, left - 1);
            }
        }
    }

    /// <summary>Whether a file is of a kind that may be downloaded.</summary>
    public static bool MayDownload(string name) => !name.StartsWith('.') && Readable.Contains(Path.GetExtension(name).ToLowerInvariant());

    /// <summary>What a folder holds, without links and hidden things; nothing when it cannot be read.</summary>
    public static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder)
    {
        try
        {
            return [.. folder.EnumerateFileSystemInfos().Where(e => !e.Name.StartsWith('.') && e.LinkTarget is null)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    /// <summary>The path as seen from the folder, with slashes.</summary>
    public string Relative(string path) => Path.GetRelativePath(Root, path).Replace('\\', '/');

    // Every part below the root: a link anywhere would lead out.
    private bool HasLink(string path)
    {
        for (var at = path; at.Length > Root.Length; at = Path.GetDirectoryName(at)!)
        {
            if (new FileInfo(at).LinkTarget is not null)
                return true;
        }
        return false;
    }
}

namespace NasSharp.Tests.Docs;

/// <summary>A block of code in a page of the documentation.</summary>
/// <param name="Page">The page, relative to the repository.</param>
/// <param name="Line">The line of the page where the block's first line stands.</param>
/// <param name="Info">What follows the three backticks, such as <c>csharp</c> or <c>csharp compile</c>.</param>
/// <param name="Code">The text.</param>
internal sealed record CodeBlock(string Page, int Line, string Info, string Code)
{
    /// <summary>The folder that holds NasSharp.slnx.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>All blocks of the README and of the pages in docs/.</summary>
    public static IEnumerable<CodeBlock> All() => Directory.EnumerateFiles(Path.Combine(Repository, "docs"), "*.md", SearchOption.AllDirectories)
        .Prepend(Path.Combine(Repository, "README.md"))
        .Order(StringComparer.Ordinal)
        .SelectMany(InPage);

    /// <summary>The programs in samples/, each as one block.</summary>
    public static IEnumerable<CodeBlock> Samples() => Directory.EnumerateFiles(Path.Combine(Repository, "samples"), "Program.cs", SearchOption.AllDirectories)
        .Order(StringComparer.Ordinal)
        .Select(path => new CodeBlock(Path.GetRelativePath(Repository, path), 1, "csharp", File.ReadAllText(path)));

    private static IEnumerable<CodeBlock> InPage(string path)
    {
        var page = Path.GetRelativePath(Repository, path);
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```", StringComparison.Ordinal))
                continue;
            var end = Array.FindIndex(lines, i + 1, l => l.StartsWith("```", StringComparison.Ordinal));
            Assert.True(end > i, $"{page}, line {i + 1}: the block has no end");
            yield return new CodeBlock(page, i + 2, lines[i][3..].Trim(), string.Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    private static string FindRepository()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "NasSharp.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds NasSharp.slnx");
    }
}

namespace NasSharp.Tests.Benchmarks;

/// <summary>The published tables, which are not part of the repository: the folder of NASSHARP_DATA, or shared/data beside the repository.</summary>
internal static class ResearchData
{
    private static readonly Lazy<string?> Found = new(Find);

    /// <summary>The folder of one benchmark; where it is not there the test is skipped and says what is missing.</summary>
    public static string Folder(string benchmark)
    {
        var folder = Found.Value is { } data ? Path.Combine(data, benchmark) : null;
        Assert.SkipUnless(Directory.Exists(folder), $"the tables of {benchmark} are not here: set NASSHARP_DATA to the folder that holds '{benchmark}'");
        return folder!;
    }

    private static string? Find()
    {
        if (Environment.GetEnvironmentVariable("NASSHARP_DATA") is { Length: > 0 } named)
            return named;
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (Path.Combine(folder.FullName, "shared", "data") is var data && Directory.Exists(data))
                return data;
        return null;
    }
}

namespace NasSharp.Experiments.Tests;

/// <summary>Finds files of the repository.</summary>
internal static class Repository
{
    public static string At(params string[] parts)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NasSharp.slnx")))
                return Path.Combine([folder.FullName, .. parts]);
        }
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds NasSharp.slnx");
    }
}

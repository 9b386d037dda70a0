using System.Reflection;

namespace NasSharp.Cli.Tests.PublicApi;

/// <summary>
/// What users see of each assembly is listed in a text file beside this one, so that a change of it is seen in review.
/// <c>NASSHARP_UPDATE_PUBLIC_API=1</c> in the environment of this test rewrites the files.
/// </summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("NasSharp.Torch")]
    [InlineData("NasSharp")]
    [InlineData("NasSharp.Experiments")]
    [InlineData("nasctl")]
    public void Public_surface_is_the_one_in_the_list(string assembly)
    {
        var actual = PublicSurface.Of(Assembly.Load(assembly));
        var path = Path.Combine(Folder(), assembly + ".txt");
        if (Environment.GetEnvironmentVariable("NASSHARP_UPDATE_PUBLIC_API") == "1")
            File.WriteAllText(path, string.Concat(actual.Select(line => line + "\n")));
        var listed = File.Exists(path) ? File.ReadAllLines(path).ToHashSet(StringComparer.Ordinal) : [];
        var changes = actual.Where(line => !listed.Contains(line)).Select(line => "+ " + line)
            .Concat(listed.Where(line => !actual.Contains(line)).Select(line => "- " + line)).ToList();
        Assert.True(
            changes.Count == 0,
            $"the public surface of {assembly} differs from {path} in {changes.Count} lines; if that is meant, run this test with NASSHARP_UPDATE_PUBLIC_API=1\n"
            + string.Join('\n', changes.Take(40)));
    }

    private static string Folder()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NasSharp.slnx")))
                return Path.Combine(folder.FullName, "tests", "NasSharp.Cli.Tests", "PublicApi");
        }
        throw new DirectoryNotFoundException($"no folder above {AppContext.BaseDirectory} holds NasSharp.slnx");
    }
}

using System.Runtime.CompilerServices;

namespace NasSharp.Cli.Tests;

/// <summary>
/// Compares output with a file in <c>Expectations/</c>. To accept a new output, run the tests with NASSHARP_ACCEPT=1 and look at the difference
/// in version control.
/// </summary>
internal static class Expectation
{
    public static void Matches(string actual, string name, [CallerFilePath] string testFile = "")
    {
        var folder = Path.GetDirectoryName(testFile)!;
        while (!File.Exists(Path.Combine(folder, "NasSharp.Cli.Tests.csproj")))
            folder = Path.GetDirectoryName(folder)!;
        var path = Path.Combine(folder, "Expectations", $"{name}.txt");
        if (Environment.GetEnvironmentVariable("NASSHARP_ACCEPT") == "1")
            File.WriteAllText(path, Visible(actual));
        Assert.True(File.Exists(path), $"there is no expectation {path}; the output was:\n{Visible(actual)}");
        Assert.Equal(File.ReadAllText(path), Visible(actual));
    }

    // Control characters in a form that can be read and compared.
    private static string Visible(string text) => text.Replace("\u001b", "<ESC>", StringComparison.Ordinal).Replace("\r", "<CR>", StringComparison.Ordinal);
}

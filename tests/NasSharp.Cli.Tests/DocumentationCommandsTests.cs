using System.CommandLine.Help;
using System.CommandLine.Parsing;
using NasSharp.Cli.CommandLine;

namespace NasSharp.Cli.Tests;

/// <summary>Every line of the documentation that calls nasctl is a command line that nasctl understands.</summary>
public class DocumentationCommandsTests
{
    public static TheoryData<string, string> Lines => new(Pages().SelectMany(InPage));

    [Theory]
    [MemberData(nameof(Lines))]
    public void Command_of_the_documentation_parses(string place, string line)
    {
        var result = NasCtl.Parse([.. CommandLineParser.SplitCommandLine(line).Skip(1)], new TestWorld().Surroundings);

        Assert.True(result.Errors.Count == 0 || result.Action is HelpAction, $"{place}: {line}: {string.Join("; ", result.Errors.Select(e => e.Message))}");
    }

    private static IEnumerable<(string Place, string Line)> InPage(string path)
    {
        var inBlock = false;
        foreach (var (index, line) in File.ReadAllLines(path).Index())
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
                inBlock = !inBlock && line.StartsWith("```sh", StringComparison.Ordinal);
            else if (inBlock && line.StartsWith("nasctl ", StringComparison.Ordinal))
                yield return ($"{Path.GetFileName(path)}({index + 1})", line.Split('#')[0].Trim());
        }
    }

    private static IEnumerable<string> Pages()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder!.FullName, "NasSharp.slnx")))
            folder = folder.Parent;
        return Directory.EnumerateFiles(Path.Combine(folder.FullName, "docs"), "*.md", SearchOption.AllDirectories).Prepend(Path.Combine(folder.FullName, "README.md"));
    }
}

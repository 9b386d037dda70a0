using System.Reflection;

namespace NasSharp.Tests.Docs;

/// <summary>Every C# block of the documentation and every sample compiles and runs; blocks marked <c>csharp compile</c> only compile.</summary>
[Collection(nameof(OneProgramAtATime))]
public class DocumentationCodeTests
{
    public static TheoryData<string, int> Blocks => new(Programs().Select(b => (b.Page, b.Line)));

    [Theory]
    [MemberData(nameof(Blocks))]
    public void Block_compiles_and_runs(string page, int line)
    {
        var block = Programs().Single(b => b.Page == page && b.Line == line);
        var program = BlockCompiler.Compile(block);
        if (block.Info.EndsWith(" compile", StringComparison.Ordinal))
            return;
        var before = Environment.CurrentDirectory;
        var folder = Directory.CreateTempSubdirectory("nassharp-docs-");
        try
        {
            Environment.CurrentDirectory = folder.FullName;
            program.Invoke(null, BindingFlags.DoNotWrapExceptions, null, program.GetParameters().Length == 0 ? [] : [Array.Empty<string>()], null);
        }
        finally
        {
            Environment.CurrentDirectory = before;
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void First_example_of_the_readme_is_short() =>
        Assert.InRange(CodeBlock.All().First(b => b.Page == "README.md" && IsCSharp(b)).Code.Split('\n').Count(l => l.Trim().Length > 0), 10, 24);

    private static IEnumerable<CodeBlock> Programs() => CodeBlock.All().Where(IsCSharp).Concat(CodeBlock.Samples());

    private static bool IsCSharp(CodeBlock block) => block.Info.Split(' ')[0] == "csharp";
}

/// <summary>The programs change the current folder, which all threads share.</summary>
[CollectionDefinition(nameof(OneProgramAtATime), DisableParallelization = true)]
public class OneProgramAtATime;

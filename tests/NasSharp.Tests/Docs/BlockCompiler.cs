using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace NasSharp.Tests.Docs;

/// <summary>Compiles a block of the documentation as a program of its own, as a user's console project would.</summary>
internal static class BlockCompiler
{
    // What the SDK's implicit usings bring.
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>Compiles a block and returns its entry point; errors name the line of the page.</summary>
    public static MethodInfo Compile(CodeBlock block)
    {
        var compilation = CSharpCompilation.Create(
            $"docs_{Guid.NewGuid():N}",
            [Parse(ImplicitUsings, "usings.cs"), Parse(block.Code, block.Page)],
            References,
            new CSharpCompilationOptions(OutputKind.ConsoleApplication, nullableContextOptions: NullableContextOptions.Enable));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        var errors = result.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error)
            .Select(d => $"{block.Page}({block.Line + d.Location.GetLineSpan().StartLinePosition.Line}): {d.Id}: {d.GetMessage()}").ToList();
        Assert.True(errors.Count == 0, string.Join('\n', errors));
        return Assembly.Load(image.ToArray()).EntryPoint!;
    }

    private static SyntaxTree Parse(string code, string path) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code), new CSharpParseOptions(LanguageVersion.Latest), path);
}

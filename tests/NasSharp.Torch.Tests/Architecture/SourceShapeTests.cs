using System.Text.RegularExpressions;

namespace NasSharp.Torch.Tests.Architecture;

public sealed partial class SourceShapeTests
{
    [Fact]
    public void Namespaces_follow_folders()
    {
        var wrong = new List<string>();
        foreach (var path in SourceTree.CSharpFiles("src"))
        {
            var parts = path.Split('/')[1..^1];
            var expected = string.Join('.', parts);
            var declared = Namespace().Matches(SourceTree.Text(path)).Select(m => m.Groups[1].Value).ToList();
            // The tensor layer keeps TorchSharp's shape: the parts of the class torch, and concrete modules in one namespace.
            var allowed = parts[0] == "NasSharp.Torch" ? new[] { expected, "NasSharp.Torch", "NasSharp.Torch.Modules" } : [expected];
            wrong.AddRange(declared.Where(d => !allowed.Contains(d)).Select(d => $"{path} declares {d}, not {expected}"));
        }
        AssertNone(wrong);
    }

    [Fact]
    public void Files_stay_below_four_hundred_lines() =>
        AssertNone(AllFiles().Where(path => SourceTree.Text(path).Count(c => c == '\n') > 400));

    [Fact]
    public void Files_are_named_after_what_they_do() => AssertNone(AllFiles().Where(path => Vague().IsMatch(Path.GetFileNameWithoutExtension(path))));

    [Fact]
    public void Nothing_is_put_off() => AssertNone(AllFiles().Where(path => PutOff().IsMatch(SourceTree.Text(path))));

    private static void AssertNone(IEnumerable<string> offenders) => Assert.Equal("", string.Join('\n', offenders));

    private static IEnumerable<string> AllFiles() => SourceTree.CSharpFiles("src").Concat(SourceTree.CSharpFiles("tests"));

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex("(Helper|Helpers|Util|Utils|Utilities|Manager|Base)$")]
    private static partial Regex Vague();

    [GeneratedRegex(@"\b(TO" + @"DO|FIX" + @"ME|NotImpl" + @"ementedException)\b")]
    private static partial Regex PutOff();
}

using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NasSharp.Torch.Tests.Architecture;

public sealed partial class DependencyTests
{
    // From the bottom up; a project refers only to projects before it.
    private static readonly string[] Layers = ["NasSharp.Torch", "NasSharp", "NasSharp.Experiments", "NasSharp.Cli"];

    [Fact]
    public void Projects_refer_only_to_projects_below()
    {
        var projects = Directory.GetFiles(Path.Combine(SourceTree.Root, "src"), "*.csproj", SearchOption.AllDirectories);
        Assert.Equal(Layers.Order(), projects.Select(p => Path.GetFileNameWithoutExtension(p)).Order());
        foreach (var project in projects)
        {
            var level = Array.IndexOf(Layers, Path.GetFileNameWithoutExtension(project));
            foreach (var reference in XDocument.Load(project).Descendants("ProjectReference").Select(r => r.Attribute("Include")!.Value))
            {
                var other = Array.IndexOf(Layers, Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')));
                Assert.True(other >= 0 && other < level, $"{Path.GetFileName(project)} refers to {reference}");
            }
        }
    }

    [Fact]
    public void Search_spaces_know_nothing_of_what_stands_on_them() =>
        Assert.Empty(Mentions("src/NasSharp/Spaces", reference => !reference.StartsWith("NasSharp.Spaces", StringComparison.Ordinal)));

    [Fact]
    public void Training_knows_no_algorithm_and_no_network() =>
        Assert.Empty(Mentions("src/NasSharp/Training", reference => StartsWithAny(reference, "NasSharp.OneShot", "NasSharp.Tuners", "NasSharp.Zoo")));

    [Fact]
    public void The_zoo_knows_no_algorithm() =>
        Assert.Empty(Mentions("src/NasSharp/Zoo", reference => StartsWithAny(reference, "NasSharp.OneShot", "NasSharp.Tuners")));

    [Theory]
    [InlineData("OneShot")]
    [InlineData("Tuners")]
    public void An_algorithm_does_not_know_another(string family)
    {
        var folder = Path.Combine(SourceTree.Root, "src/NasSharp", family);
        var members = Directory.Exists(folder) ? Directory.GetDirectories(folder).Select(d => Path.GetFileName(d)).ToArray() : [];
        foreach (var member in members)
        {
            var others = members.Where(m => m != member).Select(m => $"NasSharp.{family}.{m}").ToArray();
            Assert.Empty(Mentions($"src/NasSharp/{family}/{member}", reference => StartsWithAny(reference, others)));
        }
    }

    private static IEnumerable<string> Mentions(string folder, Func<string, bool> forbidden) => SourceTree.CSharpFiles(folder)
        .SelectMany(path => Reference().Matches(SourceTree.Text(path)).Select(match => match.Value).Where(forbidden).Select(reference =>
            $"{path} mentions {reference}"))
        .Distinct();

    private static bool StartsWithAny(string reference, params string[] namespaces) =>
        namespaces.Any(n => reference == n || reference.StartsWith(n + ".", StringComparison.Ordinal));

    // NasSharp.Torch and the root namespace itself are below everything.
    [GeneratedRegex(@"\bNasSharp\.(?!Torch\b)[A-Z]\w*(\.[A-Z]\w*)*")]
    private static partial Regex Reference();
}

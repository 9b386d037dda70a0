using System.Runtime.CompilerServices;

namespace NasSharp.Cli.Tests.Commands;

/// <summary>The pictures of the documentation are what <c>nasctl space draw</c> makes now. To make them anew, run this with NASSHARP_ACCEPT=1.</summary>
public class DocumentationPicturesTests
{
    private static readonly Dictionary<string, string[]> Pictures = new()
    {
        ["amoebanet-a"] = ["--architecture", "AmoebaNet-A"],
        ["darts-v2"] = ["--architecture", "DARTS_V2"],
        ["enas-macro"] = ["--space", "enas-macro"],
        ["enas-micro"] = ["--architecture", "ENAS-micro"],
        ["fbnet-a"] = ["--architecture", "FBNet-A"],
        ["nasbench101"] = ["--cell", "op1=conv1x1-bn-relu,op2=conv3x3-bn-relu,op3=maxpool3x3,op4=conv3x3-bn-relu,op5=conv3x3-bn-relu,input1=0,input2=0,input3=2,input4=3,input5=0+1+4,input6=0+5"],
        ["nasbench201"] = ["--cell", "|nor_conv_3x3~0|+|nor_conv_3x3~0|nor_conv_3x3~1|+|skip_connect~0|nor_conv_3x3~1|nor_conv_1x1~2|"],
        ["nasnet-a"] = ["--architecture", "NASNet-A"],
        ["proxyless-gpu"] = ["--architecture", "Proxyless-GPU"],
        ["proxyless-mobile"] = ["--architecture", "Proxyless-mobile"],
        ["space-darts"] = ["--space", "darts"],
        ["space-memory-banks"] = ["--space", "memory-banks"],
        ["space-mnist"] = ["--space", "mnist"],
        ["space-single-path-mobile"] = ["--space", "single-path-mobile"],
        ["spos"] = ["--architecture", "SPOS"],
    };

    public static TheoryData<string> Names => [.. Pictures.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Picture_is_what_is_drawn_now(string name)
    {
        var (world, path) = (new TestWorld(), Path.Combine(Folder(), $"{name}.svg"));
        Assert.Equal(0, world.Run(["space", "draw", .. Pictures[name]]));
        if (Environment.GetEnvironmentVariable("NASSHARP_ACCEPT") == "1")
            File.WriteAllText(path, world.Out);
        Assert.Equal(File.ReadAllText(path), world.Out);
    }

    [Fact]
    public void Every_picture_is_known_and_shown()
    {
        var shown = File.ReadAllText(Path.Combine(Folder(), "..", "zoo.md"));
        Assert.Equal(Pictures.Keys.Order(), Directory.GetFiles(Folder(), "*.svg").Select(f => Path.GetFileNameWithoutExtension(f)).Order());
        Assert.All(Pictures.Keys, name => Assert.Contains($"(pictures/{name}.svg)", shown, StringComparison.Ordinal));
    }

    private static string Folder([CallerFilePath] string testFile = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(testFile)!, "..", "..", "..", "docs", "pictures"));
}

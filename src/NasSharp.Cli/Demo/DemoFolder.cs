using NasSharp.Cli.Runs;

namespace NasSharp.Cli.Demo;

/// <summary>The folder of a demo: the search lies in it, the trained networks below <c>networks/</c>.</summary>
internal static class DemoFolder
{
    private static readonly string[] Files =
        ["nasctl.json", "run.json", "run.lock", "result.json", "metrics.jsonl", "architecture.json", "supernet.safetensors", "model.safetensors", "report.md"];

    private static readonly string[] Folders = ["networks", "checkpoints", "tensorboard", "architectures"];

    /// <summary>The folder of a network.</summary>
    public static string Network(string folder, string name) => Path.Combine(folder, "networks", name);

    /// <summary>Removes what an earlier demo wrote, and nothing else.</summary>
    public static void Clear(string folder)
    {
        foreach (var name in Folders.Select(f => Path.Combine(folder, f)).Where(Directory.Exists))
            Directory.Delete(name, recursive: true);
        foreach (var name in Files)
            File.Delete(Path.Combine(folder, name));
    }
}

namespace NasSharp.Bench;

/// <summary>How the comparisons run.</summary>
/// <param name="Repeats">Repeats of each side; at least 7 for numbers that are published.</param>
/// <param name="Threads">Threads of both sides.</param>
/// <param name="Python">The interpreter that has PyTorch; NASSHARP_PYTHON or python3.</param>
/// <param name="PythonFolder">Where the Python sides stand.</param>
/// <param name="Output">The file that receives the table.</param>
/// <param name="Only">The comparison to run alone, or null for all.</param>
internal sealed record BenchOptions(int Repeats, int Threads, string Python, string PythonFolder, string? Output, string? Only)
{
    internal static BenchOptions Parse(string[] args)
    {
        var root = FindRoot();
        var options = new BenchOptions(7, Environment.ProcessorCount, Environment.GetEnvironmentVariable("NASSHARP_PYTHON") ?? "python3",
            Path.Combine(root, "bench", "python"), Path.Combine(root, "docs", "benchmarks.md"), null);
        for (var i = 0; i < args.Length; i += 2)
        {
            if (i + 1 == args.Length)
                throw new ArgumentException($"{args[i]} needs a value");
            options = args[i] switch
            {
                "--repeats" => options with { Repeats = int.Parse(args[i + 1]) },
                "--threads" => options with { Threads = int.Parse(args[i + 1]) },
                "--output" => options with { Output = args[i + 1] },
                "--only" => options with { Only = args[i + 1], Output = null },
                _ => throw new ArgumentException($"unknown option '{args[i]}'; known: --repeats, --threads, --output, --only"),
            };
        }
        return options;
    }

    internal static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "NasSharp.slnx")))
                return folder.FullName;
        }
        return Directory.GetCurrentDirectory();
    }
}

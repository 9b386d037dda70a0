namespace NasSharp.Cli.Benchmarks;

/// <summary>A benchmark that nasctl knows; every class in this folder that derives from this one is found by itself.</summary>
internal abstract class BenchmarkKind
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyList<BenchmarkKind> All { get; } =
    [
        .. typeof(BenchmarkKind).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(BenchmarkKind)) && !t.IsAbstract)
            .Select(t => (BenchmarkKind)Activator.CreateInstance(t)!).OrderBy(k => k.Name, StringComparer.Ordinal),
    ];

    /// <summary>The name that commands take.</summary>
    public abstract string Name { get; }

    /// <summary>The files that <c>import</c> reads.</summary>
    public abstract string Files { get; }

    /// <summary>Which of the options that say what is looked up it understands.</summary>
    public abstract IReadOnlyCollection<string> Options { get; }

    /// <summary>Makes the compact file, all or nothing, and returns the number of architectures in it.</summary>
    public abstract int Import(string from, string to);

    /// <summary>Opens the compact file; the caller closes it.</summary>
    public abstract OpenBenchmark Open(string path);
}

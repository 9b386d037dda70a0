namespace NasSharp.Cli.Doctor;

/// <summary>Recognises the library that multiplies matrices from the files that a process has loaded.</summary>
internal static class BlasKind
{
    private const string Install = "apt-get install libopenblas0-openmp";

    /// <summary>What multiplies matrices, from the loaded files and libtorch's description of its build.</summary>
    public static Finding Recognise(IReadOnlyList<string> loaded, string buildInfo)
    {
        var files = loaded.Where(f => Path.GetFileName(f) is var name
            && (name.Contains("blas", StringComparison.OrdinalIgnoreCase) || name.StartsWith("libmkl_", StringComparison.Ordinal)
                || name.StartsWith("libblis", StringComparison.Ordinal) || name.StartsWith("libatlas", StringComparison.Ordinal))).ToList();
        if (files.Find(f => f.Contains("libmkl_", StringComparison.Ordinal)) is { } mkl)
            return new("BLAS", $"MKL, {mkl}");
        if (files.Find(f => f.Contains("openblas", StringComparison.Ordinal)) is { } openBlas)
        {
            if (openBlas.Contains("pthread", StringComparison.Ordinal))
                return new("BLAS", $"OpenBLAS with its own threads, {openBlas}", Health.Warning,
                    $"its threads get in the way of libtorch's: {Install}");
            if (openBlas.Contains("serial", StringComparison.Ordinal))
                return new("BLAS", $"OpenBLAS with one thread, {openBlas}", Health.Warning, $"uses one core: {Install}");
            return new("BLAS", $"OpenBLAS{(openBlas.Contains("openmp", StringComparison.Ordinal) ? " (openmp)" : "")}, {openBlas}");
        }
        if (files.Find(f => f.Contains("blis", StringComparison.Ordinal) || f.Contains("atlas", StringComparison.Ordinal)) is { } other)
            return new("BLAS", other);
        if (files.Find(f => Path.GetFileName(f).StartsWith("libblas.so", StringComparison.Ordinal)) is { } reference)
            return new("BLAS", $"the reference implementation, {reference}", Health.Warning, $"some thirty times slower than OpenBLAS: {Install}");
        return buildInfo.Contains("BLAS_INFO=mkl", StringComparison.Ordinal)
            ? new("BLAS", "MKL inside libtorch")
            : new("BLAS", "not recognised", Health.Warning, $"matrix products may be slow; for Debian's libtorch: {Install}");
    }
}

using System.Runtime.InteropServices;

namespace NasSharp.Torch.Interop;

/// <summary>Finds <c>libnassharp.so</c>, or says which file is missing and which command brings it.</summary>
internal static class NativeLoader
{
    private const string FileName = "libnassharp.so";
    private const int AbiVersion = 1;
    private static int initialized;

    internal static void Initialize()
    {
        if (Interlocked.Exchange(ref initialized, 1) == 1)
            return;
        var handle = Load(Environment.GetEnvironmentVariable("NASSHARP_NATIVE"), AppContext.BaseDirectory);
        NativeLibrary.SetDllImportResolver(typeof(NativeLoader).Assembly, (name, _, _) => name == "nassharp" ? handle : 0);
        var version = GetAbiVersion(handle);
        if (version != AbiVersion)
            throw new TorchException($"{FileName} has interface version {version}, this program needs {AbiVersion}: rebuild it with ./build.sh build");
        StartThreads();
    }

    /// <summary>Loads the library from <paramref name="configured"/> (a file or folder) or from the program's folder.</summary>
    /// <exception cref="TorchException">The file is missing, or one of the libraries that it needs.</exception>
    internal static nint Load(string? configured, string programFolder)
    {
        var candidates = Candidates(configured, programFolder).ToList();
        var path = candidates.Find(File.Exists)
            ?? throw new TorchException(
                $"{FileName} was not found at {string.Join(" or ", candidates)}: build it with ./build.sh build, or set NASSHARP_NATIVE to its folder");
        try
        {
            return NativeLibrary.Load(path);
        }
        catch (DllNotFoundException e)
        {
            throw new TorchException($"{path} could not be loaded: {Reason(e.Message)}: install libtorch with ./build.sh setup "
                + "(or apt-get install libtorch-dev libopenblas0-openmp), or set NASSHARP_LIBTORCH to a libtorch folder and run ./build.sh build", e);
        }
    }

    private static IEnumerable<string> Candidates(string? configured, string programFolder)
    {
        if (!string.IsNullOrEmpty(configured))
        {
            yield return Directory.Exists(configured) ? Path.Combine(configured, FileName) : configured;
            yield break;
        }
        yield return Path.Combine(programFolder, FileName);
        yield return Path.Combine(programFolder, "runtimes", RuntimeInformation.RuntimeIdentifier, "native", FileName);
    }

    // dlopen's message names the missing file first: "libtorch_cpu.so.1.13: cannot open shared object file: ...".
    private static string Reason(string message)
    {
        var line = message.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .FirstOrDefault(l => l.Contains("cannot open", StringComparison.Ordinal) || l.Contains("undefined symbol", StringComparison.Ordinal)
                || l.Contains("too short", StringComparison.Ordinal) || l.Contains("invalid ELF", StringComparison.Ordinal));
        return (line ?? message.Split('\n')[0]).TrimEnd('.', ' ');
    }

    private static unsafe int GetAbiVersion(nint handle) =>
        ((delegate* unmanaged<int>)NativeLibrary.GetExport(handle, "ns_abi_version"))();

    // Debian's libtorch starts with one thread whatever the machine has.
    private static void StartThreads()
    {
        if (Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null or "")
            Native.Check(Native.ns_set_num_threads(Environment.ProcessorCount));
    }
}
